package org.understory.signal.primitive.internal.curve;

import org.jspecify.annotations.Nullable;
import org.understory.signal.primitive.X25519;

/** RFC 7748 X25519. */
public final class CurveX25519 implements X25519 {
  private static final int SIZE = 32;

  /** (486662 - 2) / 4. */
  private static final int A24 = 121665;

  @Override
  public byte[] publicKey(byte[] privateKey) {
    return BaseMultiples.times(Scalars.clamped(privateKey)).montgomeryU();
  }

  @Override
  public byte @Nullable [] agree(byte[] privateKey, byte[] publicKey) {
    byte[] scalar = Scalars.clamped(privateKey);
    if (publicKey.length != SIZE) {
      return null;
    }
    byte[] secret = ladder(scalar, FieldElement.decode(publicKey));
    int any = 0;
    for (byte each : secret) {
      any |= each;
    }
    return any == 0 ? null : secret;
  }

  /** RFC 7748, section 5: the same steps for every scalar whose top bit is 254. */
  private static byte[] ladder(byte[] scalar, FieldElement x1) {
    FieldElement x2 = FieldElement.of(1);
    FieldElement z2 = FieldElement.of(0);
    FieldElement x3 = new FieldElement();
    x3.set(x1);
    FieldElement z3 = FieldElement.of(1);
    FieldElement a = new FieldElement();
    FieldElement b = new FieldElement();
    int swapped = 0;
    for (int bit = 254; bit >= 0; bit--) {
      int mask = -((scalar[bit >> 3] >> (bit & 7)) & 1);
      x2.swapIf(swapped ^ mask, x3);
      z2.swapIf(swapped ^ mask, z3);
      swapped = mask;
      a.add(x2, z2);
      b.subtract(x2, z2);
      x2.add(x3, z3);
      z2.subtract(x3, z3);
      x3.multiply(z2, a);
      z3.multiply(x2, b);
      a.square(a);
      b.square(b);
      x2.multiply(a, b);
      b.subtract(a, b);
      z2.multiplySmall(b, A24);
      z2.add(z2, a);
      z2.multiply(z2, b);
      a.subtract(x3, z3);
      x3.add(x3, z3);
      x3.square(x3);
      a.square(a);
      z3.multiply(a, x1);
    }
    // The lowest bit of a clamped scalar is 0, so nothing is left to be swapped back.
    z2.invert(z2);
    x2.multiply(x2, z2);
    return x2.encode();
  }

  /**
   * Of the two Edwards points with this u either will do: a point and its negative have the same
   * order. A u on the twist has none, and is refused.
   */
  @Override
  public boolean isCanonical(byte[] publicKey) {
    if (publicKey.length != SIZE || !Scalars.isEncoded(publicKey)) {
      return false;
    }
    EdwardsPoint point = EdwardsPoint.ofMontgomeryPublic(publicKey, 0);
    return point != null
        && new PublicSum(point).of(new byte[SIZE], Scalars.order()).isNeutralPublic();
  }
}
