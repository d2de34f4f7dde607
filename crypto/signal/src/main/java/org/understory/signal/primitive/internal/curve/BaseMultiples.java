package org.understory.signal.primitive.internal.curve;

/**
 * Multiples of the base point: for each of 32 positions i the points 1..8 times 256^i B. Looking
 * one up reads all eight of its position, so that memory access says nothing about a digit.
 */
final class BaseMultiples {
  private static final int POSITIONS = 32;
  private static final int MULTIPLES = 8;
  private static final int SCALAR = 32;

  private static final BaseMultiples TABLE = new BaseMultiples(EdwardsPoint.base());

  private final FieldElement[] yPlusX = new FieldElement[POSITIONS * MULTIPLES];
  private final FieldElement[] yMinusX = new FieldElement[POSITIONS * MULTIPLES];
  private final FieldElement[] twoDT = new FieldElement[POSITIONS * MULTIPLES];

  private BaseMultiples(EdwardsPoint point) {
    for (int i = 0; i < POSITIONS * MULTIPLES; i += MULTIPLES) {
      Addend step = point.toAffinePublic();
      put(i, step);
      for (int j = 1; j < MULTIPLES; j++) {
        point.add(step);
        put(i + j, point.toAffinePublic());
      }
      for (int doubling = 0; doubling < 5; doubling++) {
        point.doubleIt();
      }
      point.completeT();
    }
  }

  private void put(int at, Addend multiple) {
    yPlusX[at] = multiple.yPlusX();
    yMinusX[at] = multiple.yMinusX();
    twoDT[at] = multiple.twoDT();
  }

  /** {@code scalar} (32 bytes, below 2^255, secret) times B; constant time. */
  static EdwardsPoint times(byte[] scalar) {
    byte[] digits = signedDigits(scalar);
    EdwardsPoint point = new EdwardsPoint();
    Addend addend = Addend.neutral();
    for (int i = 1; i < digits.length; i += 2) {
      TABLE.select(i / 2, digits[i], addend);
      point.add(addend);
    }
    for (int i = 0; i < 4; i++) {
      point.doubleIt();
    }
    point.completeT();
    for (int i = 0; i < digits.length; i += 2) {
      TABLE.select(i / 2, digits[i], addend);
      point.add(addend);
    }
    return point;
  }

  /** {@code digit} (-8..8, secret) times 256^position B. */
  private void select(int position, int digit, Addend target) {
    int negative = digit >> 31;
    int size = (digit ^ negative) - negative;
    int first = position * MULTIPLES;
    target.yPlusX().pick(size, yPlusX, first);
    target.yMinusX().pick(size, yMinusX, first);
    target.twoDT().pick(size, twoDT, first);
    int none = (size - 1) >>> 31;
    target.yPlusX().addSmall(none);
    target.yMinusX().addSmall(none);
    target.yPlusX().swapIf(negative, target.yMinusX());
    target.twoDT().negateIf(negative);
  }

  /** 64 digits of -8..8, least significant first, whose sum of digit * 16^i is the scalar. */
  private static byte[] signedDigits(byte[] scalar) {
    byte[] digits = new byte[2 * SCALAR];
    for (int i = 0; i < SCALAR; i++) {
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
}
