package org.understory.core.roster;

import org.understory.core.seal.Sealer;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/**
 * A steward's voice for one act of one group ({@code docs/protocol.md#approvals}).
 *
 * @param device the office device that signs
 * @param subject 32 bytes, see {@link #subject}
 * @param policyVersion of the approver's state
 * @param headSeq the approver's head
 * @param head its hash, 32 bytes
 * @param time milliseconds
 */
public record Approval(
    GroupId group,
    DeviceId device,
    byte[] subject,
    int policyVersion,
    long headSeq,
    byte[] head,
    long time) {
  private static final int VERSION = 1;
  private static final Bounds HASH = Bounds.exactly(32);

  /** An approval of this body by a device, in this state. */
  public static Approval of(
      Sealer sealer, RosterState state, DeviceId device, EntryBody body, long time) {
    return new Approval(
        state.groupId(),
        device,
        subject(sealer, body),
        state.policies().version(),
        state.seq(),
        state.head(),
        time);
  }

  /** What an approval of an entry with this body names: of ADD the request, else the body. */
  public static byte[] subject(Sealer sealer, EntryBody body) {
    return body instanceof EntryBody.Add add
        ? add.requestHash()
        : sealer.hash("act", Sealer.u8(body.kind().number()), BodyCodec.encode(body));
  }

  byte[] encode() {
    return ProtoWriter.encode(
        this,
        (w, approval) -> {
          w.number(1, VERSION, Bounds.exactly(VERSION));
          w.bytes(2, group.bytes(), HASH);
          w.bytes(3, device.bytes(), Bounds.exactly(16));
          w.bytes(4, subject, HASH);
          w.number(5, policyVersion, Bounds.ANY_INT);
          w.number(6, headSeq, Bounds.ANY);
          w.bytes(7, head, HASH);
          w.number(8, time, Bounds.ANY);
        });
  }

  static Approval decode(byte[] bytes) throws InvalidWireException {
    return ProtoReader.decode(
        bytes,
        SignedApproval.APPROVAL,
        r -> {
          r.version(1, VERSION);
          return new Approval(
              GroupId.of(r.bytes(2, HASH)),
              DeviceId.of(r.bytes(3, Bounds.exactly(16))),
              r.bytes(4, HASH),
              r.smallNumber(5, Bounds.ANY_INT),
              r.number(6, Bounds.ANY),
              r.bytes(7, HASH),
              r.number(8, Bounds.ANY));
        });
  }

  @Override
  public String toString() {
    return "Approval";
  }
}
