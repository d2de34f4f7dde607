package org.understory.signal.primitive.internal;

import org.bouncycastle.math.ec.rfc7748.X25519Field;

/**
 * Multiples of the base point, ready to be added: for each of 32 positions i the points 1..8 times
 * 256^i B. Looking one up reads all eight of its position, so that memory access says nothing about
 * a digit.
 */
final class AddendTable {
  private static final int POSITIONS = 32;
  private static final int MULTIPLES = 8;

  static final AddendTable BASE = new AddendTable(EdwardsPoint.base());

  private final Addend[] entries = new Addend[POSITIONS * MULTIPLES];

  /** A point as (Y + X, Y - X, 2Z, 2dT), what one addition needs of its second operand. */
  static final class Addend {
    final int[] yPlusX = X25519Field.create();
    final int[] yMinusX = X25519Field.create();
    final int[] twoZ = X25519Field.create();
    final int[] twoDT = X25519Field.create();

    private void setNeutral() {
      X25519Field.one(yPlusX);
      X25519Field.one(yMinusX);
      X25519Field.one(twoZ);
      X25519Field.add(twoZ, twoZ, twoZ);
      X25519Field.zero(twoDT);
    }

    /** Takes the other's value where {@code mask} is -1, keeps its own where it is 0. */
    private void takeIf(int mask, Addend other) {
      X25519Field.cmov(mask, other.yPlusX, 0, yPlusX, 0);
      X25519Field.cmov(mask, other.yMinusX, 0, yMinusX, 0);
      X25519Field.cmov(mask, other.twoZ, 0, twoZ, 0);
      X25519Field.cmov(mask, other.twoDT, 0, twoDT, 0);
    }
  }

  private AddendTable(EdwardsPoint point) {
    for (int i = 0; i < POSITIONS; i++) {
      Addend step = point.toAddend();
      entries[i * MULTIPLES] = step;
      for (int j = 1; j < MULTIPLES; j++) {
        point.add(step);
        entries[i * MULTIPLES + j] = point.toAddend();
      }
      for (int doubling = 0; doubling < 5; doubling++) {
        point.doubleIt();
      }
    }
  }

  /** {@code digit} (-8..8, secret) times 256^position B. */
  void select(int position, int digit, Addend target) {
    int negative = digit >>> 31;
    int size = (digit ^ -negative) + negative;
    target.setNeutral();
    for (int j = 0; j < MULTIPLES; j++) {
      int equal = ((size ^ (j + 1)) - 1) >> 31;
      target.takeIf(equal, entries[position * MULTIPLES + j]);
    }
    X25519Field.cswap(negative, target.yPlusX, target.yMinusX);
    X25519Field.cnegate(negative, target.twoDT);
  }
}
