package org.understory.signal.primitive.internal;

import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;
import org.understory.signal.primitive.X25519;

/** RFC 7748 X25519. */
public final class BouncyCastleX25519 implements X25519 {
  private static final int SIZE = org.bouncycastle.math.ec.rfc7748.X25519.POINT_SIZE;

  @Override
  public byte[] publicKey(byte[] privateKey) {
    requirePrivate(privateKey);
    byte[] result = new byte[SIZE];
    org.bouncycastle.math.ec.rfc7748.X25519.generatePublicKey(privateKey, 0, result, 0);
    return result;
  }

  @Override
  public byte @Nullable [] agree(byte[] privateKey, byte[] publicKey) {
    requirePrivate(privateKey);
    if (publicKey.length != SIZE) {
      return null;
    }
    byte[] result = new byte[SIZE];
    return org.bouncycastle.math.ec.rfc7748.X25519.calculateAgreement(
            privateKey, 0, publicKey, 0, result, 0)
        ? result
        : null;
  }

  /**
   * Of the two Edwards points with this u either will do: a point and its negative have the same
   * order. A u on the twist has none, and is refused.
   */
  @Override
  public boolean isCanonical(byte[] publicKey) {
    if (publicKey.length != SIZE || !belowPrime(publicKey)) {
      return false;
    }
    byte[] edwards = EdwardsPoint.encodingOf(publicKey, 0);
    return edwards != null && Ed25519.validatePublicKeyFull(edwards, 0);
  }

  /** Little-endian u below p = 2^255 - 19; the value is public. */
  private static boolean belowPrime(byte[] u) {
    if (u[31] < 0) {
      return false;
    }
    if (u[31] != 0x7F) {
      return true;
    }
    for (int i = 30; i > 0; i--) {
      if (u[i] != (byte) 0xFF) {
        return true;
      }
    }
    return (u[0] & 0xFF) < 0xED;
  }

  private static void requirePrivate(byte[] privateKey) {
    if (privateKey.length != org.bouncycastle.math.ec.rfc7748.X25519.SCALAR_SIZE) {
      throw new IllegalArgumentException("an X25519 private key has 32 bytes");
    }
  }
}
