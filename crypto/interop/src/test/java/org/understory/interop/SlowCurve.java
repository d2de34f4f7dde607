package org.understory.interop;

import java.math.BigInteger;

/** Edwards25519 on big integers, to make signatures that no signer would. */
final class SlowCurve {
  static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  static final BigInteger L =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
  private static final BigInteger D =
      BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);
  static final Point NEUTRAL = new Point(BigInteger.ZERO, BigInteger.ONE);
  static final Point BASE =
      ofY(BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(P)).mod(P), false);

  private SlowCurve() {}

  record Point(BigInteger x, BigInteger y) {
    Point plus(Point other) {
      BigInteger product = D.multiply(x).multiply(other.x).multiply(y).multiply(other.y).mod(P);
      BigInteger above = x.multiply(other.y).add(y.multiply(other.x));
      BigInteger right = y.multiply(other.y).add(x.multiply(other.x));
      return new Point(
          above.multiply(BigInteger.ONE.add(product).modInverse(P)).mod(P),
          right.multiply(BigInteger.ONE.subtract(product).mod(P).modInverse(P)).mod(P));
    }

    Point times(BigInteger scalar) {
      Point result = NEUTRAL;
      for (int bit = scalar.bitLength() - 1; bit >= 0; bit--) {
        result = result.plus(result);
        if (scalar.testBit(bit)) {
          result = result.plus(this);
        }
      }
      return result;
    }

    byte[] encode() {
      byte[] bytes = littleEndian(y);
      bytes[31] |= (byte) (x.testBit(0) ? 0x80 : 0);
      return bytes;
    }

    /** (1 + y) / (1 - y); 0 for the neutral element. */
    BigInteger montgomeryU() {
      BigInteger below = BigInteger.ONE.subtract(y).mod(P);
      return below.signum() == 0
          ? BigInteger.ZERO
          : BigInteger.ONE.add(y).multiply(below.modInverse(P)).mod(P);
    }
  }

  /** A point of order 8, from which the others of small order follow. */
  static Point orderEight() {
    for (BigInteger y = BigInteger.TWO; ; y = y.add(BigInteger.ONE)) {
      Point torsion = isOnCurve(y) ? ofY(y, false).times(L) : NEUTRAL;
      if (!torsion.times(BigInteger.valueOf(4)).equals(NEUTRAL)) {
        return torsion;
      }
    }
  }

  static boolean isOnCurve(BigInteger y) {
    BigInteger squared = xSquared(y);
    BigInteger half = P.subtract(BigInteger.ONE).shiftRight(1);
    return squared.signum() == 0 || squared.modPow(half, P).equals(BigInteger.ONE);
  }

  static Point ofY(BigInteger y, boolean odd) {
    BigInteger squared = xSquared(y);
    BigInteger eighth = P.add(BigInteger.valueOf(3)).shiftRight(3);
    BigInteger x = squared.modPow(eighth, P);
    if (!x.multiply(x).mod(P).equals(squared)) {
      x = x.multiply(BigInteger.TWO.modPow(P.shiftRight(2), P)).mod(P);
    }
    return new Point(x.testBit(0) == odd ? x : P.subtract(x).mod(P), y);
  }

  private static BigInteger xSquared(BigInteger y) {
    BigInteger ySquared = y.multiply(y).mod(P);
    BigInteger below = D.multiply(ySquared).add(BigInteger.ONE).mod(P);
    return ySquared.subtract(BigInteger.ONE).multiply(below.modInverse(P)).mod(P);
  }

  static byte[] littleEndian(BigInteger value) {
    byte[] big = value.toByteArray();
    byte[] result = new byte[32];
    for (int i = 0; i < Math.min(32, big.length); i++) {
      result[i] = big[big.length - 1 - i];
    }
    return result;
  }

  static BigInteger number(byte[] littleEndian) {
    byte[] big = new byte[littleEndian.length];
    for (int i = 0; i < big.length; i++) {
      big[i] = littleEndian[big.length - 1 - i];
    }
    return new BigInteger(1, big);
  }
}
