package org.understory.core.recovery;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.signal.Randomness;

/**
 * Shamir's scheme over GF(256), the polynomial of AES, byte by byte ({@code
 * docs/protocol.md#shares}). Share i is the value at i of a polynomial of degree {@code needed - 1}
 * whose value at 0 is the secret.
 *
 * <p><b>Guarantees.</b> Fewer shares than needed say nothing at all. No table is looked up and no
 * branch taken by secret bytes.
 *
 * <p><b>Does not</b> notice a false share: what comes out is compared with a hash.
 */
public final class Shamir {
  /** The most shares there are. */
  public static final int MAX_SHARES = 255;

  private static final int POLYNOMIAL = 0x1B;

  private Shamir() {}

  /**
   * Splits a secret.
   *
   * @param count 1..255 shares, of which share i is at index i - 1 of the result
   * @param needed 1..{@code count}
   */
  public static byte[][] split(Randomness randomness, byte[] secret, int count, int needed) {
    if (count < 1 || count > MAX_SHARES || needed < 1 || needed > count) {
      throw new IllegalArgumentException(needed + " of " + count + " shares");
    }
    byte[][] coefficients = new byte[needed - 1][];
    for (int i = 0; i < coefficients.length; i++) {
      coefficients[i] = randomness.bytes(secret.length);
    }
    byte[][] shares = new byte[count][secret.length];
    for (int x = 1; x <= count; x++) {
      for (int b = 0; b < secret.length; b++) {
        int value = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
          value = multiply(value ^ (coefficients[i][b] & 0xFF), x);
        }
        shares[x - 1][b] = (byte) (value ^ (secret[b] & 0xFF));
      }
    }
    return shares;
  }

  /**
   * The secret of exactly as many shares as are needed; null when indexes are out of 1..255 or
   * named twice, or lengths differ.
   */
  public static byte @Nullable [] combine(List<Integer> indexes, List<byte[]> shares) {
    if (indexes.isEmpty() || indexes.size() != shares.size()) {
      return null;
    }
    int length = shares.get(0).length;
    byte[] secret = new byte[length];
    for (int i = 0; i < indexes.size(); i++) {
      int x = indexes.get(i);
      if (x < 1 || x > MAX_SHARES || shares.get(i).length != length) {
        return null;
      }
      int weight = 1;
      for (int j = 0; j < indexes.size(); j++) {
        if (j != i) {
          int other = indexes.get(j);
          if (other == x) {
            return null;
          }
          weight = multiply(weight, multiply(other, inverse(other ^ x)));
        }
      }
      for (int b = 0; b < length; b++) {
        secret[b] ^= (byte) multiply(shares.get(i)[b] & 0xFF, weight);
      }
    }
    return secret;
  }

  /** The product in the field, of two bytes. */
  static int multiply(int a, int b) {
    int product = 0;
    for (int i = 0; i < 8; i++) {
      product ^= a & -(b >>> i & 1);
      a = (a << 1 ^ (POLYNOMIAL & -(a >>> 7 & 1))) & 0xFF;
    }
    return product;
  }

  /** a to the 254th, which is 1/a. */
  static int inverse(int a) {
    int power = a;
    int result = 1;
    for (int i = 0; i < 7; i++) {
      power = multiply(power, power);
      result = multiply(result, power);
    }
    return result;
  }
}
