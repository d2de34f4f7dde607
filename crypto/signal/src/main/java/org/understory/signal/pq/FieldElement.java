package org.understory.signal.pq;

/**
 * Arithmetic in GF(2^16) = GF(2)[x] / (x^16 + x^12 + x^3 + x + 1). An element is an int from 0 to
 * 65535; addition is exclusive or. What is computed with it travels in the clear, so nothing here
 * needs to hide its operands.
 */
final class FieldElement {
  private static final int REDUCTION = 0x1100B;

  private FieldElement() {}

  static int multiply(int a, int b) {
    int result = 0;
    int shifted = a;
    for (int rest = b; rest != 0; rest >>>= 1) {
      result ^= shifted & -(rest & 1);
      shifted = timesX(shifted);
    }
    return result;
  }

  /** The inverse, a^(2^16 - 2); 0 for 0. */
  static int invert(int a) {
    int square = a;
    int result = 1;
    for (int i = 1; i < 16; i++) {
      square = multiply(square, square);
      result = multiply(result, square);
    }
    return result;
  }

  /**
   * The products of {@code factor} with every number of four bits at each of its four places:
   * {@code table[16 * place + number]}.
   */
  static void products(int factor, int[] table) {
    int shifted = factor;
    for (int place = 0; place < 64; place += 16) {
      for (int bit = 1; bit < 16; bit <<= 1) {
        table[place + bit] = shifted;
        for (int lower = 1; lower < bit; lower++) {
          table[place + bit + lower] = shifted ^ table[place + lower];
        }
        shifted = timesX(shifted);
      }
    }
  }

  /** The product of {@code a} and the factor that the table was made for. */
  static int product(int[] table, int a) {
    return table[a & 15]
        ^ table[16 + (a >>> 4 & 15)]
        ^ table[32 + (a >>> 8 & 15)]
        ^ table[48 + (a >>> 12)];
  }

  private static int timesX(int a) {
    int shifted = a << 1;
    return shifted ^ REDUCTION & -(shifted >>> 16);
  }
}
