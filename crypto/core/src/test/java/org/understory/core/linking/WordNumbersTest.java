package org.understory.core.linking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.understory.core.seal.Sequence;

final class WordNumbersTest {
  private final Sequence randomness = new Sequence(4);

  @Test
  void ten_words_give_the_secret_back_whatever_it_is() {
    for (int i = 0; i < 2_000; i++) {
      byte[] secret = randomness.bytes(16);
      if (i < 2) {
        java.util.Arrays.fill(secret, (byte) -i);
      }
      assertArrayEquals(secret, WordNumbers.secret(WordNumbers.of(secret)));
    }
  }

  @Test
  void the_words_are_the_digits_of_the_secret_and_its_parity() {
    for (int i = 0; i < 200; i++) {
      byte[] secret = randomness.bytes(16);
      BigInteger value = new BigInteger(1, secret);
      value = value.shiftLeft(1).add(BigInteger.valueOf(value.bitCount() & 1));
      for (int w = 9; w >= 0; w--) {
        BigInteger[] parts = value.divideAndRemainder(BigInteger.valueOf(7_776));
        assertEquals(parts[1].intValue(), WordNumbers.of(secret)[w]);
        value = parts[0];
      }
    }
  }

  @Test
  void a_wrong_word_is_noticed_about_every_other_time_and_what_is_no_word_always() {
    byte[] secret = randomness.bytes(16);
    int noticed = 0;
    for (int i = 0; i < 1_000; i++) {
      int[] words = WordNumbers.of(secret);
      words[i % 10] = (words[i % 10] + 1 + randomness.below(7_775)) % 7_776;
      noticed += WordNumbers.secret(words) == null ? 1 : 0;
    }
    assertEquals(true, noticed > 400 && noticed < 800, noticed + " of 1000");
    for (int wrong : new int[] {-1, 7_776, Integer.MAX_VALUE}) {
      int[] words = WordNumbers.of(secret);
      words[3] = wrong;
      assertNull(WordNumbers.secret(words));
    }
    assertNull(WordNumbers.secret(new int[9]));
    int[] highest = new int[10];
    java.util.Arrays.fill(highest, 7_775);
    assertNull(WordNumbers.secret(highest));
  }

  @Test
  void indexes_are_read_from_decimals_with_single_spaces_alone() {
    int[] words = WordNumbers.parse("0 1 2 3 4 5 6 7 8 7775");
    assertNotNull(words);
    assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 7_775}, words);
    String[] wrong = {
      "",
      "1",
      "0 1 2 3 4 5 6 7 8",
      "0 1 2 3 4 5 6 7 8 7776",
      "0 1 2 3 4 5 6 7 8 9 10",
      "0  1 2 3 4 5 6 7 8 9",
      " 0 1 2 3 4 5 6 7 8 9",
      "0 1 2 3 4 5 6 7 8 9 ",
      "0 1 2 3 4 5 6 7 8 -9",
      "0 1 2 3 4 5 6 7 8 x",
      "0 1 2 3 4 5 6 7 8 99999999999"
    };
    for (String text : wrong) {
      assertNull(WordNumbers.parse(text), text);
    }
  }
}
