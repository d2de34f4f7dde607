package org.understory.core.deposit;

import org.jspecify.annotations.Nullable;
import org.understory.core.channel.EpochSeal;
import org.understory.core.roster.SignedProposal;
import org.understory.core.seal.EpochSecret;
import org.understory.core.seal.Sealer;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

/** Seals proposals for the proposals log ({@code docs/protocol.md#proposals}). */
public final class ProposalSeal {
  private ProposalSeal() {}

  /**
   * An envelope for the proposals log.
   *
   * @param secret of the current epoch
   * @param expiryBucket end of the expiry bucket that the log entry gets, seconds since 1970
   */
  public static byte[] seal(
      Sealer sealer, EpochSecret secret, SpaceId space, long expiryBucket, SignedProposal signed) {
    return new EpochSeal(sealer, secret, space, LogId.PROPOSALS, expiryBucket)
        .seal(SignedProposal.TYPE, secret.proposalsKey(sealer), signed.encode());
  }

  /**
   * @param secret of the epoch that the envelope names ({@link EpochSeal#epochOf})
   * @return null when anything differs from what was sealed, or it is not canonical
   */
  public static @Nullable SignedProposal open(
      Sealer sealer, EpochSecret secret, SpaceId space, long expiryBucket, byte[] envelope) {
    byte[] bytes =
        new EpochSeal(sealer, secret, space, LogId.PROPOSALS, expiryBucket)
            .open(SignedProposal.TYPE, secret.proposalsKey(sealer), envelope);
    if (bytes == null) {
      return null;
    }
    try {
      return SignedProposal.decode(bytes);
    } catch (InvalidWireException e) {
      return null;
    }
  }
}
