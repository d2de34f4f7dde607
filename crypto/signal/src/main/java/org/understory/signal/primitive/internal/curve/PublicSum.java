package org.understory.signal.primitive.internal.curve;

/**
 * s B - h A for a point A that is known to everyone, as verification needs it: its time depends on
 * its inputs. What follows from A alone is kept, for several signatures under one key.
 */
final class PublicSum {
  private static final int OF_BASE = 7;
  private static final int OF_POINT = 5;
  private static final Addend[] BASE = oddMultiples(EdwardsPoint.base(), 1 << (OF_BASE - 2), true);

  private final Addend[] multiples;

  /** {@code point} is used up. */
  PublicSum(EdwardsPoint point) {
    multiples = oddMultiples(point, 1 << (OF_POINT - 2), false);
  }

  /** 1, 3, 5, ... times a point. */
  private static Addend[] oddMultiples(EdwardsPoint point, int count, boolean affine) {
    Addend[] result = new Addend[count];
    EdwardsPoint twice = new EdwardsPoint();
    twice.add(point.toAddend());
    twice.doubleIt();
    twice.completeT();
    Addend step = affine ? twice.toAffinePublic() : twice.toAddend();
    for (int i = 0; i < count; i++) {
      result[i] = affine ? point.toAffinePublic() : point.toAddend();
      point.add(step);
    }
    return result;
  }

  /** Scalars of 32 bytes, below 2^255. */
  EdwardsPoint of(byte[] s, byte[] h) {
    byte[] ofBase = signedDigits(s, OF_BASE);
    byte[] ofPoint = signedDigits(h, OF_POINT);
    EdwardsPoint sum = new EdwardsPoint();
    for (int i = ofBase.length - 1; i >= 0; i--) {
      sum.doubleIt();
      if (i == 0 || (ofBase[i] | ofPoint[i]) != 0) {
        sum.completeT();
        addMultiple(sum, BASE, ofBase[i]);
        addMultiple(sum, multiples, (byte) -ofPoint[i]);
      }
    }
    return sum;
  }

  private static void addMultiple(EdwardsPoint sum, Addend[] multiples, byte digit) {
    if (digit > 0) {
      sum.add(multiples[digit >> 1]);
    } else if (digit < 0) {
      sum.subtract(multiples[-digit >> 1]);
    }
  }

  /** One digit a bit, odd or zero and below 2^(width - 1) in size, of which few are not zero. */
  private static byte[] signedDigits(byte[] scalar, int width) {
    byte[] digits = new byte[256];
    int carry = 0;
    for (int at = 0; at < digits.length; ) {
      int window = bits(scalar, at, width) + carry;
      if ((window & 1) == 0) {
        at++;
      } else {
        carry = window >> (width - 1);
        digits[at] = (byte) (window - (carry << width));
        at += width;
      }
    }
    return digits;
  }

  private static int bits(byte[] scalar, int from, int count) {
    int at = from >> 3;
    int both = scalar[at] & 0xFF;
    if (at + 1 < scalar.length) {
      both |= (scalar[at + 1] & 0xFF) << 8;
    }
    return (both >> (from & 7)) & ((1 << count) - 1);
  }
}
