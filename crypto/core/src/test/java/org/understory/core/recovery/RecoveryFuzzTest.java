package org.understory.core.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.understory.core.invite.LinkException;
import org.understory.core.seal.Canonical;

/**
 * Any bytes at all to every decoder of sheets and recoveries. With {@code JAZZER_FUZZ=1} these
 * search for new bytes; otherwise they try the corpus beside them again.
 */
final class RecoveryFuzzTest {

  @FuzzTest
  void request(byte[] bytes) {
    Canonical.orRefused(bytes, b -> RecoveryRequest.decode(b).encode());
  }

  @FuzzTest
  void sheets(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      assertEquals(text, Sheet.parse(text).format());
    } catch (LinkException e) {
      assertEquals("bad-link", e.code());
    }
  }

  @FuzzTest
  void shares(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      assertEquals(text, Share.parse(text).format());
    } catch (LinkException e) {
      assertEquals("bad-link", e.code());
    }
  }
}
