package org.understory.core;

import org.jspecify.annotations.Nullable;
import org.understory.core.content.Body;
import org.understory.core.content.BodyCodec;
import org.understory.core.content.Content;
import org.understory.core.content.MessageId;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.MemberId;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;

/**
 * A message as this device keeps it: under {@link #PREFIX} what stands in a timeline of its own,
 * under {@link #ABOUT} what refers to another message.
 *
 * @param body what it says; with {@link State#DELETED} the {@link Body.Delete} that took it away
 * @param queuedAt own messages: when it was written, which places it until it is sent; others:
 *     {@code sent}
 * @param sent milliseconds; 0 while it was never tried on a live connection
 * @param expiry milliseconds; 0: none
 * @param timer seconds that it is to live when that is shorter than the channel's timer; 0: not
 * @param seq the sender's number in this channel; 0 while it has none
 * @param prevHash of the content chain; empty for the first or while it has none
 * @param frankingKey of the content, 32 bytes
 * @param position in the channel's log, plus 1; 0: not known
 * @param unleased whether it was sent by choice without a fresh lease
 * @param office whether its author was a steward, or keeper, in the roster that it names
 * @param gap the number of the author's message that is missing before this one; 0: none
 * @param reason a code that says why it failed, or empty; with {@link State#DELETED} who did it
 */
record MessageRow(
    LogId channel,
    MessageId id,
    DeviceId device,
    MemberId member,
    Body body,
    long queuedAt,
    long sent,
    long expiry,
    int timer,
    State state,
    String reason,
    long seq,
    byte[] prevHash,
    byte[] frankingKey,
    long position,
    boolean unleased,
    boolean office,
    long gap) {

  static final String PREFIX = "m/";

  /** What refers to a message, by channel and message. */
  static final String ABOUT = "a/";

  private static final Bounds ID = Bounds.exactly(16);
  private static final Bounds REASON = Bounds.upTo(64);
  private static final int UNLEASED = 1;
  private static final int OFFICE = 2;
  private static final int TIMER_SHIFT = 2;

  /** Numbers are stored. */
  enum State {
    QUEUED(1),
    SENT(2),
    FAILED(3),
    RECEIVED(4),
    UNCONFIRMED(5),
    DELETED(6);

    private final int number;

    State(int number) {
      this.number = number;
    }

    static State of(int number) {
      for (State state : values()) {
        if (state.number == number) {
          return state;
        }
      }
      throw new IllegalStateException("a stored message has an unknown state");
    }
  }

  /** Orders by channel, message that it is about, time, sender. */
  String key() {
    MessageId target = target();
    return (target == null ? channelPrefix(channel) : aboutPrefix(channel, target))
        + Hex.of(queuedAt)
        + "/"
        + device.hex()
        + id.hex();
  }

  /** The message that this is about; null when it has its own place in the timeline. */
  @Nullable MessageId target() {
    return state == State.DELETED ? null : body.target();
  }

  static String channelPrefix(LogId channel) {
    return PREFIX + channel.hex() + "/";
  }

  static String aboutPrefix(LogId channel, MessageId target) {
    return ABOUT + channel.hex() + "/" + target.hex() + "/";
  }

  MessageRow with(State next, String why) {
    Change to = new Change(this);
    to.state = next;
    to.reason = why;
    return to.row();
  }

  /** Lives no longer than until then. */
  MessageRow until(long end) {
    if (end == 0 || (expiry != 0 && expiry <= end)) {
      return this;
    }
    Change to = new Change(this);
    to.expiry = end;
    return to.row();
  }

  /** The same message about another one, for what is about several. */
  MessageRow saying(Body other) {
    Change to = new Change(this);
    to.body = other;
    return to.row();
  }

  MessageRow attempted(long sentAt, long expiresAt, long number, byte[] previous) {
    Change to = new Change(this);
    to.sent = sentAt;
    to.expiry = expiresAt;
    to.seq = number;
    to.prevHash = previous;
    return to.row();
  }

  MessageRow unleased(boolean without) {
    Change to = new Change(this);
    to.unleased = without;
    return to.row();
  }

  MessageRow at(long logPosition) {
    Change to = new Change(this);
    to.position = logPosition + 1;
    if (state != State.DELETED) {
      to.state = State.SENT;
      to.reason = "";
    }
    return to.row();
  }

  /** A message on its way to one that differs in some of what may change. */
  private static final class Change {
    private final MessageRow from;
    private Body body;
    private long sent;
    private long expiry;
    private State state;
    private String reason;
    private long seq;
    private byte[] prevHash;
    private long position;
    private boolean unleased;

    Change(MessageRow from) {
      this.from = from;
      this.body = from.body;
      this.sent = from.sent;
      this.expiry = from.expiry;
      this.state = from.state;
      this.reason = from.reason;
      this.seq = from.seq;
      this.prevHash = from.prevHash;
      this.position = from.position;
      this.unleased = from.unleased;
    }

    MessageRow row() {
      return new MessageRow(
          from.channel,
          from.id,
          from.device,
          from.member,
          body,
          from.queuedAt,
          sent,
          expiry,
          from.timer,
          state,
          reason,
          seq,
          prevHash,
          from.frankingKey,
          position,
          unleased,
          from.office,
          from.gap);
    }
  }

  /** The content that its author sends in a circle and an epoch. */
  Content content(Circle circle, Epoch epoch) {
    return new Content(
        id,
        circle.id(),
        channel,
        epoch,
        device,
        seq,
        prevHash,
        circle.seq(),
        circle.head(),
        sent,
        expiry,
        frankingKey,
        unleased,
        body);
  }

  byte[] encode() {
    ProtoWriter writer = new ProtoWriter();
    writer.bytes(1, channel.bytes(), ID);
    writer.bytes(2, id.bytes(), ID);
    writer.bytes(3, device.bytes(), ID);
    writer.bytes(4, member.bytes(), ID);
    int flags = (unleased ? UNLEASED : 0) | (office ? OFFICE : 0);
    writer.number(5, (long) timer << TIMER_SHIFT | flags, Bounds.ANY);
    writer.number(6, queuedAt, Bounds.ANY);
    writer.number(7, sent, Bounds.ANY);
    writer.number(8, expiry, Bounds.ANY);
    writer.number(9, state.number, Bounds.ANY_INT);
    writer.string(10, reason, REASON);
    writer.number(11, seq, Bounds.ANY);
    writer.bytes(12, prevHash, Bounds.exactlyOrNone(32));
    writer.number(13, position, Bounds.ANY);
    writer.bytes(14, frankingKey, Bounds.exactly(32));
    writer.number(15, gap, Bounds.ANY);
    BodyCodec.write(writer, body);
    return writer.toByteArray();
  }

  static MessageRow decode(byte[] row) {
    try {
      ProtoReader reader = new ProtoReader(row);
      MessageRow message = read(reader);
      reader.end();
      return message;
    } catch (InvalidWireException e) {
      throw new IllegalStateException("a stored message cannot be read", e);
    }
  }

  private static MessageRow read(ProtoReader in) throws InvalidWireException {
    LogId channel = LogId.of(in.bytes(1, ID));
    MessageId id = MessageId.of(in.bytes(2, ID));
    DeviceId device = DeviceId.of(in.bytes(3, ID));
    MemberId member = MemberId.of(in.bytes(4, ID));
    long flags = in.number(5, Bounds.ANY);
    long queuedAt = in.number(6, Bounds.ANY);
    long sent = in.number(7, Bounds.ANY);
    long expiry = in.number(8, Bounds.ANY);
    State state = State.of(in.smallNumber(9, Bounds.ANY_INT));
    String reason = in.string(10, REASON);
    long seq = in.number(11, Bounds.ANY);
    byte[] prevHash = in.bytes(12, Bounds.exactlyOrNone(32));
    long position = in.number(13, Bounds.ANY);
    byte[] frankingKey = in.bytes(14, Bounds.exactly(32));
    long gap = in.number(15, Bounds.ANY);
    return new MessageRow(
        channel,
        id,
        device,
        member,
        BodyCodec.read(in),
        queuedAt,
        sent,
        expiry,
        (int) (flags >>> TIMER_SHIFT),
        state,
        reason,
        seq,
        prevHash,
        frankingKey,
        position,
        (flags & UNLEASED) != 0,
        (flags & OFFICE) != 0,
        gap);
  }

  @Override
  public String toString() {
    return "MessageRow[" + state + "]";
  }
}
