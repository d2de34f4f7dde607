package org.understory.cli.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.understory.core.seal.Sealer;
import org.understory.core.vault.Rows;
import org.understory.signal.primitive.BouncyCastlePrimitives;

class SealedStateTest {
  private static final byte[] PASSPHRASE = bytes("correct horse");

  @TempDir Path folder;
  private Path file = Path.of("");
  private final Sealer sealer =
      new Sealer(BouncyCastlePrimitives.create(), new SecureRandom()::nextBytes);

  @BeforeEach
  void choose() {
    file = folder.resolve("state");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private SealedState open() throws StateException {
    return SealedState.open(file, PASSPHRASE, sealer);
  }

  @Test
  void what_was_persisted_is_there_again() throws StateException {
    byte[] stored;
    try (SealedState state = SealedState.create(file, PASSPHRASE, sealer)) {
      Rows rows = new Rows(state.vault());
      rows.put("a", bytes("one"));
      state.persist(Objects.requireNonNull(rows.takeBatch()));
      stored = state.vault().storedKey("a");
    }
    try (SealedState state = open()) {
      Rows rows = new Rows(state.vault());
      state.forEach(rows::load);
      assertArrayEquals(bytes("one"), rows.get("a"));
      assertArrayEquals(stored, state.vault().storedKey("a"));
    }
  }

  @Test
  void nothing_of_a_row_shows_in_the_file() throws Exception {
    try (SealedState state = SealedState.create(file, PASSPHRASE, sealer)) {
      Rows rows = new Rows(state.vault());
      rows.put("planted-key", bytes("planted value"));
      state.persist(Objects.requireNonNull(rows.takeBatch()));
    }
    assertFalse(Files.readString(file, StandardCharsets.ISO_8859_1).contains("planted"));
  }

  @Test
  void only_the_owner_may_read_what_lies_on_disk() throws Exception {
    SealedState.create(file, PASSPHRASE, sealer).close();
    try (var files = Files.list(folder)) {
      for (Path made : files.toList()) {
        assertEquals(
            "rw-------",
            PosixFilePermissions.toString(Files.getPosixFilePermissions(made)),
            made.toString());
      }
    }
  }

  @Test
  void another_passphrase_opens_nothing() throws StateException {
    SealedState.create(file, PASSPHRASE, sealer).close();
    StateException refused =
        assertThrows(StateException.class, () -> SealedState.open(file, bytes("another"), sealer));
    assertTrue(said(refused).startsWith("The passphrase is wrong"));
    open().close();
  }

  @Test
  void another_half_or_none_opens_nothing() throws Exception {
    SealedState.create(file, PASSPHRASE, sealer).close();
    Path half = folder.resolve("state.half");
    Files.write(half, new byte[32]);
    assertTrue(said(assertThrows(StateException.class, this::open)).contains("another's"));
    Files.delete(half);
    assertTrue(said(assertThrows(StateException.class, this::open)).contains("is missing"));
  }

  @Test
  void two_never_have_the_same_state() throws StateException {
    try (SealedState state = SealedState.create(file, PASSPHRASE, sealer)) {
      assertTrue(
          said(assertThrows(StateException.class, this::open)).startsWith("Another process"));
      assertThrows(StateException.class, () -> SealedState.destroy(file));
      assertTrue(state.vault().header().length > 0);
    }
    open().close();
  }

  @Test
  void a_state_is_not_made_over_another() throws StateException {
    SealedState.create(file, PASSPHRASE, sealer).close();
    assertThrows(StateException.class, () -> SealedState.create(file, PASSPHRASE, sealer));
    open().close();
  }

  @Test
  void a_destroyed_state_leaves_no_file() throws StateException, IOException {
    SealedState.create(file, PASSPHRASE, sealer).close();
    SealedState.destroy(file);
    try (var files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void a_header_that_asks_for_too_much_memory_is_refused() {
    String kdf =
        "{\"kdf\":\"argon2id\",\"salt\":\"00000000000000000000000000000000\","
            + "\"memoryKiB\":%d,\"iterations\":%d}";
    assertTrue(Stretching.decode(bytes(kdf.formatted(65_536, 3))) != null);
    assertTrue(Stretching.decode(bytes(kdf.formatted(1 << 30, 3))) == null);
    assertTrue(Stretching.decode(bytes(kdf.formatted(65_536, 1_000_000))) == null);
    assertTrue(Stretching.decode(bytes("{\"kdf\":\"argon2id\"}")) == null);
    assertTrue(Stretching.decode(bytes("[]")) == null);
    assertTrue(Stretching.decode(bytes("{")) == null);
  }

  private static String said(StateException e) {
    return String.valueOf(e.getMessage());
  }
}
