package org.understory.core.linking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.understory.core.invite.LinkException;
import org.understory.core.seal.Canonical;

/**
 * Any bytes at all to every decoder of a device's link. With {@code JAZZER_FUZZ=1} these search for
 * new bytes; otherwise they try the corpus beside them again.
 */
final class LinkingFuzzTest {

  @FuzzTest
  void offer(byte[] bytes) {
    Canonical.orRefused(bytes, b -> LinkOffer.decode(b).encode());
  }

  @FuzzTest
  void answer(byte[] bytes) {
    Canonical.orRefused(bytes, b -> LinkAnswer.decode(b).encode());
  }

  @FuzzTest
  void reveal(byte[] bytes) {
    Canonical.orRefused(bytes, b -> LinkReveal.decode(b).encode());
  }

  @FuzzTest
  void codes_and_words(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      assertEquals(text, LinkCode.parse(text).format());
    } catch (LinkException e) {
      assertEquals("bad-link", e.code());
    }
    int[] words = WordNumbers.parse(text);
    if (words != null) {
      byte[] secret = WordNumbers.secret(words);
      if (secret != null) {
        org.junit.jupiter.api.Assertions.assertArrayEquals(words, WordNumbers.of(secret));
      }
    }
  }
}
