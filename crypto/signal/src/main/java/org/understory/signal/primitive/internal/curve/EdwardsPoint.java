package org.understory.signal.primitive.internal.curve;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A point of edwards25519, (X : Y : Z : T) with x = X/Z, y = Y/Z, T = XY/Z. Changes in place.
 * Formulas of Hisil, Wong, Carter and Dawson (2008) for a = -1, which are complete. In constant
 * time, but where a name or a comment says public.
 */
final class EdwardsPoint {
  private static final int SIZE = 32;
  private static final FieldElement D = curveConstant();
  private static final FieldElement TWO_D = twice(D);

  private final FieldElement x = FieldElement.of(0);
  private final FieldElement y = FieldElement.of(1);
  private final FieldElement z = FieldElement.of(1);
  private final FieldElement t = FieldElement.of(0);

  // For the steps in between, so that nothing is allocated for each.
  private final FieldElement e = new FieldElement();
  private final FieldElement f = new FieldElement();
  private final FieldElement g = new FieldElement();
  private final FieldElement h = new FieldElement();

  /** B: y = 4/5, x even. */
  static EdwardsPoint base() {
    FieldElement y = new FieldElement();
    y.invertPublic(FieldElement.of(5));
    y.multiplySmall(y, 4);
    EdwardsPoint point = decodePublic(y.encode());
    if (point == null) {
      throw new AssertionError("the base point lies on the curve");
    }
    return point;
  }

  /** The point of a canonical encoding (RFC 8032, 5.1.3), or null. */
  static @Nullable EdwardsPoint decodePublic(byte[] encoding) {
    FieldElement y = FieldElement.decode(encoding);
    byte[] plain = encoding.clone();
    plain[SIZE - 1] &= 0x7F;
    if (!Arrays.equals(y.encode(), plain)) {
      return null;
    }
    int sign = (encoding[SIZE - 1] & 0x80) >>> 7;
    EdwardsPoint point = ofRatioPublic(y, FieldElement.of(1), sign);
    return point == null || point.x.sign() != sign ? null : point;
  }

  /**
   * The point with y = (u - 1) / (u + 1) and that sign of x, or null where there is none. An x of
   * zero has the sign 0 whatever was asked for.
   *
   * @param montgomeryU 32 bytes, the top bit not looked at
   */
  static @Nullable EdwardsPoint ofMontgomeryPublic(byte[] montgomeryU, int sign) {
    FieldElement u = FieldElement.decode(montgomeryU);
    FieldElement numerator = new FieldElement();
    numerator.subtract(u, FieldElement.of(1));
    FieldElement denominator = new FieldElement();
    denominator.add(u, FieldElement.of(1));
    return denominator.isZeroPublic() ? null : ofRatioPublic(numerator, denominator, sign);
  }

  /** With y = n/m: x^2 = (n^2 - m^2) / (d n^2 + m^2); the denominator is never zero. */
  private static @Nullable EdwardsPoint ofRatioPublic(FieldElement n, FieldElement m, int sign) {
    FieldElement nSquared = new FieldElement();
    nSquared.square(n);
    FieldElement mSquared = new FieldElement();
    mSquared.square(m);
    FieldElement above = new FieldElement();
    above.subtract(nSquared, mSquared);
    FieldElement below = new FieldElement();
    below.multiply(nSquared, D);
    below.add(below, mSquared);
    FieldElement root = new FieldElement();
    if (!root.rootOfRatioPublic(above, below)) {
      return null;
    }
    root.negateIf(-(root.sign() ^ sign));
    EdwardsPoint point = new EdwardsPoint();
    point.x.multiply(root, m);
    point.y.set(n);
    point.z.set(m);
    point.t.multiply(root, n);
    return point;
  }

  void add(Addend other) {
    add(other.yPlusX(), other.yMinusX(), other);
    f.subtract(h, g);
    g.add(h, g);
    finish();
  }

  /** Adds the negative of {@code other}. */
  void subtract(Addend other) {
    add(other.yMinusX(), other.yPlusX(), other);
    f.add(h, g);
    g.subtract(h, g);
    finish();
  }

  /** Leaves B - A in e, B + A in f, and of the second operand C in g and D in h. */
  private void add(FieldElement plus, FieldElement minus, Addend other) {
    e.subtract(y, x);
    e.multiply(e, minus);
    f.add(y, x);
    f.multiply(f, plus);
    g.multiply(t, other.twoDT());
    FieldElement twoZ = other.twoZ();
    if (twoZ == null) {
      h.add(z, z);
    } else {
      h.multiply(z, twoZ);
    }
    t.add(f, e);
    e.subtract(f, e);
  }

  /** X = EF, Y = GH, Z = FG, T = EH, where H waits in t. */
  private void finish() {
    x.multiply(e, f);
    y.multiply(g, t);
    z.multiply(f, g);
    t.multiply(e, t);
  }

  /** Without T: before an addition {@link #completeT} has to follow. */
  void doubleIt() {
    e.add(x, y);
    e.square(e);
    f.square(z);
    g.square(x);
    t.square(y);
    h.add(g, t);
    g.subtract(g, t);
    e.subtract(h, e);
    f.add(f, f);
    f.add(f, g);
    x.multiply(e, f);
    y.multiply(g, h);
    z.multiply(f, g);
  }

  /** What {@link #doubleIt} left out. */
  void completeT() {
    t.multiply(e, h);
  }

  void negate() {
    x.negate();
    t.negate();
  }

  boolean isNeutralPublic() {
    FieldElement difference = new FieldElement();
    difference.subtract(y, z);
    return x.isZeroPublic() && difference.isZeroPublic();
  }

  /** For sums of public points. */
  Addend toAddend() {
    FieldElement twoZ = new FieldElement();
    twoZ.add(z, z);
    return addend(x, y, t, twoZ);
  }

  /** With Z = 1, for tables; the point is public. */
  Addend toAffinePublic() {
    FieldElement inverse = new FieldElement();
    inverse.invertPublic(z);
    FieldElement affineX = new FieldElement();
    affineX.multiply(x, inverse);
    FieldElement affineY = new FieldElement();
    affineY.multiply(y, inverse);
    FieldElement affineT = new FieldElement();
    affineT.multiply(affineX, affineY);
    return addend(affineX, affineY, affineT, null);
  }

  private static Addend addend(
      FieldElement x, FieldElement y, FieldElement t, @Nullable FieldElement twoZ) {
    FieldElement plus = new FieldElement();
    plus.add(y, x);
    FieldElement minus = new FieldElement();
    minus.subtract(y, x);
    FieldElement twoDT = new FieldElement();
    twoDT.multiply(t, TWO_D);
    return new Addend(plus, minus, twoDT, twoZ);
  }

  /** RFC 8032, 5.1.2. */
  byte[] encode() {
    FieldElement inverse = new FieldElement();
    inverse.invert(z);
    FieldElement affine = new FieldElement();
    affine.multiply(y, inverse);
    byte[] encoding = affine.encode();
    affine.multiply(x, inverse);
    encoding[SIZE - 1] |= (byte) (affine.sign() << 7);
    return encoding;
  }

  /** The Montgomery u, (Z + Y) / (Z - Y); 0 for the neutral element. */
  byte[] montgomeryU() {
    FieldElement above = new FieldElement();
    above.add(z, y);
    FieldElement below = new FieldElement();
    below.subtract(z, y);
    below.invert(below);
    above.multiply(above, below);
    return above.encode();
  }

  /** d = -121665 / 121666. */
  private static FieldElement curveConstant() {
    FieldElement d = new FieldElement();
    d.invertPublic(FieldElement.of(121666));
    d.multiplySmall(d, -121665);
    return d;
  }

  private static FieldElement twice(FieldElement value) {
    FieldElement result = new FieldElement();
    result.multiplySmall(value, 2);
    return result;
  }
}
