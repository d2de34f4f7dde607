package org.understory.signal.primitive.internal;

import org.jspecify.annotations.Nullable;
import org.understory.signal.primitive.X25519;
import org.understory.signal.primitive.internal.curve.CurveX25519;

/** RFC 7748 X25519. */
public final class BouncyCastleX25519 implements X25519 {
  private static final X25519 CURVE = new CurveX25519();
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

  /** Bouncy Castle has no such check for u; ours is of public values. */
  @Override
  public boolean isCanonical(byte[] publicKey) {
    return CURVE.isCanonical(publicKey);
  }

  private static void requirePrivate(byte[] privateKey) {
    if (privateKey.length != org.bouncycastle.math.ec.rfc7748.X25519.SCALAR_SIZE) {
      throw new IllegalArgumentException("an X25519 private key has 32 bytes");
    }
  }
}
