package org.understory.cli.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.understory.core.vault.Vault;

class KeyFileTest {
  @TempDir Path folder;

  private static ByteBuffer place(int number) {
    byte[] place = new byte[Vault.KEY_PLACE];
    place[0] = 'k';
    place[8] = (byte) number;
    return ByteBuffer.wrap(place);
  }

  private static byte[] key(int number) {
    byte[] key = new byte[80];
    Arrays.fill(key, (byte) (0x40 + number));
    return key;
  }

  private boolean holds(Path file, byte[] part) throws IOException {
    String all = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    return all.contains(new String(part, StandardCharsets.ISO_8859_1));
  }

  @Test
  void keys_are_there_after_a_restart_and_overwritten_when_destroyed() throws IOException {
    Path file = folder.resolve("keys");
    try (KeyFile keys = KeyFile.open(file)) {
      keys.keep(Map.of(place(1), key(1), place(2), key(2)));
      assertTrue(holds(file, key(1)));
      keys.destroy(Set.of(place(1), place(9)));
      assertFalse(holds(file, key(1)));
    }
    try (KeyFile keys = KeyFile.open(file)) {
      Map<ByteBuffer, byte[]> found = new HashMap<>();
      keys.forEach((place, key) -> found.put(ByteBuffer.wrap(place), key));
      assertEquals(Set.of(place(2)), found.keySet());
      assertArrayEquals(key(2), found.get(place(2)));
      keys.keep(Map.of(place(3), key(3)));
      assertEquals(256, Files.size(file), "the free slot is used again");
      keys.erase();
    }
    assertArrayEquals(new byte[256], Files.readAllBytes(file));
  }

  @Test
  void a_batch_is_parted_into_keys_and_the_rest() {
    Map<ByteBuffer, byte[]> rows = new HashMap<>();
    rows.put(ByteBuffer.wrap(new byte[Vault.STORED_KEY]), new byte[] {5});
    byte[] row = RowBatch.of(rows);
    byte[] destroyed = ByteBuffer.allocate(11).put((byte) 2).put((byte) 9).put(place(4)).array();
    byte[] batch =
        ByteBuffer.allocate(row.length + destroyed.length + 2 + 9 + 4 + 80)
            .put(row)
            .put(destroyed)
            .put(RowBatch.of(Map.of(place(7), key(7))))
            .array();
    RowBatch.Parts parts = RowBatch.parts(batch);
    assertArrayEquals(row, parts.rest());
    assertEquals(Set.of(place(4)), parts.destroyed());
    assertEquals(Set.of(place(7)), parts.kept().keySet());
  }
}
