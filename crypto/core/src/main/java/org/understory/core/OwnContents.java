package org.understory.core;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.LogId;

/** The ends of this device's chains of contents, one a channel ({@code #content-chain}). */
final class OwnContents {
  private static final String PREFIX = "last/";
  private static final int HASH = 32;

  private final Device device;

  OwnContents(Device device) {
    this.device = device;
  }

  /**
   * The last content of this device in a channel.
   *
   * @param seq 0 before the first
   * @param hash 32 bytes; empty before the first
   */
  record Last(long seq, byte[] hash) {
    @Override
    public String toString() {
      return "Last[" + seq + "]";
    }
  }

  Last last(LogId channel) {
    return decode(device.rows.get(PREFIX + channel.hex()));
  }

  void last(LogId channel, Last last) {
    device.rows.put(PREFIX + channel.hex(), encode(last));
  }

  /**
   * The store went back to an earlier state: numbers that another copy of it gave may not be given
   * again, or receivers take the messages for repeats. Numbers go on from the time in seconds,
   * which is beyond whatever was given at less than one message a second.
   *
   * @param channels all there are
   */
  void skipAhead(Collection<LogId> channels) {
    for (LogId channel : channels) {
      Last last = last(channel);
      long seq = Math.max(last.seq(), device.now() / 1000);
      last(channel, new Last(seq, last.hash().length == 0 ? new byte[HASH] : last.hash()));
    }
  }

  void forget(LogId channel) {
    device.rows.delete(PREFIX + channel.hex());
  }

  private static byte[] encode(Last last) {
    ProtoWriter writer = new ProtoWriter();
    writer.number(1, last.seq(), Bounds.ANY);
    writer.bytes(2, last.hash(), Bounds.exactly(HASH));
    return writer.toByteArray();
  }

  private static Last decode(byte @Nullable [] row) {
    if (row == null) {
      return new Last(0, new byte[0]);
    }
    try {
      ProtoReader reader = new ProtoReader(row);
      Last last = new Last(reader.number(1, Bounds.ANY), reader.bytes(2, Bounds.exactly(HASH)));
      reader.end();
      return last;
    } catch (InvalidWireException e) {
      throw new IllegalStateException("a stored chain end cannot be read", e);
    }
  }
}
