package org.understory.core;

import org.understory.core.content.ContentCodec;
import org.understory.core.roster.DeviceId;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.LogId;

/**
 * A channel entry that could not be read (yet), as it came.
 *
 * @param expiry end of its bucket, seconds
 * @param at when it arrived, milliseconds
 * @param reasonNumber of {@link ReadReason}; 0 while it was never tried
 * @param body the envelope; with {@link ReadReason#NO_ROSTER} the content that was in it
 */
record Raw(LogId channel, long position, long expiry, long at, int reasonNumber, byte[] body) {
  static final String PREFIX = "x/";

  String key() {
    return prefix(channel) + Hex.of(position);
  }

  /** Its id in the timeline. */
  String item() {
    return channel.hex() + Hex.of(position);
  }

  static String prefix(LogId channel) {
    return PREFIX + channel.hex() + "/";
  }

  boolean tried() {
    return reasonNumber != 0;
  }

  ReadReason reason() {
    ReadReason reason = ReadReason.of(reasonNumber);
    return reason == null ? ReadReason.BAD : reason;
  }

  Raw because(ReadReason reason) {
    return new Raw(channel, position, expiry, at, reason.number(), body);
  }

  /** Its content, which names a roster head that is not known here. */
  Raw held(byte[] content) {
    return new Raw(channel, position, expiry, at, ReadReason.NO_ROSTER.number(), content);
  }

  /** Whether this is a content of that device which waits for the roster. */
  boolean holdsContentOf(DeviceId author) {
    try {
      return reason() == ReadReason.NO_ROSTER && ContentCodec.decode(body).device().equals(author);
    } catch (InvalidWireException e) {
      throw new IllegalStateException("a stored content cannot be read", e);
    }
  }

  byte[] encode() {
    ProtoWriter writer = new ProtoWriter();
    writer.bytes(1, channel.bytes(), Bounds.exactly(16));
    writer.number(2, position, Bounds.ANY);
    writer.number(3, expiry, Bounds.ANY);
    writer.number(4, at, Bounds.ANY);
    writer.number(5, reasonNumber, Bounds.ANY_INT);
    writer.bytes(6, body, Bounds.upTo(1 << 17));
    return writer.toByteArray();
  }

  static Raw decode(byte[] row) {
    try {
      ProtoReader reader = new ProtoReader(row);
      Raw raw =
          new Raw(
              LogId.of(reader.bytes(1, Bounds.exactly(16))),
              reader.number(2, Bounds.ANY),
              reader.number(3, Bounds.ANY),
              reader.number(4, Bounds.ANY),
              reader.smallNumber(5, Bounds.ANY_INT),
              reader.bytes(6, Bounds.upTo(1 << 17)));
      reader.end();
      return raw;
    } catch (InvalidWireException e) {
      throw new IllegalStateException("a stored entry cannot be read", e);
    }
  }

  @Override
  public String toString() {
    return "Raw[" + reason() + "]";
  }
}
