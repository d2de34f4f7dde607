package org.understory.core.deposit;

import org.understory.core.lease.Lease;
import org.understory.core.vetting.Vouch;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/**
 * Bodies 23 to 26 of a {@link Pairwise}: leases, and what vetting needs ({@code message.proto}).
 */
final class VettingBodies {
  private static final Bounds LEASES = Bounds.of(1, 32);
  private static final Bounds LEASE = Bounds.of(1, Lease.MAX_SIGNED);
  private static final Bounds HASH = Bounds.exactly(32);
  private static final Bounds NAME = Bounds.of(1, 256);
  private static final Bounds TEXT = Bounds.upTo(512);
  private static final Bounds VOUCH = Bounds.of(1, Vouch.MAX_SIGNED);

  private VettingBodies() {}

  static PairwiseBody.LeaseNotice readLeases(ProtoReader in) throws InvalidWireException {
    return new PairwiseBody.LeaseNotice(in.repeatedBytes(1, LEASES, LEASE));
  }

  static void write(ProtoWriter out, PairwiseBody.LeaseNotice notice) {
    out.repeatedBytes(1, notice.leases(), LEASES, LEASE);
  }

  static PairwiseBody.StewardSecret readStewardSecret(ProtoReader in) throws InvalidWireException {
    return new PairwiseBody.StewardSecret(in.bytes(1, HASH), in.number(2, Bounds.ANY));
  }

  static void write(ProtoWriter out, PairwiseBody.StewardSecret secret) {
    out.bytes(1, secret.secret(), HASH);
    out.number(2, secret.epochSeq(), Bounds.ANY);
  }

  static PairwiseBody.VouchAsk readVouchAsk(ProtoReader in) throws InvalidWireException {
    return new PairwiseBody.VouchAsk(
        in.bytes(1, HASH), in.string(2, NAME), in.string(3, TEXT), in.number(4, Bounds.ANY));
  }

  static void write(ProtoWriter out, PairwiseBody.VouchAsk ask) {
    out.bytes(1, ask.request(), HASH);
    out.string(2, ask.name(), NAME);
    out.string(3, ask.text(), TEXT);
    out.number(4, ask.answerBy(), Bounds.ANY);
  }

  static PairwiseBody.VouchNotice readVouch(ProtoReader in) throws InvalidWireException {
    return new PairwiseBody.VouchNotice(in.bytes(1, VOUCH));
  }

  static void write(ProtoWriter out, PairwiseBody.VouchNotice notice) {
    out.bytes(1, notice.vouch(), VOUCH);
  }
}
