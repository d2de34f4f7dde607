package org.understory.core.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/**
 * Any string at all to the JSON writer, read back by the rules of RFC 8259. With {@code
 * JAZZER_FUZZ=1} it searches for new strings; otherwise it tries the corpus beside it again.
 */
class JsonFuzzTest {
  private static final String BEFORE = "{\"a\":\"";
  private static final String AFTER = "\"}";

  @FuzzTest
  void string(byte[] utf16) {
    String value = new String(utf16, StandardCharsets.UTF_16BE);
    if (utf16.length > 3 && utf16[0] == 0) {
      // The decoder above mends lone surrogates; these are put in by hand.
      value = (char) (0xd800 | (utf16[1] & 7) << 8 | utf16[2] & 0xff) + value;
    }
    String json = new JsonWriter().beginObject().member("a", value).endObject().text();
    assertTrue(json.startsWith(BEFORE) && json.endsWith(AFTER));
    String inside = json.substring(BEFORE.length(), json.length() - AFTER.length());
    assertTrue(StandardCharsets.UTF_8.newEncoder().canEncode(inside));
    assertEquals(value, unescaped(inside));
  }

  private static String unescaped(String inside) {
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < inside.length(); i++) {
      char c = inside.charAt(i);
      assertFalse(c < 0x20 || c == '"', "a character that ends or breaks a string");
      if (c != '\\') {
        value.append(c);
      } else if (inside.charAt(i + 1) == 'u') {
        value.append((char) Integer.parseInt(inside.substring(i + 2, i + 6), 16));
        i += 5;
      } else {
        value.append(inside.charAt(++i));
      }
    }
    return value.toString();
  }
}
