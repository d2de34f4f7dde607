package org.understory.signal.primitive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Objects;
import org.bouncycastle.crypto.digests.SHA3Digest;
import org.junit.jupiter.api.Test;
import org.understory.signal.SeededRandomness;
import org.understory.signal.codec.Bytes;

class IncrementalKemTest {
  private static final int ROUNDS = 100;

  private final SeededRandomness randomness = new SeededRandomness(1);
  private final Primitives primitives = BouncyCastlePrimitives.create();
  private final Kem whole = primitives.mlKem768();
  private final IncrementalKem kem = primitives.incrementalMlKem768();

  @Test
  void the_parts_are_those_of_the_whole_bit_for_bit() {
    for (int round = 0; round < ROUNDS; round++) {
      byte[] seed = randomness.bytes(IncrementalKem.SEED);
      byte[] random = randomness.bytes(IncrementalKem.RANDOM);
      Kem.KeyPair pair = whole.generate(seed);
      Kem.Encapsulation expected =
          Objects.requireNonNull(whole.encapsulate(pair.publicKey(), random));

      IncrementalKem.PublicKey key = kem.publicKey(seed);
      IncrementalKem.First first = kem.encapsulateFirst(key.header(), random);
      byte[] second = kem.encapsulateSecond(key.header(), key.vector(), random, first.ciphertext());

      assertNotNull(second);
      assertArrayEquals(expected.ciphertext(), Bytes.concat(first.ciphertext(), second));
      assertArrayEquals(expected.sharedSecret(), first.sharedSecret());
      assertArrayEquals(expected.sharedSecret(), kem.decapsulate(seed, first.ciphertext(), second));
    }
  }

  @Test
  void the_header_is_the_matrix_seed_and_the_hash_of_the_whole_key() {
    byte[] seed = randomness.bytes(IncrementalKem.SEED);
    byte[] publicKey = whole.generate(seed).publicKey();
    SHA3Digest sha3 = new SHA3Digest(256);
    sha3.update(publicKey, 0, publicKey.length);
    byte[] hash = new byte[32];
    sha3.doFinal(hash, 0);
    IncrementalKem.PublicKey key = kem.publicKey(seed);
    byte[] matrixSeed = Arrays.copyOfRange(publicKey, 1152, 1184);
    assertArrayEquals(Bytes.concat(matrixSeed, hash), key.header());
    assertArrayEquals(Arrays.copyOf(publicKey, 1152), key.vector());
  }

  @Test
  void a_vector_belongs_to_its_own_header_only() {
    IncrementalKem.PublicKey key = kem.publicKey(randomness.bytes(IncrementalKem.SEED));
    assertTrue(kem.belongs(key.header(), key.vector()));
    for (int bit = 0; bit < 8 * IncrementalKem.HEADER; bit += 5) {
      assertFalse(kem.belongs(flipped(key.header(), bit), key.vector()));
    }
    for (int bit = 0; bit < 8 * IncrementalKem.VECTOR; bit += 101) {
      assertFalse(kem.belongs(key.header(), flipped(key.vector(), bit)));
    }
  }

  @Test
  void a_first_part_that_the_whole_does_not_begin_with_gets_no_second() {
    byte[] random = randomness.bytes(IncrementalKem.RANDOM);
    IncrementalKem.PublicKey key = kem.publicKey(randomness.bytes(IncrementalKem.SEED));
    byte[] first = kem.encapsulateFirst(key.header(), random).ciphertext();
    for (int bit = 0; bit < 8 * IncrementalKem.FIRST; bit += 61) {
      assertNull(kem.encapsulateSecond(key.header(), key.vector(), random, flipped(first, bit)));
    }
  }

  @Test
  void a_vector_with_a_number_above_the_modulus_gets_no_second() {
    byte[] random = randomness.bytes(IncrementalKem.RANDOM);
    byte[] vector = new byte[IncrementalKem.VECTOR];
    Arrays.fill(vector, (byte) 0xFF);
    byte[] header = new byte[IncrementalKem.HEADER];
    byte[] first = kem.encapsulateFirst(header, random).ciphertext();
    assertNull(kem.encapsulateSecond(header, vector, random, first));
  }

  @Test
  void wrong_lengths_are_the_callers_mistake() {
    byte[] header = new byte[IncrementalKem.HEADER];
    byte[] random = new byte[IncrementalKem.RANDOM];
    for (int length : new int[] {0, 63, 65}) {
      byte[] wrong = new byte[length];
      assertThrows(IllegalArgumentException.class, () -> kem.encapsulateFirst(wrong, random));
    }
    for (int length : new int[] {0, 31, 33}) {
      byte[] wrong = new byte[length];
      assertThrows(IllegalArgumentException.class, () -> kem.encapsulateFirst(header, wrong));
    }
    byte[] seed = randomness.bytes(IncrementalKem.SEED);
    assertThrows(
        IllegalArgumentException.class, () -> kem.decapsulate(seed, new byte[960], new byte[127]));
  }

  @Test
  void its_text_shows_nothing() {
    byte[] random = randomness.bytes(IncrementalKem.RANDOM);
    IncrementalKem.First first = kem.encapsulateFirst(new byte[64], random);
    assertEquals("IncrementalKem.First[secret]", first.toString());
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] result = bytes.clone();
    result[bit / 8] ^= (byte) (1 << bit % 8);
    return result;
  }
}
