package org.understory.core.deposit;

import org.understory.core.roster.DeviceId;
import org.understory.core.roster.GroupId;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/**
 * A member's own act, which a steward's client is to commit. The one kind so far is LEAVE. {@code
 * docs/protocol.md#proposals}
 *
 * @param device whose act it is
 * @param time milliseconds since 1970
 * @param rosterSeq of the roster entry that the device had applied last
 * @param rosterHead hash of that entry, 32 bytes
 */
public record Proposal(
    Kind kind, GroupId group, DeviceId device, long time, long rosterSeq, byte[] rosterHead) {

  /** What is to be done. */
  public enum Kind {
    /** Remove the member whose device this is. */
    LEAVE(1);

    private final int number;

    Kind(int number) {
      this.number = number;
    }
  }

  private static final int VERSION = 1;
  private static final Bounds ID = Bounds.exactly(16);
  private static final Bounds HASH = Bounds.exactly(32);
  private static final Bounds KIND = Bounds.exactly(Kind.LEAVE.number);
  private static final Bounds TIME = Bounds.of(1, Long.MAX_VALUE);
  private static final Bounds WHOLE = Bounds.of(1, 256);

  byte[] encode() {
    return ProtoWriter.encode(
        this,
        (out, proposal) -> {
          out.number(1, VERSION, Bounds.exactly(VERSION));
          out.number(2, kind.number, KIND);
          out.bytes(3, group.bytes(), HASH);
          out.bytes(4, device.bytes(), ID);
          out.number(5, time, TIME);
          out.number(6, rosterSeq, Bounds.ANY);
          out.bytes(7, rosterHead, HASH);
        });
  }

  static Proposal decode(byte[] bytes) throws InvalidWireException {
    return ProtoReader.decode(
        bytes,
        WHOLE,
        in -> {
          in.version(1, VERSION);
          in.number(2, KIND);
          return new Proposal(
              Kind.LEAVE,
              GroupId.of(in.bytes(3, HASH)),
              DeviceId.of(in.bytes(4, ID)),
              in.number(5, TIME),
              in.number(6, Bounds.ANY),
              in.bytes(7, HASH));
        });
  }

  @Override
  public String toString() {
    return "Proposal[" + kind + "]";
  }
}
