package org.understory.signal.primitive.internal.curve;

/**
 * Ten signed limbs of 26 and 25 bits in turn, least significant first: a number modulo p = 2^255 -
 * 19, and what can be done with it limb by limb. No branch and no address depends on a value.
 *
 * <p>They are fields, not an array, because compiled to WebAssembly each access to an array is
 * checked twice ({@code docs/decisions/0020-curve25519-and-sha256.md}).
 */
abstract sealed class Limbs permits FieldElement {
  static final int WORDS = 8;

  int z0;
  int z1;
  int z2;
  int z3;
  int z4;
  int z5;
  int z6;
  int z7;
  int z8;
  int z9;

  /** {@code count} bits of a number in words, from bit {@code from} on. */
  static int bits(int[] words, int from, int count) {
    int word = from >>> 5;
    long both = (words[word] & 0xFFFFFFFFL) | (long) words[word + 1] << 32;
    return (int) (both >>> (from & 31)) & ((1 << count) - 1);
  }

  /** The one number below p, 32 bytes, little-endian. */
  final byte[] encode() {
    int[] words = words();
    byte[] bytes = new byte[4 * WORDS];
    for (int i = 0; i < WORDS; i++) {
      bytes[4 * i] = (byte) words[i];
      bytes[4 * i + 1] = (byte) (words[i] >> 8);
      bytes[4 * i + 2] = (byte) (words[i] >> 16);
      bytes[4 * i + 3] = (byte) (words[i] >> 24);
    }
    return bytes;
  }

  /**
   * The one number below p. Its quotient by p is found first: with the quotient times 19 added, the
   * bits from 2^255 on fall away.
   */
  final int[] words() {
    int[] limbs = {z0, z1, z2, z3, z4, z5, z6, z7, z8, z9};
    int quotient = (19 * limbs[9] + (1 << 24)) >> 25;
    for (int i = 0; i < limbs.length; i++) {
      quotient = (limbs[i] + quotient) >> (26 - (i & 1));
    }
    limbs[0] += 19 * quotient;
    int[] words = new int[WORDS];
    long held = 0;
    int bits = 0;
    int word = 0;
    for (int i = 0; i < limbs.length; i++) {
      int size = 26 - (i & 1);
      int carry = limbs[i] >> size;
      if (i + 1 < limbs.length) {
        limbs[i + 1] += carry;
      }
      held |= (long) (limbs[i] - (carry << size)) << bits;
      bits += size;
      if (bits >= 32) {
        words[word++] = (int) held;
        held >>>= 32;
        bits -= 32;
      }
    }
    words[WORDS - 1] = (int) held;
    return words;
  }

  /** The lowest bit of the number below p: what an encoding calls the sign. */
  final int sign() {
    return words()[0] & 1;
  }

  final boolean isZeroPublic() {
    int any = 0;
    for (int word : words()) {
      any |= word;
    }
    return any == 0;
  }

  final void set(Limbs f) {
    z0 = f.z0;
    z1 = f.z1;
    z2 = f.z2;
    z3 = f.z3;
    z4 = f.z4;
    z5 = f.z5;
    z6 = f.z6;
    z7 = f.z7;
    z8 = f.z8;
    z9 = f.z9;
  }

  final void add(Limbs f, Limbs g) {
    z0 = f.z0 + g.z0;
    z1 = f.z1 + g.z1;
    z2 = f.z2 + g.z2;
    z3 = f.z3 + g.z3;
    z4 = f.z4 + g.z4;
    z5 = f.z5 + g.z5;
    z6 = f.z6 + g.z6;
    z7 = f.z7 + g.z7;
    z8 = f.z8 + g.z8;
    z9 = f.z9 + g.z9;
  }

  final void subtract(Limbs f, Limbs g) {
    z0 = f.z0 - g.z0;
    z1 = f.z1 - g.z1;
    z2 = f.z2 - g.z2;
    z3 = f.z3 - g.z3;
    z4 = f.z4 - g.z4;
    z5 = f.z5 - g.z5;
    z6 = f.z6 - g.z6;
    z7 = f.z7 - g.z7;
    z8 = f.z8 - g.z8;
    z9 = f.z9 - g.z9;
  }

  final void negate() {
    z0 = -z0;
    z1 = -z1;
    z2 = -z2;
    z3 = -z3;
    z4 = -z4;
    z5 = -z5;
    z6 = -z6;
    z7 = -z7;
    z8 = -z8;
    z9 = -z9;
  }

  /** Its negative where {@code mask} is -1, itself where it is 0. */
  final void negateIf(int mask) {
    z0 = (z0 ^ mask) - mask;
    z1 = (z1 ^ mask) - mask;
    z2 = (z2 ^ mask) - mask;
    z3 = (z3 ^ mask) - mask;
    z4 = (z4 ^ mask) - mask;
    z5 = (z5 ^ mask) - mask;
    z6 = (z6 ^ mask) - mask;
    z7 = (z7 ^ mask) - mask;
    z8 = (z8 ^ mask) - mask;
    z9 = (z9 ^ mask) - mask;
  }

  /** Changes places with {@code g} where {@code mask} is -1, not where it is 0. */
  final void swapIf(int mask, Limbs g) {
    int x;
    x = mask & (z0 ^ g.z0);
    z0 ^= x;
    g.z0 ^= x;
    x = mask & (z1 ^ g.z1);
    z1 ^= x;
    g.z1 ^= x;
    x = mask & (z2 ^ g.z2);
    z2 ^= x;
    g.z2 ^= x;
    x = mask & (z3 ^ g.z3);
    z3 ^= x;
    g.z3 ^= x;
    x = mask & (z4 ^ g.z4);
    z4 ^= x;
    g.z4 ^= x;
    x = mask & (z5 ^ g.z5);
    z5 ^= x;
    g.z5 ^= x;
    x = mask & (z6 ^ g.z6);
    z6 ^= x;
    g.z6 ^= x;
    x = mask & (z7 ^ g.z7);
    z7 ^= x;
    g.z7 ^= x;
    x = mask & (z8 ^ g.z8);
    z8 ^= x;
    g.z8 ^= x;
    x = mask & (z9 ^ g.z9);
    z9 ^= x;
    g.z9 ^= x;
  }

  /**
   * Takes {@code from[first + which - 1]}, or zero where {@code which} is 0; all eight from {@code
   * first} on are read.
   *
   * @param which 0..8, secret
   */
  final void pick(int which, Limbs[] from, int first) {
    int m0 = ((which ^ 1) - 1) >> 31;
    int m1 = ((which ^ 2) - 1) >> 31;
    int m2 = ((which ^ 3) - 1) >> 31;
    int m3 = ((which ^ 4) - 1) >> 31;
    int m4 = ((which ^ 5) - 1) >> 31;
    int m5 = ((which ^ 6) - 1) >> 31;
    int m6 = ((which ^ 7) - 1) >> 31;
    int m7 = ((which ^ 8) - 1) >> 31;
    Limbs e0 = from[first + 0];
    Limbs e1 = from[first + 1];
    Limbs e2 = from[first + 2];
    Limbs e3 = from[first + 3];
    Limbs e4 = from[first + 4];
    Limbs e5 = from[first + 5];
    Limbs e6 = from[first + 6];
    Limbs e7 = from[first + 7];
    z0 =
        m0 & e0.z0
            | m1 & e1.z0
            | m2 & e2.z0
            | m3 & e3.z0
            | m4 & e4.z0
            | m5 & e5.z0
            | m6 & e6.z0
            | m7 & e7.z0;
    z1 =
        m0 & e0.z1
            | m1 & e1.z1
            | m2 & e2.z1
            | m3 & e3.z1
            | m4 & e4.z1
            | m5 & e5.z1
            | m6 & e6.z1
            | m7 & e7.z1;
    z2 =
        m0 & e0.z2
            | m1 & e1.z2
            | m2 & e2.z2
            | m3 & e3.z2
            | m4 & e4.z2
            | m5 & e5.z2
            | m6 & e6.z2
            | m7 & e7.z2;
    z3 =
        m0 & e0.z3
            | m1 & e1.z3
            | m2 & e2.z3
            | m3 & e3.z3
            | m4 & e4.z3
            | m5 & e5.z3
            | m6 & e6.z3
            | m7 & e7.z3;
    z4 =
        m0 & e0.z4
            | m1 & e1.z4
            | m2 & e2.z4
            | m3 & e3.z4
            | m4 & e4.z4
            | m5 & e5.z4
            | m6 & e6.z4
            | m7 & e7.z4;
    z5 =
        m0 & e0.z5
            | m1 & e1.z5
            | m2 & e2.z5
            | m3 & e3.z5
            | m4 & e4.z5
            | m5 & e5.z5
            | m6 & e6.z5
            | m7 & e7.z5;
    z6 =
        m0 & e0.z6
            | m1 & e1.z6
            | m2 & e2.z6
            | m3 & e3.z6
            | m4 & e4.z6
            | m5 & e5.z6
            | m6 & e6.z6
            | m7 & e7.z6;
    z7 =
        m0 & e0.z7
            | m1 & e1.z7
            | m2 & e2.z7
            | m3 & e3.z7
            | m4 & e4.z7
            | m5 & e5.z7
            | m6 & e6.z7
            | m7 & e7.z7;
    z8 =
        m0 & e0.z8
            | m1 & e1.z8
            | m2 & e2.z8
            | m3 & e3.z8
            | m4 & e4.z8
            | m5 & e5.z8
            | m6 & e6.z8
            | m7 & e7.z8;
    z9 =
        m0 & e0.z9
            | m1 & e1.z9
            | m2 & e2.z9
            | m3 & e3.z9
            | m4 & e4.z9
            | m5 & e5.z9
            | m6 & e6.z9
            | m7 & e7.z9;
  }

  /** Adds a small number. */
  final void addSmall(int small) {
    z0 += small;
  }
}
