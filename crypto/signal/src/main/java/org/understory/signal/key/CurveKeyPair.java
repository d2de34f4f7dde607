package org.understory.signal.key;

import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.Randomness;
import org.understory.signal.primitive.Primitives;

/**
 * An X25519 key pair.
 *
 * @param privateKey 32 bytes, secret
 */
public record CurveKeyPair(CurveKey publicKey, byte[] privateKey) {
  private static final int PRIVATE_SIZE = 32;
  private static final int SIGNATURE_RANDOM = 64;

  public static CurveKeyPair generate(Primitives primitives, Randomness randomness) {
    return fromPrivate(primitives, randomness.bytes(PRIVATE_SIZE));
  }

  /** The pair of a private key of 32 bytes. */
  public static CurveKeyPair fromPrivate(Primitives primitives, byte[] privateKey) {
    return new CurveKeyPair(CurveKey.of(primitives.x25519().publicKey(privateKey)), privateKey);
  }

  /** From both halves as stored; the public one is not computed again. */
  public static CurveKeyPair of(byte[] publicKey, byte[] privateKey) throws ProtocolException {
    if (privateKey.length != PRIVATE_SIZE) {
      throw new ProtocolException(Reason.INVALID, "not an X25519 private key");
    }
    return new CurveKeyPair(CurveKey.parse(publicKey), privateKey);
  }

  /**
   * The Diffie-Hellman secret, 32 bytes.
   *
   * @throws ProtocolException when {@code theirs} is of small order
   */
  public byte[] agree(Primitives primitives, CurveKey theirs) throws ProtocolException {
    byte[] secret = primitives.x25519().agree(privateKey, theirs.u());
    if (secret == null) {
      throw new ProtocolException(Reason.INVALID, "a key of small order");
    }
    return secret;
  }

  /** An XEdDSA signature, 64 bytes. */
  public byte[] sign(Primitives primitives, Randomness randomness, byte[] message) {
    return primitives.xeddsa().sign(privateKey, message, randomness.bytes(SIGNATURE_RANDOM));
  }

  @Override
  public String toString() {
    return "CurveKeyPair[secret]";
  }
}
