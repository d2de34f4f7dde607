package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.understory.core.content.Body;
import org.understory.core.content.MessageId;
import org.understory.wire.id.LogId;

/**
 * All messages that this device keeps, and what refers to them ({@code
 * docs/protocol.md#references}): every row of a message is written and deleted here.
 *
 * <p><b>Guarantees.</b> What refers to a message lies beside it, goes with it at the latest, and
 * says nothing unless its author may say it about this message. What comes before its message waits
 * for it, no longer than its own life and the content cap.
 */
final class Messages {
  /** Which messages stand under a root, by channel and root. */
  private static final String THREAD = "t/";

  /** Which messages were ever pinned, by channel. */
  private static final String PINS = "pi/";

  private final Device device;

  /** Message id, then row key, of all that has its own place in a timeline. */
  private final TreeSet<String> ids = new TreeSet<>();

  private final List<Gone> listeners = new ArrayList<>();

  /** Hears of every message that is here no more, or says nothing any more. */
  interface Gone {
    void gone(LogId channel, MessageId message);
  }

  Messages(Device device) {
    this.device = device;
  }

  void whenGone(Gone listener) {
    listeners.add(listener);
  }

  void load() {
    for (String key : device.rows.scan(MessageRow.PREFIX).keySet()) {
      ids.add(key.substring(key.length() - 32) + key);
    }
  }

  /** The messages with this id in a channel: one, unless somebody took another's. */
  List<MessageRow> named(LogId channel, MessageId id) {
    List<MessageRow> found = new ArrayList<>();
    String prefix = MessageRow.channelPrefix(channel);
    for (String entry : ids.subSet(id.hex(), true, id.hex() + '\uffff', false)) {
      byte[] row = device.rows.get(entry.substring(32));
      if (row != null && entry.startsWith(prefix, 32)) {
        found.add(MessageRow.decode(row));
      }
    }
    return found;
  }

  @Nullable MessageRow first(LogId channel, MessageId id) {
    List<MessageRow> found = named(channel, id);
    return found.isEmpty() ? null : found.get(0);
  }

  /** What was said about a message, by rising time. */
  List<MessageRow> about(MessageRow message) {
    List<MessageRow> about = new ArrayList<>();
    String prefix = MessageRow.aboutPrefix(message.channel(), message.id());
    for (byte[] row : device.rows.scan(prefix).values()) {
      MessageRow one = MessageRow.decode(row);
      if (fits(message, one)) {
        about.add(one);
      }
    }
    return about;
  }

  /** How many messages stand under a root. */
  int threadCount(MessageRow root) {
    return device.rows.scan(threadPrefix(root.channel(), root.id())).size();
  }

  /** The messages under a root, by rising time. */
  List<MessageRow> thread(LogId channel, MessageId root) {
    List<MessageRow> under = new ArrayList<>();
    String prefix = threadPrefix(channel, root);
    for (String key : device.rows.scan(prefix).keySet()) {
      byte[] row =
          device.rows.get(MessageRow.channelPrefix(channel) + key.substring(prefix.length()));
      if (row != null) {
        under.add(MessageRow.decode(row));
      }
    }
    return under;
  }

  /**
   * At most {@code limit} messages of a channel with the highest keys below one, by rising time.
   *
   * @param before a row key; empty: the newest
   */
  List<MessageRow> before(LogId channel, String before, int limit) {
    List<MessageRow> page = new ArrayList<>();
    for (Map.Entry<String, byte[]> row :
        device.rows.scanLast(MessageRow.channelPrefix(channel), before, limit)) {
      page.add(MessageRow.decode(row.getValue()));
    }
    return page;
  }

  /** At most {@code limit} messages of a channel from a key on, by rising time. */
  List<MessageRow> from(LogId channel, String key, int limit) {
    List<MessageRow> page = new ArrayList<>();
    for (byte[] row : device.rows.scanFrom(MessageRow.channelPrefix(channel), key, limit)) {
      page.add(MessageRow.decode(row));
    }
    return page;
  }

  // ---- what comes

  /** Takes in a message, own or another's, that may be said in its channel. */
  void take(MessageRow message) {
    MessageId target = message.target();
    if (target == null) {
      save(message);
      arrived(message);
    } else if (message.body() instanceof Body.Delete delete) {
      for (MessageId each : delete.targets()) {
        boolean first = each.equals(target);
        Body one = new Body.Delete(List.of(each), delete.reason());
        refer(first ? message : message.with(settled(message.state()), "").saying(one), each);
      }
    } else {
      refer(message, target);
    }
  }

  /** Of an own one that takes several away, one leaves and the others only act. */
  private static MessageRow.State settled(MessageRow.State state) {
    return state == MessageRow.State.QUEUED ? MessageRow.State.SENT : state;
  }

  /** What waited for this message. */
  private void arrived(MessageRow message) {
    String prefix = MessageRow.aboutPrefix(message.channel(), message.id());
    for (Map.Entry<String, byte[]> row : List.copyOf(device.rows.scan(prefix).entrySet())) {
      MessageRow one = MessageRow.decode(row.getValue());
      if (fits(message, one)) {
        refer(one, message.id());
      }
    }
  }

  private void refer(MessageRow message, MessageId target) {
    long end = 0;
    boolean known = false;
    for (MessageRow about : named(message.channel(), target)) {
      known = true;
      if (fits(about, message)) {
        end = Math.max(end, about.expiry() == 0 ? Long.MAX_VALUE : about.expiry());
      }
    }
    if (known && end == 0) {
      device.rows.delete(message.key()); // nothing that it may be said about
      return;
    }
    long cap = device.now() + device.expiry().capSeconds() * 1000L;
    save(message.until(known ? (end == Long.MAX_VALUE ? 0 : end) : cap));
    replaceOlder(message);
    if (message.body() instanceof Body.Delete delete && known) {
      for (MessageRow about : named(message.channel(), target)) {
        if (fits(about, message)) {
          takeAway(about, message, delete.reason());
        }
      }
    }
  }

  /** Whether its author may say this about the message, and it can be said about one like it. */
  static boolean fits(MessageRow about, MessageRow message) {
    boolean own = message.member().equals(about.member());
    boolean there = about.state() != MessageRow.State.DELETED;
    return switch (message.body()) {
      case Body.Edit ignored ->
          own && there && about.body() instanceof Body.Text text && !text.viewOnce();
      case Body.Delete ignored -> there && (own || message.office());
      case Body.Pin ignored -> there && message.office();
      case Body.Vote vote ->
          there && about.body() instanceof Body.Poll poll && counts(poll, vote, message);
      default -> there;
    };
  }

  private static boolean counts(Body.Poll poll, Body.Vote vote, MessageRow message) {
    int last = vote.options().isEmpty() ? 0 : vote.options().get(vote.options().size() - 1);
    return last < poll.options().size()
        && (poll.multiple() || vote.options().size() <= 1)
        && (poll.closes() == 0 || at(message) <= poll.closes());
  }

  /** Of a member's reactions, or votes, and of all pins of a message, only the newest is kept. */
  private void replaceOlder(MessageRow message) {
    MessageRow newest = message;
    MessageId target = message.target();
    boolean replaces =
        !(message.body() instanceof Body.Edit || message.body() instanceof Body.Delete);
    if (target == null || !replaces) {
      return;
    }
    String prefix = MessageRow.aboutPrefix(message.channel(), target);
    for (byte[] row : List.copyOf(device.rows.scan(prefix).values())) {
      MessageRow other = MessageRow.decode(row);
      if (!other.key().equals(newest.key())
          && isSameMatter(other, newest)
          && other.state() != MessageRow.State.QUEUED) {
        MessageRow older = at(other) <= at(newest) ? other : newest;
        newest = older == other ? newest : other;
        if (older.state() != MessageRow.State.QUEUED) {
          device.rows.delete(older.key());
        }
      }
    }
  }

  private static boolean isSameMatter(MessageRow one, MessageRow other) {
    return one.body().getClass() == other.body().getClass()
        && (one.body() instanceof Body.Pin || one.member().equals(other.member()));
  }

  /** When it was said. */
  static long at(MessageRow message) {
    return message.sent() == 0 ? message.queuedAt() : message.sent();
  }

  private void takeAway(MessageRow message, MessageRow by, String reason) {
    String prefix = MessageRow.aboutPrefix(message.channel(), message.id());
    for (byte[] row : List.copyOf(device.rows.scan(prefix).values())) {
      MessageRow one = MessageRow.decode(row);
      if (!(one.body() instanceof Body.Delete)) {
        device.rows.delete(one.key());
      }
    }
    if (message.body() instanceof Body.Text text && text.thread() != null) {
      device.rows.delete(threadKey(message, text.thread()));
    }
    listeners.forEach(listener -> listener.gone(message.channel(), message.id()));
    Body said = new Body.Delete(List.of(message.id()), reason);
    save(message.saying(said).with(MessageRow.State.DELETED, by.member().hex()));
  }

  // ---- rows

  /** Writes a message; one that is new takes its place in the timeline. */
  void save(MessageRow message) {
    String key = message.key();
    device.rows.put(key, message.encode(), message.expiry());
    if (message.body() instanceof Body.Pin pin) {
      device.rows.put(pinKey(message.channel(), pin.target()), new byte[] {1}, message.expiry());
    }
    if (message.target() == null) {
      ids.add(message.id().hex() + key);
      if (message.body() instanceof Body.Text text && text.thread() != null) {
        device.rows.put(threadKey(message, text.thread()), new byte[] {1}, message.expiry());
      }
    }
    device.changed();
  }

  /** Deletes a message with all that refers to it. */
  void remove(MessageRow message) {
    device.rows.delete(message.key());
    expired(message.key());
    if (message.body() instanceof Body.Text text && text.thread() != null) {
      device.rows.delete(threadKey(message, text.thread()));
    }
  }

  /** A row of a message is deleted: what hangs on it goes too. */
  void expired(String key) {
    if (key.startsWith(MessageRow.PREFIX)) {
      String hex = key.substring(key.length() - 32);
      MessageId id = MessageId.of(Hex.parse(hex));
      LogId channel = LogId.of(Hex.parse(key.substring(2, 34)));
      ids.remove(hex + key);
      if (named(channel, id).isEmpty()) {
        device.rows.delete(pinKey(channel, id));
        device.rows.deleteAll(MessageRow.aboutPrefix(channel, id));
      }
      listeners.forEach(listener -> listener.gone(channel, id));
    }
    device.changed();
  }

  /** Forgets every message of a channel. */
  void forget(LogId channel) {
    for (byte[] row : List.copyOf(device.rows.scan(MessageRow.channelPrefix(channel)).values())) {
      remove(MessageRow.decode(row));
    }
    device.rows.deleteAll(MessageRow.ABOUT + channel.hex() + "/");
  }

  /** Deletes every message of a channel here that has left or come; what waits to leave does. */
  void clear(LogId channel) {
    for (byte[] row : List.copyOf(device.rows.scan(MessageRow.channelPrefix(channel)).values())) {
      MessageRow message = MessageRow.decode(row);
      if (message.state() != MessageRow.State.QUEUED) {
        remove(message);
      }
    }
  }

  private static String pinKey(LogId channel, MessageId message) {
    return PINS + channel.hex() + "/" + message.hex();
  }

  /** The pinned messages of a channel, the one pinned first at the front. */
  List<MessageRow> pinned(LogId channel) {
    TreeMap<String, MessageRow> pinned = new TreeMap<>();
    for (String key : device.rows.scan(PINS + channel.hex() + "/").keySet()) {
      MessageRow message =
          first(channel, MessageId.of(Hex.parse(key.substring(key.length() - 32))));
      MessageRow pin = message == null ? null : pin(message);
      if (message != null && pin != null) {
        pinned.put(Hex.of(at(pin)) + message.id().hex(), message);
      }
    }
    return List.copyOf(pinned.values());
  }

  /** What pins a message now; null when nothing does. */
  @Nullable MessageRow pin(MessageRow message) {
    MessageRow last = null;
    for (MessageRow one : about(message)) {
      boolean later = one.body() instanceof Body.Pin && (last == null || at(one) >= at(last));
      last = later ? one : last;
    }
    return last != null && last.body() instanceof Body.Pin pin && pin.on() ? last : null;
  }

  private static String threadPrefix(LogId channel, MessageId root) {
    return THREAD + channel.hex() + "/" + root.hex() + "/";
  }

  private static String threadKey(MessageRow message, MessageId root) {
    return threadPrefix(message.channel(), root)
        + message.key().substring(MessageRow.channelPrefix(message.channel()).length());
  }
}
