package org.understory.core;

import org.jspecify.annotations.Nullable;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/** Own envelopes under way, by hash: the log shows them again and we cannot decrypt our own. */
final class SentEnvelopes {
  private static final String PREFIX = "h/";

  private final Device device;

  SentEnvelopes(Device device) {
    this.device = device;
  }

  /**
   * @param message row key of the message that is in it
   * @param until end of its expiry bucket, seconds
   */
  void remember(byte[] envelope, String message, long until) {
    byte[] row = new Remembered(message, until).encode();
    device.rows.put(key(envelope), row, device.ownTime(until));
  }

  /** The row key of the message that is in this envelope, once; null when it is not one of ours. */
  @Nullable String take(byte[] envelope) {
    if (device.rows.scan(PREFIX).isEmpty()) {
      return null; // as for nearly everything that is read: no hash is needed to know
    }
    String key = key(envelope);
    byte[] row = device.rows.get(key);
    if (row == null) {
      return null;
    }
    device.rows.delete(key);
    return Remembered.decode(row).message();
  }

  private String key(byte[] envelope) {
    return PREFIX + Hex.of(device.sealer.primitives().digest().sha256(envelope));
  }

  /** An own envelope that the log will show: which message it is, and until when, in seconds. */
  private record Remembered(String message, long until) {
    byte[] encode() {
      ProtoWriter writer = new ProtoWriter();
      writer.string(1, message, Bounds.of(1, 512));
      writer.number(2, until, Bounds.ANY);
      return writer.toByteArray();
    }

    static Remembered decode(byte[] row) {
      try {
        ProtoReader reader = new ProtoReader(row);
        Remembered kept =
            new Remembered(reader.string(1, Bounds.of(1, 512)), reader.number(2, Bounds.ANY));
        reader.end();
        return kept;
      } catch (InvalidWireException e) {
        throw new IllegalStateException("a stored envelope hash cannot be read", e);
      }
    }

    @Override
    public String toString() {
      return "Remembered[" + until + "]";
    }
  }
}
