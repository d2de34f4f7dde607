package org.understory.signal.pq;

/**
 * Lagrange's: sixteen polynomials at once, each through the same n places, read anywhere else. A
 * chunk is the sixteen values at the place of its index.
 */
final class Interpolation {
  private static final int COLUMNS = Chunk.SIZE / 2;

  private final int[] places;

  /** For each place 1 / the product of its differences from all others. */
  private final int[] weights;

  /**
   * @param places different from each other
   */
  Interpolation(int[] places) {
    this.places = places;
    this.weights = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      int product = 1;
      for (int j = 0; j < places.length; j++) {
        if (j != i) {
          product = FieldElement.multiply(product, places[i] ^ places[j]);
        }
      }
      weights[i] = FieldElement.invert(product);
    }
  }

  /**
   * Writes the chunk at another place.
   *
   * @param at none of the places
   * @param known for place number i the chunk at {@code stride * i + first}
   */
  void evaluate(int at, byte[] known, int first, int stride, byte[] target, int to) {
    int[] factors = factors(at);
    int[] sums = new int[COLUMNS];
    int[] table = new int[64];
    for (int i = 0; i < places.length; i++) {
      FieldElement.products(factors[i], table);
      int from = first + stride * i;
      for (int column = 0; column < COLUMNS; column++) {
        int value = (known[from + 2 * column] & 0xFF) << 8 | known[from + 2 * column + 1] & 0xFF;
        sums[column] ^= FieldElement.product(table, value);
      }
    }
    for (int column = 0; column < COLUMNS; column++) {
      target[to + 2 * column] = (byte) (sums[column] >>> 8);
      target[to + 2 * column + 1] = (byte) sums[column];
    }
  }

  /** What each known value counts at {@code at}: its weight times the differences of the others. */
  private int[] factors(int at) {
    int[] result = new int[places.length];
    int before = 1;
    for (int i = 0; i < places.length; i++) {
      result[i] = FieldElement.multiply(weights[i], before);
      before = FieldElement.multiply(before, at ^ places[i]);
    }
    int after = 1;
    for (int i = places.length - 1; i >= 0; i--) {
      result[i] = FieldElement.multiply(result[i], after);
      after = FieldElement.multiply(after, at ^ places[i]);
    }
    return result;
  }
}
