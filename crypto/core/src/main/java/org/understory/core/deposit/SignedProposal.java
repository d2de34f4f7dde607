package org.understory.core.deposit;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.understory.core.channel.EpochSeal;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.GroupId;
import org.understory.core.seal.EpochSecret;
import org.understory.core.seal.Sealer;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

/**
 * A {@link Proposal} under its device's signature. The only way to the proposal is {@link #verify}.
 * {@code docs/protocol.md#proposals}
 *
 * @param proposal canonical bytes, not yet verified
 * @param signature 64 bytes
 */
public record SignedProposal(byte[] proposal, byte[] signature) {
  private static final String TYPE = "proposal";
  private static final Bounds PROPOSAL = Bounds.of(1, 256);
  private static final Bounds SIGNATURE = Bounds.exactly(64);
  private static final Bounds WHOLE = Bounds.of(1, 512);

  /**
   * @param signingSeed of the proposal's device, 32 bytes
   */
  public static SignedProposal sign(Sealer sealer, byte[] signingSeed, Proposal proposal) {
    byte[] bytes = proposal.encode();
    return new SignedProposal(bytes, sealer.sign(signingSeed, TYPE, bytes));
  }

  /**
   * The proposal, if it is about this group and its device signed it.
   *
   * @param signingKeyOf the signing key (32 bytes) that the verified roster has for an active
   *     device, or null
   */
  public @Nullable Proposal verify(
      Sealer sealer, GroupId group, Function<DeviceId, byte @Nullable []> signingKeyOf) {
    Proposal claimed;
    try {
      claimed = Proposal.decode(proposal);
    } catch (InvalidWireException e) {
      return null;
    }
    byte[] signingKey = signingKeyOf.apply(claimed.device());
    boolean genuine =
        signingKey != null
            && claimed.group().equals(group)
            && sealer.verify(signingKey, signature, TYPE, proposal);
    return genuine ? claimed : null;
  }

  /** What the REMOVE that carries it out cites, 32 bytes. */
  public byte[] hash(Sealer sealer) {
    return sealer.hash(TYPE, encode());
  }

  /**
   * An envelope for the proposals log.
   *
   * @param secret of the current epoch
   * @param expiryBucket end of the expiry bucket that the log entry gets, seconds since 1970
   */
  public byte[] seal(Sealer sealer, EpochSecret secret, SpaceId space, long expiryBucket) {
    return new EpochSeal(sealer, secret, space, LogId.PROPOSALS, expiryBucket)
        .seal(TYPE, secret.proposalsKey(sealer), encode());
  }

  /**
   * @param secret of the epoch that the envelope names ({@link EpochSeal#epochOf})
   * @return null when anything differs from what was sealed, or it is not canonical
   */
  public static @Nullable SignedProposal open(
      Sealer sealer, EpochSecret secret, SpaceId space, long expiryBucket, byte[] envelope) {
    byte[] bytes =
        new EpochSeal(sealer, secret, space, LogId.PROPOSALS, expiryBucket)
            .open(TYPE, secret.proposalsKey(sealer), envelope);
    if (bytes == null) {
      return null;
    }
    try {
      return decode(bytes);
    } catch (InvalidWireException e) {
      return null;
    }
  }

  byte[] encode() {
    return ProtoWriter.encode(
        this,
        (out, signed) -> {
          out.bytes(1, proposal, PROPOSAL);
          out.bytes(2, signature, SIGNATURE);
        });
  }

  static SignedProposal decode(byte[] bytes) throws InvalidWireException {
    return ProtoReader.decode(
        bytes, WHOLE, in -> new SignedProposal(in.bytes(1, PROPOSAL), in.bytes(2, SIGNATURE)));
  }

  @Override
  public String toString() {
    return "SignedProposal";
  }
}
