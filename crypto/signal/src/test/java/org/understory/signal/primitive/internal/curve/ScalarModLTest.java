package org.understory.signal.primitive.internal.curve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import org.understory.signal.primitive.BouncyCastlePrimitives;

class ScalarModLTest {
  private static final BigInteger L =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  @Test
  void reduction_agrees_with_big_integers_at_the_edges_and_elsewhere() {
    for (BigInteger wide : interesting(64)) {
      assertEquals(wide.mod(L), number(ScalarModL.reduce(bytes(wide, 64))), wide.toString(16));
    }
  }

  @Test
  void multiply_add_agrees_with_big_integers() {
    List<BigInteger> values = interesting(32);
    for (int i = 0; i < values.size(); i++) {
      BigInteger x = values.get(i);
      BigInteger y = values.get((i * 7 + 3) % values.size());
      BigInteger z = values.get((i * 5 + 1) % values.size());
      byte[] result = ScalarModL.multiplyAdd(bytes(x, 32), bytes(y, 32), bytes(z, 32));
      assertEquals(x.multiply(y).add(z).mod(L), number(result));
    }
  }

  /** An Ed25519 public key is its clamped hash times B: Bouncy Castle's own table says the same. */
  @Test
  void multiples_of_the_base_point_agree_with_ed25519_keys() {
    for (int i = 0; i < 64; i++) {
      byte[] seed = BouncyCastlePrimitives.create().digest().sha256(new byte[] {(byte) i});
      byte[] scalar = Arrays.copyOf(BouncyCastlePrimitives.create().digest().sha512(seed), 32);
      scalar[0] &= (byte) 0xF8;
      scalar[31] &= 0x7F;
      scalar[31] |= 0x40;
      byte[] expected = new byte[32];
      Ed25519.generatePublicKey(seed, 0, expected, 0);
      assertArrayEquals(expected, BaseMultiples.times(scalar).encode());
    }
  }

  @Test
  void small_and_extreme_multiples_are_right() {
    byte[] neutral = new byte[32];
    neutral[0] = 1;
    assertArrayEquals(neutral, BaseMultiples.times(new byte[32]).encode());
    assertArrayEquals(neutral, BaseMultiples.times(bytes(L, 32)).encode());
    byte[] base = BaseMultiples.times(bytes(BigInteger.ONE, 32)).encode();
    assertEquals(0x58, base[0]);
    for (int i = 1; i < 32; i++) {
      assertEquals(0x66, base[i]);
    }
    BigInteger top = BigInteger.TWO.pow(255).subtract(BigInteger.ONE);
    assertArrayEquals(
        BaseMultiples.times(bytes(top.mod(L), 32)).encode(),
        BaseMultiples.times(bytes(top, 32)).encode());
  }

  private static List<BigInteger> interesting(int length) {
    BigInteger limit = BigInteger.TWO.pow(8 * length);
    List<BigInteger> result = new ArrayList<>();
    for (int k = 0; k < 20; k++) {
      for (int delta = -2; delta <= 2; delta++) {
        result.add(L.multiply(BigInteger.valueOf(k)).add(BigInteger.valueOf(delta)));
        result.add(BigInteger.TWO.pow(252 + k).add(BigInteger.valueOf(delta)));
        result.add(limit.subtract(BigInteger.valueOf(1L + k * 5L + delta + 2)));
      }
    }
    for (int i = 0; i < 300; i++) {
      byte[] hash =
          BouncyCastlePrimitives.create().digest().sha512(new byte[] {(byte) i, (byte) (i >> 8)});
      result.add(number(Arrays.copyOf(hash, length)));
    }
    result.removeIf(value -> value.signum() < 0 || value.compareTo(limit) >= 0);
    return result;
  }

  private static BigInteger number(byte[] littleEndian) {
    BigInteger value = BigInteger.ZERO;
    for (int i = littleEndian.length - 1; i >= 0; i--) {
      value = value.shiftLeft(8).or(BigInteger.valueOf(littleEndian[i] & 0xFF));
    }
    return value;
  }

  private static byte[] bytes(BigInteger value, int length) {
    byte[] result = new byte[length];
    for (int i = 0; i < length; i++) {
      result[i] = value.shiftRight(8 * i).byteValue();
    }
    return result;
  }
}
