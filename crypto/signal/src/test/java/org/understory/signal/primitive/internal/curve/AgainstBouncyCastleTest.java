package org.understory.signal.primitive.internal.curve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Random;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;

/** The curve held against Bouncy Castle's, and the field against BigInteger. */
class AgainstBouncyCastleTest {
  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  private static final int ROUNDS = 2000;

  private final Random random = new Random(20260521);
  private final CurveX25519 x25519 = new CurveX25519();
  private final CurveEd25519 ed25519 = new CurveEd25519();

  @Test
  void the_field_computes_what_big_integers_do() {
    for (int i = 0; i < ROUNDS; i++) {
      byte[] first = number(i);
      byte[] second = number(i / 7);
      FieldElement f = FieldElement.decode(first);
      FieldElement g = FieldElement.decode(second);
      BigInteger a = value(first);
      BigInteger b = value(second);
      FieldElement result = new FieldElement();
      result.multiply(f, g);
      assertValue(a.multiply(b), result);
      result.square(f);
      assertValue(a.multiply(a), result);
      result.add(f, g);
      assertValue(a.add(b), result);
      result.subtract(f, g);
      assertValue(a.subtract(b), result);
      result.multiplySmall(f, 121665);
      assertValue(a.multiply(BigInteger.valueOf(121665)), result);
      result.invert(f);
      assertValue(inverse(a), result);
      result.invertPublic(f);
      assertValue(inverse(a), result);
    }
  }

  /** Four times a sum of four is the most that a formula multiplies. */
  @Test
  void products_of_sums_of_four_do_not_overflow() {
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = number(i);
      FieldElement unit = new FieldElement();
      unit.multiply(FieldElement.decode(bytes), FieldElement.of(1));
      BigInteger a = value(bytes);
      FieldElement four = new FieldElement();
      four.add(unit, unit);
      four.add(four, four);
      FieldElement negative = new FieldElement();
      negative.subtract(FieldElement.of(0), four);
      FieldElement result = new FieldElement();
      result.multiply(four, negative);
      assertValue(a.multiply(a).multiply(BigInteger.valueOf(-16)), result);
      result.square(negative);
      assertValue(a.multiply(a).multiply(BigInteger.valueOf(16)), result);
      assertValue(a.multiply(BigInteger.valueOf(-4)), negative);
    }
  }

  @Test
  void x25519_agrees() {
    for (int i = 0; i < ROUNDS; i++) {
      byte[] scalar = bytes(32);
      byte[] u = i % 3 == 0 ? number(i) : bytes(32);
      byte[] expected = new byte[32];
      boolean usable = X25519.calculateAgreement(scalar, 0, u, 0, expected, 0);
      byte[] actual = x25519.agree(scalar, u);
      assertEquals(usable, actual != null);
      if (actual != null) {
        assertArrayEquals(expected, actual);
      }
      X25519.generatePublicKey(scalar, 0, expected, 0);
      assertArrayEquals(expected, x25519.publicKey(scalar));
    }
  }

  @Test
  void ed25519_keys_signatures_and_refusals_agree() {
    for (int i = 0; i < ROUNDS; i++) {
      byte[] seed = bytes(32);
      byte[] message = bytes(i % 200);
      byte[] key = new byte[32];
      Ed25519.generatePublicKey(seed, 0, key, 0);
      assertArrayEquals(key, ed25519.publicKey(seed));
      byte[] signature = new byte[64];
      Ed25519.sign(seed, 0, message, 0, message.length, signature, 0);
      assertArrayEquals(signature, ed25519.sign(seed, message));
      assertTrue(ed25519.verify(key, message, signature));
      byte[] any = bytes(32);
      byte[] changed = signature.clone();
      changed[random.nextInt(64)] ^= (byte) (1 << random.nextInt(8));
      for (byte[] otherKey : new byte[][] {key, any, number(i)}) {
        assertEquals(
            Ed25519.verify(changed, 0, otherKey, 0, message, 0, message.length),
            ed25519.verify(otherKey, message, changed));
      }
    }
  }

  @Test
  void canonical_keys_are_those_of_prime_order() {
    for (int i = 0; i < 300; i++) {
      byte[] u = i % 2 == 0 ? number(i) : bytes(32);
      assertEquals(primeOrder(u), x25519.isCanonical(u));
    }
  }

  @Test
  void the_base_point_is_the_one_of_the_rfc() {
    byte[] one = new byte[32];
    one[0] = 1;
    EdwardsPoint base = EdwardsPoint.base();
    assertArrayEquals(BaseMultiples.times(one).encode(), base.encode());
    byte[] nine = new byte[32];
    nine[0] = 9;
    assertArrayEquals(nine, base.montgomeryU());
  }

  private static boolean primeOrder(byte[] u) {
    BigInteger value = value(u);
    if (u[31] < 0 || value.compareTo(P) >= 0 || value.equals(P.subtract(BigInteger.ONE))) {
      return false;
    }
    BigInteger y =
        value.subtract(BigInteger.ONE).multiply(inverse(value.add(BigInteger.ONE))).mod(P);
    byte[] encoding = littleEndian(y);
    return Ed25519.validatePublicKeyFull(encoding, 0);
  }

  private byte[] bytes(int length) {
    byte[] result = new byte[length];
    random.nextBytes(result);
    return result;
  }

  /** 32 bytes, often near 0, p or 2^255. */
  private byte[] number(int i) {
    BigInteger small = BigInteger.valueOf(random.nextInt(40));
    return switch (i % 5) {
      case 0 -> littleEndian(small);
      case 1 ->
          littleEndian(P.subtract(BigInteger.valueOf(20)).add(small).mod(BigInteger.TWO.pow(255)));
      case 2 -> littleEndian(BigInteger.ONE.shiftLeft(random.nextInt(255)).subtract(small).abs());
      default -> {
        byte[] any = bytes(32);
        any[31] &= 0x7F;
        yield any;
      }
    };
  }

  private static void assertValue(BigInteger expected, FieldElement actual) {
    assertArrayEquals(littleEndian(expected.mod(P)), actual.encode());
  }

  private static BigInteger inverse(BigInteger a) {
    return a.mod(P).signum() == 0 ? BigInteger.ZERO : a.modInverse(P);
  }

  private static BigInteger value(byte[] littleEndian) {
    byte[] big = new byte[32];
    for (int i = 0; i < 32; i++) {
      big[i] = littleEndian[31 - i];
    }
    big[0] &= 0x7F;
    return new BigInteger(1, big);
  }

  private static byte[] littleEndian(BigInteger value) {
    byte[] big = value.toByteArray();
    byte[] result = new byte[32];
    for (int i = 0; i < Math.min(32, big.length); i++) {
      result[i] = big[big.length - 1 - i];
    }
    return result;
  }
}
