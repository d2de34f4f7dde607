package org.understory.wire;

import java.util.Arrays;
import java.util.Optional;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/**
 * A prekey base as a shelf gave it: decoded, and not yet known to come from the device it names.
 * The server could have put anything there, or an old one. {@code docs/protocol.md#prekey-bundle}
 */
public final class PreKeyBaseIn {
  private final PreKeyBase unverified;

  private PreKeyBaseIn(PreKeyBase unverified) {
    this.unverified = unverified;
  }

  /** Checks an Ed25519 signature; never throws. */
  @FunctionalInterface
  public interface SignatureCheck {
    /** Whether this 64-byte signature over the statement is by this 32-byte key. */
    boolean verify(byte[] publicKey, byte[] statement, byte[] signature);
  }

  /**
   * Where the base was found and what the verified roster says of the device there.
   *
   * @param space the space whose shelf it is
   * @param mailbox the device's mailbox
   * @param device 16 bytes, the device's id
   * @param signingKey 32 bytes, the device signing key
   */
  public record Place(SpaceId space, MailboxId mailbox, byte[] device, byte[] signingKey) {
    @Override
    public String toString() {
      return "Place";
    }
  }

  /** Decodes what a shelf gave. */
  public static PreKeyBaseIn decode(byte[] bytes) throws InvalidWireException {
    return new PreKeyBaseIn(PreKeyBase.decode(bytes));
  }

  /**
   * The base, if it is what the device at this place signed and it has not expired; else empty.
   * Left to the caller: that the identity key is the roster's, how far ahead the expiry may lie,
   * and the identity key's signatures over the prekeys.
   *
   * @param now seconds since 1970
   */
  public Optional<PreKeyBase> verified(Place place, long now, SignatureCheck check) {
    byte[] statement = Statements.preKeyBase(place.space(), place.mailbox(), unverified);
    boolean holds =
        Arrays.equals(unverified.device(), place.device())
            && now < unverified.expiry()
            && check.verify(place.signingKey(), statement, unverified.signature());
    return holds ? Optional.of(unverified) : Optional.empty();
  }

  @Override
  public String toString() {
    return "PreKeyBaseIn";
  }
}
