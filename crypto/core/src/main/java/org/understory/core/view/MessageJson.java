package org.understory.core.view;

import org.understory.core.files.FilePointer;
import org.understory.core.files.FilePointerCodec;

/** The parts of a view that are about messages, as JSON. */
final class MessageJson {
  private static final String HEX = "0123456789abcdef";

  private MessageJson() {}

  static void write(JsonWriter out, View.Talk talk) {
    out.member("mentions", talk.mentions())
        .member("firstUnread", talk.firstUnread())
        .member("muted", talk.muted())
        .member("favourite", talk.favourite())
        .member("archived", talk.archived())
        .member("draft", talk.draft())
        .member("timerMin", talk.timerMin())
        .member("timerMax", talk.timerMax())
        .strings("pins", talk.pins())
        .member("goneOn", talk.goneOn())
        .member("goneOf", talk.goneOf());
  }

  static void write(JsonWriter out, Timeline.Said said) {
    Timeline.Reply reply = said.replyTo();
    if (reply == null) {
      out.member("replyTo", (String) null);
    } else {
      out.beginObject("replyTo")
          .member("id", reply.id())
          .member("name", reply.name())
          .member("text", reply.text())
          .endObject();
    }
    out.member("thread", said.thread()).member("threadCount", said.threadCount());
    out.beginArray("reactions");
    for (Timeline.Reaction reaction : said.reactions()) {
      out.beginObject()
          .member("emoji", reaction.emoji())
          .member("count", reaction.by().size())
          .member("mine", reaction.mine())
          .strings("by", reaction.by())
          .endObject();
    }
    out.endArray().member("edited", said.edited());
    Timeline.Deleted deleted = said.deleted();
    if (deleted == null) {
      out.member("deleted", (String) null);
    } else {
      out.beginObject("deleted")
          .member("by", deleted.by())
          .member("reason", deleted.reason())
          .member("own", deleted.own())
          .endObject();
    }
    out.strings("mentions", said.mentions())
        .member("mentionsEveryone", said.everyone())
        .member("mentionsMe", said.mentionsMe())
        .member("viewOnce", said.viewOnce());
    files(out, said);
    poll(out, said.poll());
    out.member("pinned", said.pinned()).member("gap", said.gap());
  }

  private static void files(JsonWriter out, Timeline.Said said) {
    out.beginArray("files");
    for (FilePointer file : said.files()) {
      out.beginObject()
          .member("pointer", hex(FilePointerCodec.encode(file)))
          .member("name", file.name())
          .member("mediaType", file.mediaType())
          .member("size", file.size())
          .member("width", file.width())
          .member("height", file.height())
          .member("duration", file.duration())
          .member("alt", file.alt())
          .member("thumbnail", file.thumbnail().length > 0)
          .endObject();
    }
    out.endArray();
  }

  private static void poll(JsonWriter out, Timeline.@org.jspecify.annotations.Nullable Poll poll) {
    if (poll == null) {
      out.member("poll", (String) null);
      return;
    }
    out.beginObject("poll").member("question", poll.question()).beginArray("options");
    for (int i = 0; i < poll.options().size(); i++) {
      out.beginObject()
          .member("text", poll.options().get(i))
          .member("votes", poll.votes().get(i))
          .member("mine", poll.mine().get(i))
          .endObject();
    }
    out.endArray()
        .member("multiple", poll.multiple())
        .member("closes", poll.closes())
        .member("voters", poll.voters())
        .endObject();
  }

  private static String hex(byte[] bytes) {
    StringBuilder text = new StringBuilder(2 * bytes.length);
    for (byte b : bytes) {
      text.append(HEX.charAt((b >> 4) & 0xf)).append(HEX.charAt(b & 0xf));
    }
    return text.toString();
  }
}
