package org.understory.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Wycheproof's Ed25519 signatures. Their directory is named by the property {@code
 * understory.vectors} or the variable {@code UNDERSTORY_VECTORS}; else it is {@code shared/vectors}
 * beside the repository. Without it the test is skipped.
 */
@Tag("vectors")
class WycheproofTest {
  /**
   * The members that matter, in the order in which they come: key, then message, signature,
   * verdict.
   */
  private static final Pattern MEMBER =
      Pattern.compile("\"(pk|tcId|msg|sig|result)\"\\s*:\\s*\"?([0-9a-z]*)\"?");

  private static Path vectors() {
    String named = System.getProperty("understory.vectors", System.getenv("UNDERSTORY_VECTORS"));
    if (named != null && !named.isEmpty()) {
      return Path.of(named, "wycheproof", "ed25519_test.json");
    }
    Path above = Path.of("").toAbsolutePath();
    Path file = above.resolve("shared");
    while (above != null && !Files.isRegularFile(file)) {
      file = above.resolve("shared/vectors/wycheproof/ed25519_test.json");
      above = above.getParent();
    }
    return file;
  }

  @Test
  void every_signature_is_judged_as_wycheproof_judges_it() throws IOException {
    Path file = vectors();
    assumeTrue(Files.isRegularFile(file), "no Wycheproof vectors here");
    Map<String, String> member = new HashMap<>();
    int tried = 0;
    Matcher matcher = MEMBER.matcher(Files.readString(file));
    while (matcher.find()) {
      member.put(matcher.group(1), matcher.group(2));
      if (matcher.group(1).equals("result")) {
        boolean accepted =
            SignatureVerifier.verify(hex(member, "pk"), hex(member, "msg"), hex(member, "sig"));
        boolean valid = "valid".equals(member.get("result"));
        assertEquals(valid, accepted, "case " + member.get("tcId"));
        tried++;
      }
    }
    assertTrue(tried >= 140, "cases tried: " + tried);
  }

  private static byte[] hex(Map<String, String> members, String name) {
    return HexFormat.of().parseHex(members.getOrDefault(name, ""));
  }
}
