package org.understory.core;

import java.util.Locale;
import org.understory.core.content.MessageId;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.MemberId;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.LogId;

/**
 * A channel message as this device keeps it.
 *
 * @param queuedAt own messages: when it was written, which places it until it is sent; others:
 *     {@code sent}
 * @param sent milliseconds; 0 while it was never tried on a live connection
 * @param expiry milliseconds; 0: none
 * @param seq the sender's number in this channel; 0 while it has none
 * @param prevHash of the content chain; empty for the first or while it has none
 * @param position in the channel's log, plus 1; 0: not known
 * @param unleased whether it was sent by choice without a fresh lease
 * @param reason a code that says why it failed, or empty
 */
record MessageRow(
    LogId channel,
    MessageId id,
    DeviceId device,
    MemberId member,
    String text,
    long queuedAt,
    long sent,
    long expiry,
    State state,
    String reason,
    long seq,
    byte[] prevHash,
    long position,
    boolean unleased) {

  static final String PREFIX = "m/";
  private static final Bounds ID = Bounds.exactly(16);
  private static final Bounds TEXT = Bounds.upTo(1 << 16);

  /** Numbers are stored. */
  enum State {
    QUEUED(1),
    SENT(2),
    FAILED(3),
    RECEIVED(4),
    UNCONFIRMED(5);

    private final int number;

    State(int number) {
      this.number = number;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
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

  /** Orders by channel, time, sender. */
  String key() {
    return channelPrefix(channel) + Hex.of(queuedAt) + "/" + device.hex() + id.hex();
  }

  static String channelPrefix(LogId channel) {
    return PREFIX + channel.hex() + "/";
  }

  MessageRow with(State next, String why) {
    return new MessageRow(
        channel, id, device, member, text, queuedAt, sent, expiry, next, why, seq, prevHash,
        position, unleased);
  }

  MessageRow attempted(long sentAt, long expiresAt, long number, byte[] previous) {
    return new MessageRow(
        channel, id, device, member, text, queuedAt, sentAt, expiresAt, state, reason, number,
        previous, position, unleased);
  }

  MessageRow unleased(boolean without) {
    return new MessageRow(
        channel, id, device, member, text, queuedAt, sent, expiry, state, reason, seq, prevHash,
        position, without);
  }

  MessageRow at(long logPosition) {
    return new MessageRow(
        channel,
        id,
        device,
        member,
        text,
        queuedAt,
        sent,
        expiry,
        State.SENT,
        "",
        seq,
        prevHash,
        logPosition + 1,
        unleased);
  }

  byte[] encode() {
    ProtoWriter writer = new ProtoWriter();
    writer.bytes(1, channel.bytes(), ID);
    writer.bytes(2, id.bytes(), ID);
    writer.bytes(3, device.bytes(), ID);
    writer.bytes(4, member.bytes(), ID);
    writer.string(5, text, TEXT);
    writer.number(6, queuedAt, Bounds.ANY);
    writer.number(7, sent, Bounds.ANY);
    writer.number(8, expiry, Bounds.ANY);
    writer.number(9, state.number, Bounds.ANY_INT);
    writer.string(10, reason, TEXT);
    writer.number(11, seq, Bounds.ANY);
    writer.bytes(12, prevHash, Bounds.exactlyOrNone(32));
    writer.number(13, position, Bounds.ANY);
    writer.bool(14, unleased);
    return writer.toByteArray();
  }

  static MessageRow decode(byte[] row) {
    try {
      ProtoReader reader = new ProtoReader(row);
      MessageRow message =
          new MessageRow(
              LogId.of(reader.bytes(1, ID)),
              MessageId.of(reader.bytes(2, ID)),
              DeviceId.of(reader.bytes(3, ID)),
              MemberId.of(reader.bytes(4, ID)),
              reader.string(5, TEXT),
              reader.number(6, Bounds.ANY),
              reader.number(7, Bounds.ANY),
              reader.number(8, Bounds.ANY),
              State.of(reader.smallNumber(9, Bounds.ANY_INT)),
              reader.string(10, TEXT),
              reader.number(11, Bounds.ANY),
              reader.bytes(12, Bounds.exactlyOrNone(32)),
              reader.number(13, Bounds.ANY),
              reader.bool(14));
      reader.end();
      return message;
    } catch (InvalidWireException e) {
      throw new IllegalStateException("a stored message cannot be read", e);
    }
  }

  @Override
  public String toString() {
    return "MessageRow[" + state + "]";
  }
}
