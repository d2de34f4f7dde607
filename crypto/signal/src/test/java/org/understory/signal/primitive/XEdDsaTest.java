package org.understory.signal.primitive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class XEdDsaTest {
  private final Primitives primitives = BouncyCastlePrimitives.create();

  @Test
  void a_signature_verifies_and_no_flipped_bit_of_it_does() {
    byte[] key = bytes(32, 1);
    byte[] message = bytes(33, 2);
    byte[] signature = primitives.xeddsa().sign(key, message, bytes(64, 3));
    byte[] publicKey = primitives.x25519().publicKey(key);
    assertTrue(primitives.xeddsa().verify(publicKey, message, signature));
    for (int bit = 0; bit < 512; bit++) {
      byte[] forged = signature.clone();
      forged[bit / 8] ^= (byte) (1 << (bit % 8));
      assertFalse(primitives.xeddsa().verify(publicKey, message, forged), "bit " + bit);
    }
  }

  @Test
  void both_signs_of_the_public_point_occur_and_verify() {
    boolean[] seen = new boolean[2];
    for (int i = 0; i < 40; i++) {
      byte[] key = bytes(32, i);
      byte[] message = bytes(i, i);
      byte[] signature = primitives.xeddsa().sign(key, message, bytes(64, i + 1));
      seen[(signature[63] & 0x80) >> 7] = true;
      assertTrue(
          primitives.xeddsa().verify(primitives.x25519().publicKey(key), message, signature));
    }
    assertTrue(seen[0] && seen[1]);
  }

  @Test
  void another_key_or_message_does_not_verify() {
    byte[] key = bytes(32, 1);
    byte[] signature = primitives.xeddsa().sign(key, bytes(10, 2), bytes(64, 3));
    byte[] publicKey = primitives.x25519().publicKey(key);
    assertFalse(primitives.xeddsa().verify(publicKey, bytes(10, 3), signature));
    assertFalse(
        primitives
            .xeddsa()
            .verify(primitives.x25519().publicKey(bytes(32, 2)), bytes(10, 2), signature));
    assertFalse(primitives.xeddsa().verify(publicKey, bytes(10, 2), Arrays.copyOf(signature, 63)));
    assertFalse(primitives.xeddsa().verify(minusOne(), bytes(10, 2), signature));
  }

  /** Of these u only the first is the prime-order base point; the others each break one rule. */
  @Test
  void only_canonical_torsion_free_keys_are_canonical() {
    byte[] nine = new byte[32];
    nine[0] = 9;
    assertTrue(primitives.x25519().isCanonical(nine));
    byte[] highBit = nine.clone();
    highBit[31] |= (byte) 0x80;
    assertFalse(primitives.x25519().isCanonical(highBit));
    byte[] abovePrime = new byte[32];
    Arrays.fill(abovePrime, (byte) 0xFF);
    abovePrime[0] = (byte) (0xED + 9);
    abovePrime[31] = 0x7F;
    assertFalse(primitives.x25519().isCanonical(abovePrime));
    assertFalse(primitives.x25519().isCanonical(new byte[32]));
    assertFalse(primitives.x25519().isCanonical(minusOne()));
    assertFalse(primitives.x25519().isCanonical(new byte[31]));
    byte[] two = new byte[32];
    two[0] = 2;
    assertFalse(primitives.x25519().isCanonical(two), "on the twist");
    assertTrue(primitives.x25519().isCanonical(primitives.x25519().publicKey(bytes(32, 5))));
  }

  /** B + the point of order two, (0, -1): y becomes -y, so u becomes 1/u. */
  @Test
  void a_torsioned_key_is_not_canonical() {
    BigInteger p = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    byte[] torsioned = littleEndian(BigInteger.valueOf(9).modInverse(p));
    assertFalse(primitives.x25519().isCanonical(torsioned));
    byte[] nine = littleEndian(BigInteger.valueOf(9));
    assertArrayEquals(
        primitives.x25519().agree(bytes(32, 1), nine),
        primitives.x25519().agree(bytes(32, 1), torsioned));
  }

  @Test
  void a_kyber_ciphertext_gives_both_sides_one_secret_and_wrong_lengths_none() {
    Kem.KeyPair keys = primitives.kyber1024().generate(bytes(64, 1));
    Kem.Encapsulation made =
        Objects.requireNonNull(primitives.kyber1024().encapsulate(keys.publicKey(), bytes(32, 2)));
    assertEquals(1568, made.ciphertext().length);
    assertEquals(3168, keys.privateKey().length);
    assertArrayEquals(
        made.sharedSecret(),
        primitives.kyber1024().decapsulate(keys.privateKey(), made.ciphertext()));
    assertNull(primitives.kyber1024().decapsulate(keys.privateKey(), new byte[1567]));
    assertNull(primitives.kyber1024().encapsulate(new byte[1567], bytes(32, 2)));
    byte[] overflow = new byte[1568];
    Arrays.fill(overflow, (byte) 0xFF);
    assertNull(primitives.kyber1024().encapsulate(overflow, bytes(32, 2)));
    assertEquals("Kem.KeyPair[secret]", keys.toString());
    assertEquals("Kem.Encapsulation[secret]", made.toString());
  }

  private static byte[] minusOne() {
    byte[] result = new byte[32];
    Arrays.fill(result, (byte) 0xFF);
    result[0] = (byte) 0xEC;
    result[31] = 0x7F;
    return result;
  }

  private static byte[] littleEndian(BigInteger value) {
    byte[] result = new byte[32];
    for (int i = 0; i < 32; i++) {
      result[i] = value.shiftRight(8 * i).byteValue();
    }
    return result;
  }

  private byte[] bytes(int length, int seed) {
    return length == 0
        ? new byte[0]
        : primitives
            .digest()
            .hkdfSha256(new byte[0], new byte[] {(byte) seed}, new byte[0], length);
  }
}
