package org.understory.core.roster;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.understory.core.seal.Sealer;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/**
 * The public keys of a device, as CREATE and ADD introduce it ({@code
 * docs/protocol.md#device-keys}). Holding one says nothing yet: see {@link #areUsable} and {@link
 * #proveThemselves}.
 *
 * @param identityKey 33 bytes, {@code 0x05 || u}: of Signal sessions
 * @param signingKey 32 bytes, Ed25519: of roster entries, requests, proposals and knocks
 * @param sealingKey 32 bytes, X25519: what is deposited for the device is sealed to it
 * @param ownerKey 32 bytes, Ed25519: proves to the server whose mailbox it is
 * @param proof 64 bytes, the signing key's signature over all the others
 */
public record DeviceKeys(
    MemberId member,
    DeviceId device,
    byte[] identityKey,
    byte[] signingKey,
    byte[] sealingKey,
    byte[] ownerKey,
    MailboxId mailbox,
    byte[] proof) {

  private static final byte CURVE25519 = 5;

  /** The type of the statement that {@link #proof} signs. */
  static final String PROOF_TYPE = "device-keys";

  /**
   * Whether the Diffie-Hellman keys can be used safely and no key serves two purposes. Two are
   * X25519 keys on the curve, canonical and of prime order; the other two are compared alone.
   */
  public boolean areUsable(Sealer sealer) {
    return identityKey.length == 33
        && identityKey[0] == CURVE25519
        && sealer.isUsableKey(identityPoint())
        && sealer.isUsableKey(sealingKey)
        && !Arrays.equals(identityPoint(), sealingKey)
        && !Arrays.equals(signingKey, ownerKey);
  }

  /**
   * Whether {@link #proof} is the signing key's signature over these keys.
   *
   * @param group null in CREATE, whose hash the group's id is
   */
  public boolean proveThemselves(Sealer sealer, @Nullable GroupId group, SpaceId space) {
    return sealer.verify(signingKey, proof, PROOF_TYPE, proofParts(group, space));
  }

  /** Whether every field is the same. */
  public boolean sameAs(DeviceKeys other) {
    return member.equals(other.member)
        && device.equals(other.device)
        && Arrays.equals(identityKey, other.identityKey)
        && Arrays.equals(signingKey, other.signingKey)
        && Arrays.equals(sealingKey, other.sealingKey)
        && Arrays.equals(ownerKey, other.ownerKey)
        && mailbox.equals(other.mailbox)
        && Arrays.equals(proof, other.proof);
  }

  /** Whether one of these is that very key of 32 bytes. */
  boolean has(byte[] key) {
    return Arrays.equals(identityPoint(), key)
        || Arrays.equals(signingKey, key)
        || Arrays.equals(sealingKey, key)
        || Arrays.equals(ownerKey, key);
  }

  /** The parts of the statement that the proof signs; the group's part is empty in CREATE. */
  byte[][] proofParts(@Nullable GroupId group, SpaceId space) {
    return new byte[][] {
      group == null ? new byte[0] : group.bytes(),
      space.bytes(),
      member.bytes(),
      device.bytes(),
      identityKey,
      signingKey,
      sealingKey,
      ownerKey,
      mailbox.bytes()
    };
  }

  /** The identity key without its type byte: 32 bytes. */
  byte[] identityPoint() {
    return Arrays.copyOfRange(identityKey, 1, identityKey.length);
  }

  @Override
  public String toString() {
    return "DeviceKeys";
  }
}
