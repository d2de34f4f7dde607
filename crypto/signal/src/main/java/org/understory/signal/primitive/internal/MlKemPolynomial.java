package org.understory.signal.primitive.internal;

import java.util.Arrays;

/**
 * A polynomial of ML-KEM's ring, mod q = 3329, as 256 numbers of 32 bits. Nothing branches or
 * divides by a number that depends on a secret.
 */
final class MlKemPolynomial {
  static final int SIZE = 256;
  private static final int Q = 3329;

  /** q^-1 mod 2^16. */
  private static final int Q_INVERSE = 62209;

  /** 2^32 mod q: what a product with it is worth after Montgomery's reduction is times 2^16. */
  private static final int TO_MONTGOMERY = 1353;

  /** 2^32 / 128 mod q: leaves the inverse transform, and Montgomery's form of one product. */
  private static final int LEAVE_NTT = 1441;

  /** 17^(i, its 7 bits in reverse) in Montgomery's form. */
  private static final int[] ZETAS = zetas();

  private final int[] at;

  private MlKemPolynomial(int[] coefficients) {
    this.at = coefficients;
  }

  /** FIPS 203, algorithm 7: a uniform polynomial, in the transformed domain, from public bytes. */
  static MlKemPolynomial uniform(Keccak stream) {
    int[] result = new int[SIZE];
    int count = 0;
    while (count < SIZE) {
      int first = stream.squeeze();
      int second = stream.squeeze();
      int third = stream.squeeze();
      int low = first | (second & 0x0F) << 8;
      int high = second >>> 4 | third << 4;
      if (low < Q) {
        result[count++] = low;
      }
      if (high < Q && count < SIZE) {
        result[count++] = high;
      }
    }
    return new MlKemPolynomial(result);
  }

  /** FIPS 203, algorithm 8 with eta 2: a small polynomial from 128 bytes. */
  static MlKemPolynomial small(byte[] random128) {
    int[] result = new int[SIZE];
    for (int i = 0; i < SIZE; i++) {
      int bits = random128[i >> 1] >>> ((i & 1) << 2);
      result[i] = (bits & 1) + (bits >>> 1 & 1) - (bits >>> 2 & 1) - (bits >>> 3 & 1);
    }
    return new MlKemPolynomial(result);
  }

  /** Into the transformed domain. */
  MlKemPolynomial ntt() {
    int[] result = at.clone();
    int zeta = 1;
    for (int length = 128; length >= 2; length >>= 1) {
      for (int start = 0; start < SIZE; start += 2 * length) {
        int factor = ZETAS[zeta++];
        for (int j = start; j < start + length; j++) {
          int product = montgomery(factor * result[j + length]);
          result[j + length] = result[j] - product;
          result[j] += product;
        }
      }
    }
    for (int i = 0; i < SIZE; i++) {
      result[i] = canonical(result[i]);
    }
    return new MlKemPolynomial(result);
  }

  /** The sum of the products of two rows, taken out of the transformed domain, plus another. */
  static MlKemPolynomial productSum(
      MlKemPolynomial[] left, MlKemPolynomial[] right, MlKemPolynomial plus) {
    int[] sum = new int[SIZE];
    for (int i = 0; i < left.length; i++) {
      addProduct(sum, left[i].at, right[i].at);
    }
    leaveNtt(sum);
    for (int i = 0; i < SIZE; i++) {
      sum[i] = canonical(sum[i] + plus.at[i]);
    }
    return new MlKemPolynomial(sum);
  }

  /** Multiplies in the transformed domain; the sum stays below 4q in size and lacks 2^16. */
  private static void addProduct(int[] sum, int[] a, int[] b) {
    for (int i = 0; i < SIZE / 4; i++) {
      int zeta = ZETAS[64 + i];
      addPair(sum, a, b, 4 * i, zeta);
      addPair(sum, a, b, 4 * i + 2, -zeta);
    }
  }

  private static void addPair(int[] sum, int[] a, int[] b, int i, int zeta) {
    int square = montgomery(a[i + 1] * b[i + 1]);
    sum[i] += montgomery(square * zeta + a[i] * b[i]);
    sum[i + 1] += montgomery(a[i] * b[i + 1] + a[i + 1] * b[i]);
  }

  private static void leaveNtt(int[] values) {
    for (int i = 0; i < SIZE; i++) {
      values[i] = canonical(values[i]);
    }
    int zeta = 127;
    for (int length = 2; length <= 128; length <<= 1) {
      for (int start = 0; start < SIZE; start += 2 * length) {
        int factor = ZETAS[zeta--];
        for (int j = start; j < start + length; j++) {
          int low = values[j];
          int high = values[j + length];
          values[j] = canonical(low + high);
          values[j + length] = montgomery(factor * (high - low));
        }
      }
    }
    for (int i = 0; i < SIZE; i++) {
      values[i] = montgomery(values[i] * LEAVE_NTT);
    }
  }

  /** FIPS 203, Compress and ByteEncode with d = 10: writes 320 bytes. */
  void compress10(byte[] target, int offset) {
    for (int i = 0; i < SIZE; i += 4) {
      int a = compressed(at[i]);
      int b = compressed(at[i + 1]);
      int c = compressed(at[i + 2]);
      int d = compressed(at[i + 3]);
      int to = offset + (i >> 2) * 5;
      target[to] = (byte) a;
      target[to + 1] = (byte) (a >>> 8 | b << 2);
      target[to + 2] = (byte) (b >>> 6 | c << 4);
      target[to + 3] = (byte) (c >>> 4 | d << 6);
      target[to + 4] = (byte) (d >>> 2);
    }
  }

  /** round(1024 / q * value) mod 1024: an estimate, which is never more than one too low. */
  private static int compressed(int value) {
    int dividend = 1024 * value + Q / 2;
    int quotient = (dividend >>> 4) * 10079 >>> 21;
    int rest = dividend - quotient * Q;
    return quotient + (Q - 1 - rest >>> 31) & 1023;
  }

  /** value * 2^-16 mod q, between -q and q, for values between -q * 2^15 and q * 2^15. */
  private static int montgomery(int value) {
    int multiple = (short) (value * Q_INVERSE);
    return value - multiple * Q >> 16;
  }

  /** value mod q, from 0 to q - 1, for values between -2^15 and 2^15. */
  private static int canonical(int value) {
    int rest = value - (value * 20159 + (1 << 25) >> 26) * Q;
    return rest + (rest >> 31 & Q);
  }

  private static int[] zetas() {
    int[] result = new int[128];
    int power = montgomery(TO_MONTGOMERY);
    int root = montgomery(17 * TO_MONTGOMERY);
    for (int i = 0; i < result.length; i++) {
      result[Integer.reverse(i) >>> 25] = canonical(power);
      power = montgomery(power * root);
    }
    return result;
  }

  void wipe() {
    Arrays.fill(at, 0);
  }
}
