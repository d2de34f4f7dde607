package org.understory.core.invite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.understory.core.seal.Canonical;

/**
 * Any bytes at all to every decoder of links, requests and welcomes. With {@code JAZZER_FUZZ=1}
 * these search for new bytes; otherwise they try the corpus beside them again.
 */
final class InviteFuzzTest {

  @FuzzTest
  void join_request(byte[] bytes) {
    Canonical.orRefused(bytes, b -> JoinRequest.decode(b).encode());
  }

  @FuzzTest
  void welcome_parts(byte[] bytes) {
    Canonical.orRefused(bytes, b -> WelcomeParts.decode(b).encode());
  }

  @FuzzTest
  void links(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      assertEquals(text, InviteLink.parse(text).format());
    } catch (LinkException e) {
      assertEquals("bad-link", e.code());
    }
    try {
      assertEquals(text, FoundingLink.parse(text).format());
    } catch (LinkException e) {
      assertEquals("bad-link", e.code());
    }
  }
}
