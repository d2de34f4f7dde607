package org.understory.core.roster;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.understory.core.seal.Sealer;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/**
 * A {@link Proposal} under its device's signature. The only way to the proposal is {@link #verify}.
 * {@code docs/protocol.md#proposals}
 *
 * @param proposal canonical bytes, not yet verified
 * @param signature 64 bytes
 */
public record SignedProposal(byte[] proposal, byte[] signature) {
  /** The most bytes of one that an entry carries; those that ask for an entry are longer. */
  static final int MAX_LENGTH = 1152;

  static final Bounds PROPOSAL = Bounds.of(1, 6912);

  /** The type of the statement that is signed, and of the hash. */
  public static final String TYPE = "proposal";

  private static final Bounds SIGNATURE = Bounds.exactly(64);
  private static final Bounds WHOLE = Bounds.of(1, 7040);

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

  /** What the state keeps of a proposal that was carried out, 32 bytes. */
  public byte[] hash(Sealer sealer) {
    return sealer.hash(TYPE, encode());
  }

  /** The canonical bytes, which entries carry. */
  public byte[] encode() {
    return ProtoWriter.encode(
        this,
        (out, signed) -> {
          out.bytes(1, proposal, PROPOSAL);
          out.bytes(2, signature, SIGNATURE);
        });
  }

  /** What {@link #encode} wrote; nothing inside is verified. */
  public static SignedProposal decode(byte[] bytes) throws InvalidWireException {
    return ProtoReader.decode(
        bytes, WHOLE, in -> new SignedProposal(in.bytes(1, PROPOSAL), in.bytes(2, SIGNATURE)));
  }

  @Override
  public String toString() {
    return "SignedProposal";
  }
}
