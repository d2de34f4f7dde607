package org.understory.signal.primitive.internal;

import org.bouncycastle.math.ec.rfc7748.X25519Field;
import org.jspecify.annotations.Nullable;

/**
 * What XEdDSA needs of edwards25519 and Bouncy Castle does not offer: multiples of the base point
 * by any scalar, with the sign of x, and the way from a Montgomery u to an Edwards point.
 *
 * <p>Points are (X : Y : Z : T) with x = X/Z, y = Y/Z, T = XY/Z; formulas of Hisil, Wong, Carter
 * and Dawson (2008) for a = -1, which are complete.
 */
final class EdwardsPoint {
  private static final int SIZE = 32;
  private static final int[] D = curveConstant();
  private static final int[] TWO_D = sum(D, D);

  private final int[] x = X25519Field.create();
  private final int[] y = X25519Field.create();
  private final int[] z = X25519Field.create();
  private final int[] t = X25519Field.create();

  private EdwardsPoint() {
    X25519Field.one(y);
    X25519Field.one(z);
  }

  /** The encoding of {@code scalar} (32 bytes, below 2^255, secret) times B; constant time. */
  static byte[] baseTimes(byte[] scalar) {
    byte[] digits = signedDigits(scalar);
    EdwardsPoint point = new EdwardsPoint();
    AddendTable.Addend addend = new AddendTable.Addend();
    for (int i = 1; i < digits.length; i += 2) {
      AddendTable.BASE.select(i / 2, digits[i], addend);
      point.add(addend);
    }
    for (int i = 0; i < 4; i++) {
      point.doubleIt();
    }
    for (int i = 0; i < digits.length; i += 2) {
      AddendTable.BASE.select(i / 2, digits[i], addend);
      point.add(addend);
    }
    return point.encode();
  }

  /**
   * The encoding of the Edwards point with y = (u - 1) / (u + 1) and the given sign of x, or null
   * for u = -1, which has none. Whether it lies on the curve is for the decoder to say.
   *
   * @param montgomeryU 32 bytes, public
   * @param signBit 0 or 0x80
   */
  static byte @Nullable [] encodingOf(byte[] montgomeryU, int signBit) {
    int[] u = X25519Field.create();
    X25519Field.decode255(montgomeryU, u);
    int[] one = X25519Field.create();
    X25519Field.one(one);
    int[] denominator = sum(u, one);
    X25519Field.normalize(denominator);
    if (X25519Field.isZeroVar(denominator)) {
      return null;
    }
    int[] inverse = X25519Field.create();
    X25519Field.invVar(denominator, inverse);
    int[] y = difference(u, one);
    X25519Field.mul(y, inverse, y);
    X25519Field.normalize(y);
    byte[] encoding = new byte[SIZE];
    X25519Field.encode(y, encoding);
    encoding[SIZE - 1] |= (byte) signBit;
    return encoding;
  }

  /** B: y = 4/5, x even. */
  static EdwardsPoint base() {
    EdwardsPoint point = new EdwardsPoint();
    int[] inverse = X25519Field.create();
    X25519Field.invVar(small(5), inverse);
    X25519Field.mul(small(4), inverse, point.y);
    int[] ySquared = X25519Field.create();
    X25519Field.sqr(point.y, ySquared);
    int[] numerator = difference(ySquared, small(1));
    int[] denominator = X25519Field.create();
    X25519Field.mul(ySquared, D, denominator);
    if (!X25519Field.sqrtRatioVar(numerator, sum(denominator, small(1)), point.x)) {
      throw new AssertionError("the base point lies on the curve");
    }
    X25519Field.normalize(point.x);
    if ((point.x[0] & 1) == 1) {
      X25519Field.negate(point.x, point.x);
      X25519Field.carry(point.x);
    }
    X25519Field.mul(point.x, point.y, point.t);
    return point;
  }

  void add(AddendTable.Addend other) {
    int[] a = difference(y, x);
    int[] b = sum(y, x);
    X25519Field.mul(a, other.yMinusX, a);
    X25519Field.mul(b, other.yPlusX, b);
    int[] c = X25519Field.create();
    X25519Field.mul(t, other.twoDT, c);
    int[] d = X25519Field.create();
    X25519Field.mul(z, other.twoZ, d);
    set(difference(b, a), difference(d, c), sum(d, c), sum(b, a));
  }

  void doubleIt() {
    int[] a = X25519Field.create();
    X25519Field.sqr(x, a);
    int[] b = X25519Field.create();
    X25519Field.sqr(y, b);
    int[] c = X25519Field.create();
    X25519Field.sqr(z, c);
    int[] xPlusY = sum(x, y);
    X25519Field.sqr(xPlusY, xPlusY);
    int[] h = sum(a, b);
    int[] g = difference(a, b);
    set(difference(h, xPlusY), sum(sum(c, c), g), g, h);
  }

  /** X = EF, Y = GH, T = EH, Z = FG: how both formulas end. */
  private void set(int[] e, int[] f, int[] g, int[] h) {
    X25519Field.mul(e, f, x);
    X25519Field.mul(g, h, y);
    X25519Field.mul(e, h, t);
    X25519Field.mul(f, g, z);
  }

  AddendTable.Addend toAddend() {
    AddendTable.Addend addend = new AddendTable.Addend();
    X25519Field.copy(sum(y, x), 0, addend.yPlusX, 0);
    X25519Field.copy(difference(y, x), 0, addend.yMinusX, 0);
    X25519Field.copy(sum(z, z), 0, addend.twoZ, 0);
    X25519Field.mul(t, TWO_D, addend.twoDT);
    return addend;
  }

  private byte[] encode() {
    int[] inverse = X25519Field.create();
    X25519Field.inv(z, inverse);
    int[] affineX = X25519Field.create();
    X25519Field.mul(x, inverse, affineX);
    X25519Field.normalize(affineX);
    int[] affineY = X25519Field.create();
    X25519Field.mul(y, inverse, affineY);
    X25519Field.normalize(affineY);
    byte[] encoding = new byte[SIZE];
    X25519Field.encode(affineY, encoding);
    encoding[SIZE - 1] |= (byte) ((affineX[0] & 1) << 7);
    return encoding;
  }

  /** 64 digits of -8..8, least significant first, whose sum of digit * 16^i is the scalar. */
  private static byte[] signedDigits(byte[] scalar) {
    byte[] digits = new byte[2 * SIZE];
    for (int i = 0; i < SIZE; i++) {
      digits[2 * i] = (byte) (scalar[i] & 0x0F);
      digits[2 * i + 1] = (byte) ((scalar[i] & 0xF0) >> 4);
    }
    int carry = 0;
    for (int i = 0; i < digits.length - 1; i++) {
      int digit = digits[i] + carry;
      carry = (digit + 8) >> 4;
      digits[i] = (byte) (digit - (carry << 4));
    }
    digits[digits.length - 1] += (byte) carry;
    return digits;
  }

  /** d = -121665 / 121666. */
  private static int[] curveConstant() {
    int[] d = X25519Field.create();
    X25519Field.invVar(small(121666), d);
    X25519Field.mul(d, small(121665), d);
    X25519Field.negate(d, d);
    X25519Field.carry(d);
    return d;
  }

  private static int[] small(int value) {
    int[] result = X25519Field.create();
    result[0] = value;
    return result;
  }

  private static int[] sum(int[] a, int[] b) {
    int[] result = X25519Field.create();
    X25519Field.add(a, b, result);
    X25519Field.carry(result);
    return result;
  }

  private static int[] difference(int[] a, int[] b) {
    int[] result = X25519Field.create();
    X25519Field.sub(a, b, result);
    X25519Field.carry(result);
    return result;
  }
}
