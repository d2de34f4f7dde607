package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.understory.core.content.Body;
import org.understory.core.content.MessageId;
import org.understory.core.history.Folding;
import org.understory.core.history.Haystack;
import org.understory.core.roster.Member;
import org.understory.core.view.JsonWriter;

/** Finds messages in the own history, all of it in memory ({@code docs/protocol.md#search}). */
final class Search {
  private static final int MOST_HITS = 50;
  private static final int MOST_WORDS = 8;
  private static final int SNIPPET = 160;
  private static final int LINK = 1;
  private static final int FILE = 2;
  private static final int POLL = 4;
  private static final int MENTION = 8;
  private static final int AUTHOR_SHIFT = 4;

  private final Device device;
  private final Membership membership;
  private final ViewBuilder views;
  private final Messages messages;
  private final Haystack haystack = new Haystack();

  /** Numbers of members, from 1, by their ids. */
  private final Map<String, Integer> authors = new TreeMap<>();

  private boolean complete;

  Search(Device device, Membership membership, ViewBuilder views, Messages messages) {
    this.device = device;
    this.membership = membership;
    this.views = views;
    this.messages = messages;
    device.rows.watch(this::changed);
  }

  /** All of the history is there. */
  void complete() {
    complete = true;
  }

  private void changed(String key, byte @Nullable [] row) {
    boolean said = key.startsWith(MessageRow.PREFIX) || key.startsWith(MessageRow.ABOUT);
    String text = said && row != null ? text(MessageRow.decode(row)) : "";
    if (said && text.isEmpty()) {
      haystack.remove(key);
    } else if (said && row != null) {
      MessageRow message = MessageRow.decode(row);
      haystack.put(key, message.queuedAt(), Folding.fold(text), tags(message, text));
    }
  }

  /** Who wrote it, and what it may have: what only its row tells is looked up there. */
  private int tags(MessageRow message, String words) {
    int author = authors.computeIfAbsent(message.member().hex(), hex -> authors.size() + 1);
    boolean refers = message.target() != null; // has what the message has that it is about
    Body.Text text = message.body() instanceof Body.Text t ? t : null;
    int has =
        (refers || words.contains("http") ? LINK : 0)
            | (refers || (text != null && !text.files().isEmpty()) ? FILE : 0)
            | (refers || message.body() instanceof Body.Poll ? POLL : 0)
            | (refers || (text != null && (text.everyone() || !text.mentions().isEmpty()))
                ? MENTION
                : 0);
    return author << AUTHOR_SHIFT | has;
  }

  /** What a tag says that a message may have when it is asked for this; 0: nothing has it. */
  private static int tag(String has) {
    return switch (has) {
      case "" -> LINK | FILE | POLL | MENTION;
      case "link" -> LINK;
      case "file", "image", "voice" -> FILE;
      case "poll" -> POLL;
      case "mention" -> MENTION;
      default -> 0;
    };
  }

  /** All words of a message; empty where it has none to be found by. */
  private static String text(MessageRow message) {
    return switch (message.body()) {
      case Body.Text text when !text.viewOnce() -> {
        StringBuilder words = new StringBuilder(text.text());
        text.files()
            .forEach(
                file -> words.append('\n').append(file.name()).append('\n').append(file.alt()));
        yield words.toString();
      }
      case Body.Edit edit -> edit.text();
      case Body.Poll poll -> poll.question() + "\n" + String.join("\n", poll.options());
      default -> "";
    };
  }

  /**
   * Messages that hold every word of the text, newest first, at most 50.
   *
   * @param from a member's id, or empty
   * @param channel or empty
   * @param has {@code link}, {@code file}, {@code image}, {@code voice}, {@code poll}, {@code
   *     mention} (of oneself), or empty; nothing has what is not known
   * @param before milliseconds, or empty
   */
  String search(String text, String from, String channel, String has, String before) {
    List<byte[]> needles = new ArrayList<>();
    for (String word : split(text)) {
      byte[] folded = Folding.fold(word);
      if (folded.length > 0 && needles.size() < MOST_WORDS) {
        needles.add(folded);
      }
    }
    Integer author = authors.get(from);
    int wanted = author == null && !from.isEmpty() ? 0 : tag(has);
    List<String> hits =
        haystack.find(
            needles,
            before.isEmpty() ? Long.MAX_VALUE : Long.parseLong(before),
            MOST_HITS,
            (key, tags) ->
                wanted != 0
                    && (author == null || tags >>> AUTHOR_SHIFT == author)
                    && (has.isEmpty() || ((tags & wanted) != 0 && isAsked(key, has)))
                    && key.startsWith(channel, 2));
    JsonWriter json = new JsonWriter().beginObject().beginArray("hits");
    TreeSet<String> written = new TreeSet<>();
    for (String key : hits) {
      MessageRow message = message(key);
      if (message != null && written.add(message.key())) {
        write(json, message, snippet(words(key), needles));
      }
    }
    return json.endArray().member("done", complete).endObject().text();
  }

  private String words(String key) {
    byte[] row = device.rows.get(key);
    return row == null ? "" : text(MessageRow.decode(row));
  }

  /** The message of a row, which may be an edit of it; null where that says nothing. */
  private @Nullable MessageRow message(String key) {
    byte[] row = device.rows.get(key);
    MessageRow said = row == null ? null : MessageRow.decode(row);
    MessageId target = said == null ? null : said.target();
    if (said == null || target == null) {
      return said;
    }
    MessageRow about = messages.first(said.channel(), target);
    return about != null && Messages.fits(about, said) ? about : null;
  }

  private boolean isAsked(String key, String has) {
    MessageRow message = message(key);
    return message != null && has(message.body(), words(key), has);
  }

  private boolean has(Body body, String words, String what) {
    return switch (what) {
      case "link" -> words.contains("https://") || words.contains("http://");
      case "file" -> body instanceof Body.Text text && !text.files().isEmpty();
      case "image" -> hasFile(body, "image/");
      case "voice" -> hasFile(body, "audio/");
      case "poll" -> body instanceof Body.Poll;
      case "mention" ->
          body instanceof Body.Text text
              && (text.everyone() || text.mentions().contains(device.keys().member()));
      default -> false;
    };
  }

  private static boolean hasFile(Body body, String kind) {
    return body instanceof Body.Text text
        && text.files().stream().anyMatch(file -> file.mediaType().startsWith(kind));
  }

  private void write(JsonWriter json, MessageRow message, String snippet) {
    Member author = membership.state().member(message.member());
    json.beginObject()
        .member("channel", message.channel().hex())
        .member("message", message.id().hex())
        .member("at", Messages.at(message))
        .member("author", views.name(author))
        .member("snippet", snippet)
        .endObject();
  }

  /** The text around the first place that holds a word; in one piece where it is short. */
  private static String snippet(String text, List<byte[]> needles) {
    if (text.length() <= SNIPPET) {
      return text;
    }
    int from = 0;
    for (int at = 0; at < text.length() && from == 0 && !needles.isEmpty(); at += SNIPPET / 2) {
      String part = text.substring(at, Math.min(text.length(), at + SNIPPET));
      byte[] folded = Folding.fold(part);
      Haystack one = new Haystack();
      one.put("", 0, folded, 0);
      if (!one.find(needles.subList(0, 1), 1, 1, (key, tags) -> true).isEmpty()) {
        from = at;
        break;
      }
    }
    int end = Math.min(text.length(), from + SNIPPET);
    from += from > 0 && Character.isLowSurrogate(text.charAt(from)) ? 1 : 0;
    end -= end < text.length() && Character.isLowSurrogate(text.charAt(end)) ? 1 : 0;
    return (from > 0 ? "\u2026" : "")
        + text.substring(from, end)
        + (end < text.length() ? "\u2026" : "");
  }

  private static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) <= ' ') {
        if (i > start) {
          words.add(text.substring(start, i));
        }
        start = i + 1;
      }
    }
    return words;
  }
}
