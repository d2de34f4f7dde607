package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.understory.core.content.Body;
import org.understory.core.content.MessageId;
import org.understory.core.roster.Commitment;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.NameKind;
import org.understory.core.view.JsonWriter;
import org.understory.core.view.Timeline;

/** Makes what is shown of a message, with what was said about it. */
final class MessageViews {
  private final Device device;
  private final Membership membership;
  private final Messages messages;
  private final Seen seen;

  MessageViews(Parts parts, Seen seen) {
    this.device = parts.device;
    this.membership = parts.membership;
    this.messages = parts.messages;
    this.seen = seen;
  }

  /** What a message says now. */
  private record Words(String text, List<MemberId> mentions, boolean everyone, boolean edited) {
    @Override
    public String toString() {
      return "Words";
    }
  }

  Timeline.Message of(MessageRow message) {
    Words words = words(message);
    return new Timeline.Message(
        message.id().hex(),
        message.member().hex(),
        name(message.member()),
        isMe(message.member()), // also when another own device sent it
        isOnce(message) ? "" : words.text(),
        Messages.at(message),
        message.expiry(),
        state(message),
        message.reason().isEmpty() || message.state() == MessageRow.State.DELETED
            ? null
            : message.reason(),
        message.unleased(),
        said(message, words));
  }

  private Timeline.MessageState state(MessageRow message) {
    if (message.state() == MessageRow.State.DELETED) {
      return isMe(message.member()) ? Timeline.MessageState.SENT : Timeline.MessageState.RECEIVED;
    }
    return Timeline.MessageState.valueOf(message.state().name());
  }

  private Timeline.Said said(MessageRow message, Words words) {
    Body.Text text = message.body() instanceof Body.Text t ? t : null;
    MessageId root = text == null ? null : text.thread();
    boolean mentionsMe = words.everyone() || words.mentions().contains(device.keys().member());
    boolean lacking =
        message.gap() != 0 && seen.isLacking(message.device(), message.channel(), message.gap());
    return new Timeline.Said(
        reply(message),
        root == null ? null : root.hex(),
        messages.threadCount(message),
        reactions(message),
        words.edited(),
        deleted(message),
        words.mentions().stream().map(MemberId::hex).toList(),
        words.everyone(),
        mentionsMe,
        text != null && text.viewOnce(),
        text == null || isOnce(message) ? List.of() : text.files(),
        poll(message),
        messages.pin(message) != null,
        lacking);
  }

  /** Whether it is shown when it is asked for, and then no more. */
  private boolean isOnce(MessageRow message) {
    return message.body() instanceof Body.Text text && text.viewOnce() && !isMe(message.member());
  }

  private Words words(MessageRow message) {
    if (!(message.body() instanceof Body.Text text)) {
      return new Words("", List.of(), false, false);
    }
    Words words = new Words(text.text(), text.mentions(), text.everyone(), false);
    long at = Long.MIN_VALUE;
    for (MessageRow one : messages.about(message)) {
      if (one.body() instanceof Body.Edit edit && Messages.at(one) >= at) {
        at = Messages.at(one);
        words = new Words(edit.text(), edit.mentions(), edit.everyone(), true);
      }
    }
    return words;
  }

  /** Whether the own user, or everyone, is named by what it says now. */
  boolean mentionsMe(MessageRow message) {
    Words words = words(message);
    return words.everyone() || words.mentions().contains(device.keys().member());
  }

  private Timeline.@Nullable Reply reply(MessageRow message) {
    MessageId to = message.body() instanceof Body.Text text ? text.replyTo() : null;
    if (to == null) {
      return null;
    }
    MessageRow row = messages.first(message.channel(), to);
    String said = null;
    if (row != null && row.state() != MessageRow.State.DELETED && !isOnce(row)) {
      said = row.body() instanceof Body.Poll poll ? poll.question() : words(row).text();
    }
    return new Timeline.Reply(to.hex(), row == null ? null : name(row.member()), said);
  }

  private List<Timeline.Reaction> reactions(MessageRow message) {
    Map<String, MessageRow> newest = new TreeMap<>();
    for (MessageRow one : messages.about(message)) {
      MessageRow before = newest.get(one.member().hex());
      if (one.body() instanceof Body.Reaction
          && (before == null || Messages.at(one) >= Messages.at(before))) {
        newest.put(one.member().hex(), one);
      }
    }
    Map<String, List<String>> byEmoji = new TreeMap<>();
    for (MessageRow one : newest.values()) {
      if (one.body() instanceof Body.Reaction reaction && !reaction.emoji().isEmpty()) {
        byEmoji.computeIfAbsent(reaction.emoji(), e -> new ArrayList<>()).add(one.member().hex());
      }
    }
    List<Timeline.Reaction> reactions = new ArrayList<>();
    String own = device.keys().member().hex();
    byEmoji.forEach((e, by) -> reactions.add(new Timeline.Reaction(e, by.contains(own), by)));
    return reactions;
  }

  private Timeline.@Nullable Deleted deleted(MessageRow message) {
    if (message.state() != MessageRow.State.DELETED
        || !(message.body() instanceof Body.Delete delete)) {
      return null;
    }
    MemberId by = MemberId.of(Hex.parse(message.reason()));
    return new Timeline.Deleted(name(by), delete.reason(), by.equals(message.member()));
  }

  private Timeline.@Nullable Poll poll(MessageRow message) {
    if (!(message.body() instanceof Body.Poll poll)) {
      return null;
    }
    Map<String, MessageRow> newest = new TreeMap<>();
    for (MessageRow one : messages.about(message)) {
      MessageRow before = newest.get(one.member().hex());
      if (one.body() instanceof Body.Vote
          && (before == null || Messages.at(one) >= Messages.at(before))) {
        newest.put(one.member().hex(), one);
      }
    }
    List<Integer> votes = new ArrayList<>();
    List<Boolean> mine = new ArrayList<>();
    int voters = 0;
    for (int i = 0; i < poll.options().size(); i++) {
      votes.add(0);
      mine.add(false);
    }
    for (MessageRow one : newest.values()) {
      if (one.body() instanceof Body.Vote vote) {
        voters += vote.options().isEmpty() ? 0 : 1;
        for (int option : vote.options()) {
          votes.set(option, votes.get(option) + 1);
          mine.set(option, mine.get(option) || isMe(one.member()));
        }
      }
    }
    return new Timeline.Poll(
        poll.question(), poll.options(), votes, mine, poll.multiple(), poll.closes(), voters);
  }

  /** What a message said, oldest first, as JSON. */
  String history(MessageRow message) {
    JsonWriter out = new JsonWriter().beginObject().beginArray("versions");
    if (message.body() instanceof Body.Text text && !isOnce(message)) {
      version(out, text.text(), Messages.at(message));
      for (MessageRow one : messages.about(message)) {
        if (one.body() instanceof Body.Edit edit) {
          version(out, edit.text(), Messages.at(one));
        }
      }
    }
    return out.endArray().endObject().text();
  }

  private static void version(JsonWriter out, String text, long at) {
    out.beginObject().member("text", text).member("at", at).endObject();
  }

  /** What a message that is to be seen once says, as JSON. */
  static String once(MessageRow message) {
    String text = message.body() instanceof Body.Text t && t.viewOnce() ? t.text() : "";
    return new JsonWriter().beginObject().member("text", text).endObject().text();
  }

  private boolean isMe(MemberId member) {
    return member.equals(device.keys().member());
  }

  private @Nullable String name(MemberId member) {
    Member known = membership.state().member(member);
    return known == null
        ? null
        : device.names.of(new Commitment(NameKind.MEMBER, known.nameCommitment()));
  }
}
