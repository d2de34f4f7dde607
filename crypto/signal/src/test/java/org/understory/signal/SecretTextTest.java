package org.understory.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No type of this module shows a byte string in its text, whoever adds the next one. */
class SecretTextTest {
  @Test
  void nothing_prints_the_bytes_it_holds() throws IOException {
    List<Class<?>> types = Planted.typesWithText(SignalEngine.class);
    assertTrue(types.size() > 30, () -> "the classes were found: " + types.size());
    for (Class<?> type : types) {
      String text = Planted.instance(type).toString();
      assertNull(Planted.leakIn(text), () -> type + ": " + text);
    }
  }

  private record Careless(byte[] key) {
    @Override
    public String toString() {
      return "Careless" + Arrays.toString(key);
    }
  }

  private record Untold(byte[] key) {}

  @Test
  void what_prints_its_bytes_in_any_way_is_found() {
    Careless careless = (Careless) Planted.instance(Careless.class);
    assertNotNull(Planted.leakIn(careless.toString()));
    assertNotNull(Planted.leakIn(Planted.instance(Untold.class).toString()));
    assertNotNull(Planted.leakIn(HexFormat.of().formatHex(careless.key())));
    assertNotNull(Planted.leakIn(HexFormat.of().withUpperCase().formatHex(careless.key())));
    assertNotNull(Planted.leakIn(Base64.getEncoder().encodeToString(careless.key())));
    assertNotNull(Planted.leakIn("x" + Base64.getEncoder().encodeToString(careless.key())));
  }

  @Test
  void the_texts_of_the_ports_types_are_these() {
    byte[] secret = new byte[32];
    assertEquals("IdentityKeyPair[secret]", new IdentityKeyPair(secret, secret).toString());
    assertEquals("GeneratedPreKey[4]", new GeneratedPreKey(4, secret, secret, secret).toString());
    assertEquals(
        "CiphertextMessage[type=2, 32 bytes]", new CiphertextMessage(2, secret).toString());
  }
}
