package org.understory.signal.primitive.internal.curve;

/**
 * Arithmetic modulo L = 2^252 + c, the order of the base point, in constant time: no branch and no
 * index depends on a value.
 *
 * <p>Numbers are limbs of 21 bits, least significant first, signed while in work. 252 is twelve
 * limbs, so what stands in limb i counts as minus c times itself, twelve limbs lower.
 */
final class ScalarModL {
  private static final int BITS = 21;
  private static final int MASK = (1 << BITS) - 1;
  private static final int LIMBS = 12;

  /** c = 27742317777372353535851937790883648493, the low half of L. */
  private static final long[] C = orderLow();

  private ScalarModL() {}

  /** {@code wide} (64 bytes, little-endian) mod L, as 32 bytes. */
  static byte[] reduce(byte[] wide) {
    long[] limbs = new long[2 * LIMBS + 1];
    load(wide, limbs);
    return store(reduceLimbs(limbs));
  }

  /** {@code x * y + z} mod L; each 32 bytes, little-endian, of any value. */
  static byte[] multiplyAdd(byte[] x, byte[] y, byte[] z) {
    long[] a = new long[LIMBS + 1];
    long[] b = new long[LIMBS + 1];
    load(x, a);
    load(y, b);
    long[] product = new long[2 * LIMBS + 2];
    load(z, product);
    for (int i = 0; i <= LIMBS; i++) {
      for (int j = 0; j <= LIMBS; j++) {
        product[i + j] += a[i] * b[j];
      }
    }
    carry(product, 0, product.length - 1);
    return store(reduceLimbs(product));
  }

  /** Folds from the top limb down, then brings the rest into 0..L-1. */
  private static long[] reduceLimbs(long[] limbs) {
    for (int top = limbs.length - 1; top >= LIMBS; top--) {
      fold(limbs, top);
    }
    // What is left spills at most a few bits over limb 11, of either sign.
    for (int round = 0; round < 2; round++) {
      carry(limbs, 0, LIMBS);
      fold(limbs, LIMBS);
    }
    carry(limbs, 0, LIMBS - 1);
    addOrderIfNegative(limbs);
    subtractOrderIfNotLess(limbs);
    return limbs;
  }

  /** Replaces {@code limbs[top]} by its equivalent twelve limbs lower. */
  private static void fold(long[] limbs, int top) {
    long excess = limbs[top];
    limbs[top] = 0;
    for (int j = 0; j < C.length; j++) {
      limbs[top - LIMBS + j] -= excess * C[j];
    }
    carry(limbs, top - LIMBS, top - 1);
  }

  /** Moves what exceeds 21 bits upwards, from {@code from} into at last {@code to}. */
  private static void carry(long[] limbs, int from, int to) {
    for (int i = from; i < to; i++) {
      long over = limbs[i] >> BITS;
      limbs[i] -= over << BITS;
      limbs[i + 1] += over;
    }
  }

  private static void addOrderIfNegative(long[] limbs) {
    addOrder(limbs, limbs[LIMBS - 1] >> 63);
  }

  private static void subtractOrderIfNotLess(long[] limbs) {
    long[] less = limbs.clone();
    for (int j = 0; j < C.length; j++) {
      less[j] -= C[j];
    }
    less[LIMBS - 1] -= 1L << BITS;
    carry(less, 0, LIMBS - 1);
    long keep = less[LIMBS - 1] >> 63;
    for (int i = 0; i < LIMBS; i++) {
      limbs[i] = (limbs[i] & keep) | (less[i] & ~keep);
    }
  }

  /** Adds L where {@code mask} is all ones; 2^252 is one bit above limb 11's twenty-one. */
  private static void addOrder(long[] limbs, long mask) {
    for (int j = 0; j < C.length; j++) {
      limbs[j] += C[j] & mask;
    }
    limbs[LIMBS - 1] += (1L << BITS) & mask;
    carry(limbs, 0, LIMBS - 1);
  }

  /** Sets the low limbs from little-endian bytes; positions depend on the length only. */
  private static void load(byte[] bytes, long[] limbs) {
    for (int i = 0; i < bytes.length; i++) {
      int bit = 8 * i;
      long value = (bytes[i] & 0xFFL) << (bit % BITS);
      limbs[bit / BITS] |= value & MASK;
      if (bit % BITS > BITS - 8) {
        limbs[bit / BITS + 1] |= value >> BITS;
      }
    }
  }

  private static byte[] store(long[] limbs) {
    byte[] bytes = new byte[32];
    for (int i = 0; i < bytes.length; i++) {
      int bit = 8 * i;
      int limb = bit / BITS;
      long value = limbs[limb] >> (bit % BITS);
      if (bit % BITS > BITS - 8 && limb + 1 < LIMBS) {
        value |= limbs[limb + 1] << (BITS - bit % BITS);
      }
      bytes[i] = (byte) value;
    }
    return bytes;
  }

  private static long[] orderLow() {
    byte[] bytes = {
      (byte) 0xED,
      (byte) 0xD3,
      (byte) 0xF5,
      0x5C,
      0x1A,
      0x63,
      0x12,
      0x58,
      (byte) 0xD6,
      (byte) 0x9C,
      (byte) 0xF7,
      (byte) 0xA2,
      (byte) 0xDE,
      (byte) 0xF9,
      (byte) 0xDE,
      0x14
    };
    long[] limbs = new long[7];
    load(bytes, limbs);
    return limbs;
  }
}
