package org.understory.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.understory.core.view.ViewJson;
import org.understory.signal.primitive.BouncyCastlePrimitives;

class BrowserCoreTest {
  private static final long NOW = 1_800_000_000_000L;
  private static final byte[] KDF = {1, 2, 3};
  private static final byte[] OUTPUT = SelfTest.pattern("kdf output", 32);
  private static final byte[] HALF = SelfTest.pattern("device half", 32);
  private static final String LINK =
      "https://understory.example/f#v1."
          + Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(SelfTest.pattern("founding ticket", 32));

  private final BrowserCore core = fresh();

  private static BrowserCore fresh() {
    return new BrowserCore(BouncyCastlePrimitives.create(), new BrowserRandomness());
  }

  @Test
  void founding_stores_before_it_connects_to_the_servers_socket() {
    found();
    assertEquals(EffectQueue.PERSIST, next());
    assertTrue(core.effects().bytes().length > 0);
    assertEquals(EffectQueue.CONNECT, next());
    assertEquals("wss://understory.example/v1/socket", core.effects().text());
    assertEquals(0, core.effects().bytes().length);
  }

  @Test
  void what_was_stored_opens_again_with_the_same_passphrase_and_half() {
    found();
    Map<byte[], byte[]> rows = storedRows();
    BrowserCore again = fresh();
    assertEquals("", again.openVault(core.vaultHeader(), OUTPUT, HALF));
    rows.forEach(again::row);
    assertEquals("", again.loaded(NOW + 1));
    assertTrue(ViewJson.of(again.openClient().view()).contains("\"phase\":\"founding\""));
  }

  @Test
  void another_passphrase_or_half_is_a_wrong_passphrase_and_may_be_tried_again() {
    found();
    byte[] header = core.vaultHeader();
    BrowserCore again = fresh();
    assertEquals("wrong-passphrase", again.openVault(header, HALF, HALF));
    assertEquals("wrong-passphrase", again.openVault(header, OUTPUT, OUTPUT));
    assertEquals("wrong-passphrase", again.openVault(KDF, OUTPUT, HALF));
    assertEquals("", again.openVault(header, OUTPUT, HALF));
  }

  @Test
  void the_stretching_of_a_stored_header_is_told_before_it_is_opened() {
    assertEquals("", core.createVault(KDF, OUTPUT, HALF));
    assertEquals(SelfTest.hex(KDF), SelfTest.hex(BrowserCore.vaultKdf(core.vaultHeader())));
    assertEquals(0, BrowserCore.vaultKdf(KDF).length);
  }

  @Test
  void a_link_that_is_none_founds_nothing_and_leaves_nothing_to_do() {
    assertEquals("", core.createVault(KDF, OUTPUT, HALF));
    assertEquals("bad-link", core.begin(NOW, client -> client.found("no", "group", "me", NOW)));
    assertEquals(EffectQueue.NONE, next());
  }

  @Test
  void nothing_works_without_a_vault() {
    assertThrows(IllegalStateException.class, core::vaultHeader);
    assertThrows(IllegalStateException.class, core::openClient);
    assertThrows(IllegalStateException.class, () -> core.row(KDF, KDF));
  }

  @Test
  void another_vault_leaves_nothing_of_the_one_before() {
    found();
    assertEquals("", core.createVault(KDF, OUTPUT, HALF));
    assertEquals(EffectQueue.NONE, next());
    assertEquals("", core.loaded(NOW));
    assertFalse(core.openClient().hasGroup());
  }

  @Test
  void rows_that_come_late_are_refused() {
    found();
    assertThrows(IllegalStateException.class, () -> core.row(KDF, KDF));
    assertThrows(IllegalStateException.class, () -> core.loaded(NOW));
  }

  @Test
  void an_invite_link_that_is_none_is_said_to_be_none() {
    assertEquals("{\"ok\":false,\"error\":\"bad-link\"}", InviteJson.of(LINK));
  }

  @Test
  void an_invite_link_tells_server_and_group() {
    String key = Base64.getUrlEncoder().withoutPadding().encodeToString(OUTPUT);
    String link = "http://localhost:8080/j#v1." + String.join(".", key, key, key, "7", key);
    assertEquals(
        "{\"ok\":true,\"origin\":\"http://localhost:8080\",\"groupId\":\""
            + SelfTest.hex(OUTPUT)
            + "\"}",
        InviteJson.of(link));
  }

  /** The next thing to do; that there is something new to show is not one. */
  private int next() {
    int what = core.effects().next();
    while (what == EffectQueue.CHANGED) {
      what = core.effects().next();
    }
    return what;
  }

  private void found() {
    assertEquals("", core.createVault(KDF, OUTPUT, HALF));
    assertEquals("", core.begin(NOW, client -> client.found(LINK, "group", "me", NOW)));
  }

  /** The rows of the first batch, read as the page reads it. */
  private Map<byte[], byte[]> storedRows() {
    assertEquals(EffectQueue.PERSIST, next());
    var batch = java.nio.ByteBuffer.wrap(core.effects().bytes());
    Map<byte[], byte[]> rows = new LinkedHashMap<>();
    while (batch.hasRemaining()) {
      assertEquals(1, batch.get());
      byte[] key = new byte[batch.get()];
      batch.get(key);
      byte[] value = new byte[batch.getInt()];
      batch.get(value);
      rows.put(key, value);
    }
    return rows;
  }
}
