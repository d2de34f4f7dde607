package org.understory.core.recovery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.seal.Sequence;

final class ShamirTest {
  private final Sequence randomness = new Sequence(8);

  @Test
  void any_k_of_n_shares_give_the_secret_back() {
    for (int n = 1; n <= 8; n++) {
      for (int k = 1; k <= n; k++) {
        byte[] secret = randomness.bytes(16);
        byte[][] shares = Shamir.split(randomness, secret, n, k);
        for (int from = 0; from + k <= n; from++) {
          List<Integer> indexes = new ArrayList<>();
          List<byte[]> some = new ArrayList<>();
          for (int i = from + k - 1; i >= from; i--) {
            indexes.add(i + 1);
            some.add(shares[i]);
          }
          assertArrayEquals(secret, Shamir.combine(indexes, some));
        }
      }
    }
  }

  @Test
  void fewer_shares_fit_every_secret() {
    // With k - 1 shares of a one-byte secret, each of the 256 possible ones has the same number of
    // completions: here k = 2, one share, so every value of the other share gives another secret.
    byte[] secret = {42};
    byte[][] shares = Shamir.split(randomness, secret, 3, 2);
    boolean[] seen = new boolean[256];
    for (int other = 0; other < 256; other++) {
      byte[] guess = Shamir.combine(List.of(1, 2), List.of(shares[0], new byte[] {(byte) other}));
      seen[guess == null ? 0 : guess[0] & 0xFF] = true;
    }
    for (boolean one : seen) {
      assertEquals(true, one);
    }
  }

  @Test
  void the_product_and_the_inverse_are_those_of_the_field_of_aes() {
    assertEquals(0xC1, Shamir.multiply(0x57, 0x83)); // FIPS 197, 4.2
    assertEquals(0xFE, Shamir.multiply(0x57, 0x13)); // FIPS 197, 4.2.1
    for (int a = 1; a < 256; a++) {
      assertEquals(1, Shamir.multiply(a, Shamir.inverse(a)));
      assertEquals(a, Shamir.multiply(a, 1));
      assertEquals(0, Shamir.multiply(a, 0));
    }
  }

  @Test
  void two_splits_of_one_secret_differ_and_a_false_share_gives_another_secret() {
    byte[] secret = randomness.bytes(32);
    byte[][] one = Shamir.split(randomness, secret, 3, 2);
    byte[][] two = Shamir.split(randomness, secret, 3, 2);
    assertFalse(Arrays.equals(one[0], two[0]));
    byte[] mixed = Shamir.combine(List.of(1, 2), List.of(one[0], two[1]));
    assertFalse(Arrays.equals(secret, mixed));
  }

  @Test
  void indexes_that_are_no_places_or_twice_the_same_and_lengths_that_differ_give_nothing() {
    byte[][] shares = Shamir.split(randomness, randomness.bytes(16), 3, 2);
    assertNull(Shamir.combine(List.of(), List.of()));
    assertNull(Shamir.combine(List.of(0, 1), List.of(shares[0], shares[1])));
    assertNull(Shamir.combine(List.of(1, 256), List.of(shares[0], shares[1])));
    assertNull(Shamir.combine(List.of(1, 1), List.of(shares[0], shares[1])));
    assertNull(Shamir.combine(List.of(1), List.of(shares[0], shares[1])));
    assertNull(Shamir.combine(List.of(1, 2), List.of(shares[0], new byte[15])));
    for (int[] wrong : new int[][] {{0, 0}, {2, 3}, {256, 2}, {3, 0}}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> Shamir.split(randomness, new byte[16], wrong[0], wrong[1]));
    }
  }
}
