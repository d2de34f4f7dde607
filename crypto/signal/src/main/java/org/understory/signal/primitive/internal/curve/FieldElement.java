package org.understory.signal.primitive.internal.curve;

import org.bouncycastle.math.raw.Mod;

/**
 * A number modulo p = 2^255 - 19. Changes in place: each operation writes to the element it is
 * called on, which may be an operand as well.
 *
 * <p>A product has limbs of at most 2^25 and 2^24 (and a hundredth) in size; sums and differences
 * carry nothing, and up to four such may be added up before they are multiplied again: a product of
 * two such sums stays below 2^63. No branch and no address depends on a value, but where a name
 * ends in "Public".
 */
final class FieldElement extends Limbs {
  private static final int[] P = {-19, -1, -1, -1, -1, -1, -1, 0x7FFFFFFF};
  private static final FieldElement ROOT_OF_MINUS_ONE = rootOfMinusOne();

  static FieldElement of(int small) {
    FieldElement result = new FieldElement();
    result.z0 = small;
    return result;
  }

  /** 32 bytes, little-endian; the top bit is not looked at, values from p on are taken modulo p. */
  static FieldElement decode(byte[] bytes) {
    int[] words = new int[WORDS + 1];
    for (int i = 0; i < WORDS; i++) {
      words[i] =
          (bytes[4 * i] & 0xFF)
              | (bytes[4 * i + 1] & 0xFF) << 8
              | (bytes[4 * i + 2] & 0xFF) << 16
              | bytes[4 * i + 3] << 24;
    }
    words[WORDS - 1] &= 0x7FFFFFFF;
    return fromWords(words);
  }

  /** Of a number below 2^255, in nine words of which the last is 0. */
  private static FieldElement fromWords(int[] words) {
    FieldElement result = new FieldElement();
    result.z0 = bits(words, 0, 26);
    result.z1 = bits(words, 26, 25);
    result.z2 = bits(words, 51, 26);
    result.z3 = bits(words, 77, 25);
    result.z4 = bits(words, 102, 26);
    result.z5 = bits(words, 128, 25);
    result.z6 = bits(words, 153, 26);
    result.z7 = bits(words, 179, 25);
    result.z8 = bits(words, 204, 26);
    result.z9 = bits(words, 230, 25);
    return result;
  }

  void multiply(FieldElement f, FieldElement g) {
    long f0 = f.z0;
    long g0 = g.z0;
    long f1 = f.z1;
    long g1 = g.z1;
    long f2 = f.z2;
    long g2 = g.z2;
    long f3 = f.z3;
    long g3 = g.z3;
    long f4 = f.z4;
    long g4 = g.z4;
    long f5 = f.z5;
    long g5 = g.z5;
    long f6 = f.z6;
    long g6 = g.z6;
    long f7 = f.z7;
    long g7 = g.z7;
    long f8 = f.z8;
    long g8 = g.z8;
    long f9 = f.z9;
    long g9 = g.z9;
    long h0 =
        f0 * g0
            + 19
                * (f2 * g8
                    + f4 * g6
                    + f6 * g4
                    + f8 * g2
                    + 2 * (f1 * g9 + f3 * g7 + f5 * g5 + f7 * g3 + f9 * g1));
    long h1 =
        f0 * g1
            + f1 * g0
            + 19 * (f2 * g9 + f3 * g8 + f4 * g7 + f5 * g6 + f6 * g5 + f7 * g4 + f8 * g3 + f9 * g2);
    long h2 =
        f0 * g2
            + f2 * g0
            + 2 * f1 * g1
            + 19 * (f4 * g8 + f6 * g6 + f8 * g4 + 2 * (f3 * g9 + f5 * g7 + f7 * g5 + f9 * g3));
    long h3 =
        f0 * g3
            + f1 * g2
            + f2 * g1
            + f3 * g0
            + 19 * (f4 * g9 + f5 * g8 + f6 * g7 + f7 * g6 + f8 * g5 + f9 * g4);
    long h4 =
        f0 * g4
            + f2 * g2
            + f4 * g0
            + 2 * (f1 * g3 + f3 * g1)
            + 19 * (f6 * g8 + f8 * g6 + 2 * (f5 * g9 + f7 * g7 + f9 * g5));
    long h5 =
        f0 * g5
            + f1 * g4
            + f2 * g3
            + f3 * g2
            + f4 * g1
            + f5 * g0
            + 19 * (f6 * g9 + f7 * g8 + f8 * g7 + f9 * g6);
    long h6 =
        f0 * g6
            + f2 * g4
            + f4 * g2
            + f6 * g0
            + 2 * (f1 * g5 + f3 * g3 + f5 * g1)
            + 19 * (f8 * g8 + 2 * (f7 * g9 + f9 * g7));
    long h7 =
        f0 * g7
            + f1 * g6
            + f2 * g5
            + f3 * g4
            + f4 * g3
            + f5 * g2
            + f6 * g1
            + f7 * g0
            + 19 * (f8 * g9 + f9 * g8);
    long h8 =
        f0 * g8
            + f2 * g6
            + f4 * g4
            + f6 * g2
            + f8 * g0
            + 2 * (f1 * g7 + f3 * g5 + f5 * g3 + f7 * g1)
            + 19 * (2 * f9 * g9);
    long h9 =
        f0 * g9 + f1 * g8 + f2 * g7 + f3 * g6 + f4 * g5 + f5 * g4 + f6 * g3 + f7 * g2 + f8 * g1
            + f9 * g0;
    settle(h0, h1, h2, h3, h4, h5, h6, h7, h8, h9);
  }

  /** Carries what a product's limbs are too long by, and takes them as this number's. */
  private void settle(
      long h0, long h1, long h2, long h3, long h4, long h5, long h6, long h7, long h8, long h9) {
    long c = (h0 + (1 << 25)) >> 26;
    h1 += c;
    h0 -= c << 26;
    c = (h4 + (1 << 25)) >> 26;
    h5 += c;
    h4 -= c << 26;
    c = (h1 + (1 << 24)) >> 25;
    h2 += c;
    h1 -= c << 25;
    c = (h5 + (1 << 24)) >> 25;
    h6 += c;
    h5 -= c << 25;
    c = (h2 + (1 << 25)) >> 26;
    h3 += c;
    h2 -= c << 26;
    c = (h6 + (1 << 25)) >> 26;
    h7 += c;
    h6 -= c << 26;
    c = (h3 + (1 << 24)) >> 25;
    h4 += c;
    h3 -= c << 25;
    c = (h7 + (1 << 24)) >> 25;
    h8 += c;
    h7 -= c << 25;
    c = (h4 + (1 << 25)) >> 26;
    h5 += c;
    h4 -= c << 26;
    c = (h8 + (1 << 25)) >> 26;
    h9 += c;
    h8 -= c << 26;
    c = (h9 + (1 << 24)) >> 25;
    h0 += 19 * c;
    h9 -= c << 25;
    c = (h0 + (1 << 25)) >> 26;
    h1 += c;
    h0 -= c << 26;
    z0 = (int) h0;
    z1 = (int) h1;
    z2 = (int) h2;
    z3 = (int) h3;
    z4 = (int) h4;
    z5 = (int) h5;
    z6 = (int) h6;
    z7 = (int) h7;
    z8 = (int) h8;
    z9 = (int) h9;
  }

  void square(FieldElement f) {
    long f0 = f.z0;
    long f1 = f.z1;
    long f2 = f.z2;
    long f3 = f.z3;
    long f4 = f.z4;
    long f5 = f.z5;
    long f6 = f.z6;
    long f7 = f.z7;
    long f8 = f.z8;
    long f9 = f.z9;
    long d0 = 2 * f0;
    long d1 = 2 * f1;
    long d2 = 2 * f2;
    long d3 = 2 * f3;
    long d4 = 2 * f4;
    long d5 = 2 * f5;
    long d6 = 2 * f6;
    long d7 = 2 * f7;
    long d8 = 2 * f8;
    long h0 = f0 * f0 + 19 * (d2 * f8 + d4 * f6 + 2 * (d1 * f9 + d3 * f7 + f5 * f5));
    long h1 = d0 * f1 + 19 * (d2 * f9 + d3 * f8 + d4 * f7 + d5 * f6);
    long h2 = d0 * f2 + 2 * f1 * f1 + 19 * (d4 * f8 + f6 * f6 + 2 * (d3 * f9 + d5 * f7));
    long h3 = d0 * f3 + d1 * f2 + 19 * (d4 * f9 + d5 * f8 + d6 * f7);
    long h4 = d0 * f4 + f2 * f2 + 2 * d1 * f3 + 19 * (d6 * f8 + 2 * (d5 * f9 + f7 * f7));
    long h5 = d0 * f5 + d1 * f4 + d2 * f3 + 19 * (d6 * f9 + d7 * f8);
    long h6 = d0 * f6 + d2 * f4 + 2 * (d1 * f5 + f3 * f3) + 19 * (f8 * f8 + 2 * d7 * f9);
    long h7 = d0 * f7 + d1 * f6 + d2 * f5 + d3 * f4 + 19 * (d8 * f9);
    long h8 = d0 * f8 + d2 * f6 + f4 * f4 + 2 * (d1 * f7 + d3 * f5) + 19 * (2 * f9 * f9);
    long h9 = d0 * f9 + d1 * f8 + d2 * f7 + d3 * f6 + d4 * f5;
    settle(h0, h1, h2, h3, h4, h5, h6, h7, h8, h9);
  }

  /** Times a number of at most 17 bits. */
  void multiplySmall(FieldElement f, int factor) {
    long h0 = (long) f.z0 * factor;
    long h1 = (long) f.z1 * factor;
    long h2 = (long) f.z2 * factor;
    long h3 = (long) f.z3 * factor;
    long h4 = (long) f.z4 * factor;
    long h5 = (long) f.z5 * factor;
    long h6 = (long) f.z6 * factor;
    long h7 = (long) f.z7 * factor;
    long h8 = (long) f.z8 * factor;
    long h9 = (long) f.z9 * factor;
    settle(h0, h1, h2, h3, h4, h5, h6, h7, h8, h9);
  }

  /** {@code f} to the power 2^times. */
  void squareTimes(FieldElement f, int times) {
    square(f);
    for (int i = 1; i < times; i++) {
      square(this);
    }
  }

  /** 1 / f, or 0 for 0. */
  void invert(FieldElement f) {
    int[] result = new int[WORDS + 1];
    Mod.modOddInverse(P, f.words(), result);
    set(fromWords(result));
  }

  /** As {@link #invert}, its time depending on the value. */
  void invertPublic(FieldElement f) {
    int[] words = f.words();
    int[] result = new int[WORDS + 1];
    if (!f.isZeroPublic()) {
      Mod.modOddInverseVar(P, words, result);
    }
    set(fromWords(result));
  }

  /**
   * A square root of {@code u / v}, if there is one.
   *
   * @return false, with this of no value, when there is none
   */
  boolean rootOfRatioPublic(FieldElement u, FieldElement v) {
    FieldElement v3 = new FieldElement();
    v3.square(v);
    v3.multiply(v3, v);
    FieldElement root = new FieldElement();
    root.square(v3);
    root.multiply(root, v);
    root.multiply(root, u);
    root.power252Minus3(root);
    root.multiply(root, v3);
    root.multiply(root, u);
    FieldElement check = new FieldElement();
    check.square(root);
    check.multiply(check, v);
    FieldElement difference = new FieldElement();
    difference.subtract(check, u);
    if (!difference.isZeroPublic()) {
      difference.add(check, u);
      if (!difference.isZeroPublic()) {
        return false;
      }
      root.multiply(root, ROOT_OF_MINUS_ONE);
    }
    set(root);
    return true;
  }

  /** {@code f} to the power 2^252 - 3, which is (p - 5) / 8. */
  private void power252Minus3(FieldElement f) {
    FieldElement base = new FieldElement();
    base.set(f);
    FieldElement x = power250Minus1(base);
    x.squareTimes(x, 2);
    multiply(x, base);
  }

  /** To the power 2^250 - 1. */
  private static FieldElement power250Minus1(FieldElement f) {
    FieldElement two = new FieldElement();
    two.square(f);
    two.multiply(two, f);
    FieldElement four = raised(two, 2, two);
    FieldElement five = raised(four, 1, f);
    FieldElement ten = raised(five, 5, five);
    FieldElement twenty = raised(ten, 10, ten);
    FieldElement forty = raised(twenty, 20, twenty);
    FieldElement fifty = raised(forty, 10, ten);
    FieldElement hundred = raised(fifty, 50, fifty);
    FieldElement twoHundred = raised(hundred, 100, hundred);
    return raised(twoHundred, 50, fifty);
  }

  /** {@code f} to the power 2^times, times {@code g}. */
  private static FieldElement raised(FieldElement f, int times, FieldElement g) {
    FieldElement result = new FieldElement();
    result.squareTimes(f, times);
    result.multiply(result, g);
    return result;
  }

  /** 2 to the power (p - 1) / 4 = 2^253 - 5, since 2 is no square. */
  private static FieldElement rootOfMinusOne() {
    FieldElement two = of(2);
    FieldElement x = power250Minus1(two);
    x.squareTimes(x, 3);
    FieldElement eight = of(8);
    x.multiply(x, eight);
    return x;
  }
}
