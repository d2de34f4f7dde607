package org.understory.core.roster;

import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/**
 * A member's own act, which a steward's client is to commit. {@code docs/protocol.md#proposals}
 *
 * @param device whose act it is
 * @param time milliseconds since 1970
 * @param rosterSeq of the roster entry that the device had applied last
 * @param rosterHead hash of that entry, 32 bytes
 */
public record Proposal(
    Act act, GroupId group, DeviceId device, long time, long rosterSeq, byte[] rosterHead) {
  private static final int VERSION = 1;
  private static final Bounds ID = Bounds.exactly(16);
  private static final Bounds HASH = Bounds.exactly(32);
  private static final Bounds KIND = Bounds.of(1, 12);
  private static final Bounds TIME = Bounds.of(1, Long.MAX_VALUE);

  /** The body of an entry that is proposed: REMOVE of 128 members fits. */
  static final Bounds BODY = Bounds.of(1, 2400);

  static final Bounds ACT = Bounds.upTo(6656);

  byte[] encode() {
    return ProtoWriter.encode(
        this,
        (out, proposal) -> {
          out.number(1, VERSION, Bounds.exactly(VERSION));
          out.number(2, act.kind(), KIND);
          out.bytes(3, group.bytes(), HASH);
          out.bytes(4, device.bytes(), ID);
          out.number(5, time, TIME);
          out.number(6, rosterSeq, Bounds.ANY);
          out.bytes(7, rosterHead, HASH);
          out.bytes(8, Act.encode(act), ACT);
        });
  }

  static Proposal decode(byte[] bytes) throws InvalidWireException {
    return ProtoReader.decode(
        bytes,
        SignedProposal.PROPOSAL,
        in -> {
          in.version(1, VERSION);
          int kind = in.smallNumber(2, KIND);
          GroupId group = GroupId.of(in.bytes(3, HASH));
          DeviceId device = DeviceId.of(in.bytes(4, ID));
          long time = in.number(5, TIME);
          long seq = in.number(6, Bounds.ANY);
          byte[] head = in.bytes(7, HASH);
          return new Proposal(Act.decode(kind, in.bytes(8, ACT)), group, device, time, seq, head);
        });
  }

  @Override
  public String toString() {
    return "Proposal[" + act.kind() + "]";
  }
}
