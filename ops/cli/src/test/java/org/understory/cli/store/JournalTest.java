package org.understory.cli.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final byte[] HEADER = {9, 8, 7};

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void choose() {
    file = folder.resolve("journal");
  }

  private static byte[] put(String key, String value) {
    Map<ByteBuffer, byte[]> rows = new HashMap<>();
    rows.put(
        ByteBuffer.wrap(key.getBytes(StandardCharsets.UTF_8)),
        value.getBytes(StandardCharsets.UTF_8));
    return RowBatch.of(rows);
  }

  private static byte[] delete(String key) {
    byte[] name = key.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 + name.length)
        .put((byte) 2)
        .put((byte) name.length)
        .put(name)
        .array();
  }

  private Map<String, String> rows() throws IOException, StateException {
    try (Journal journal = Journal.open(file)) {
      assertArrayEquals(HEADER, journal.header());
      Map<String, String> rows = new TreeMap<>();
      journal.forEach((key, value) ->
          rows.put(
              new String(key, StandardCharsets.UTF_8), new String(value, StandardCharsets.UTF_8)));
      return rows;
    }
  }

  private int written(byte[]... batches) throws IOException {
    try (Journal journal = Journal.create(file, HEADER)) {
      for (byte[] batch : batches) {
        journal.append(batch);
      }
    }
    return (int) Files.size(file);
  }

  @Test
  void batches_apply_in_order() throws Exception {
    written(put("a", "1"), put("b", "2"), put("a", "3"), delete("b"), put("c", ""));
    assertEquals(Map.of("a", "3", "c", ""), rows());
  }

  @Test
  void a_batch_torn_at_any_byte_is_left_out_and_nothing_else() throws Exception {
    int before = written(put("a", "1"), put("b", "2"));
    Files.delete(file);
    int after = written(put("a", "1"), put("b", "2"), put("a", "torn"));
    byte[] whole = Files.readAllBytes(file);
    for (int cut = before; cut < after; cut++) {
      Files.write(file, Arrays.copyOf(whole, cut));
      assertEquals(Map.of("a", "1", "b", "2"), rows(), "cut at " + cut);
      assertEquals(before, Files.size(file), "the torn rest is cut off");
    }
  }

  @Test
  void a_batch_whose_place_was_taken_but_not_written_is_left_out() throws Exception {
    int before = written(put("a", "1"));
    byte[] grown = Arrays.copyOf(Files.readAllBytes(file), before + 300);
    Files.write(file, grown);
    assertEquals(Map.of("a", "1"), rows());
  }

  @Test
  void after_a_torn_batch_it_goes_on() throws Exception {
    int size = written(put("a", "1"), put("b", "2"));
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), size - 1));
    try (Journal journal = Journal.open(file)) {
      journal.append(put("c", "3"));
    }
    assertEquals(Map.of("a", "1", "c", "3"), rows());
  }

  @Test
  void damage_before_the_last_batch_is_not_taken_for_a_torn_one() throws Exception {
    int first = written(put("a", "1"));
    Files.delete(file);
    written(put("a", "1"), put("b", "2"));
    byte[] bytes = Files.readAllBytes(file);
    bytes[first - 1] ^= 1;
    Files.write(file, bytes);
    assertThrows(StateException.class, this::rows);
  }

  @Test
  void what_is_no_journal_is_refused() throws Exception {
    Files.writeString(file, "something else altogether, and long enough");
    assertThrows(StateException.class, this::rows);
    Files.write(file, new byte[0]);
    assertThrows(StateException.class, this::rows);
  }

  @Test
  void what_was_deleted_is_out_of_the_file_once_it_is_tidied() throws Exception {
    try (Journal journal = Journal.create(file, HEADER)) {
      journal.append(put("a", "to be deleted"));
      journal.append(put("b", "to be replaced"));
      journal.append(put("c", "kept"));
      journal.append(delete("a"));
      journal.append(put("b", "new"));
      assertTrue(text().contains("to be deleted"));
      journal.tidy();
      assertFalse(text().contains("to be"));
      journal.append(put("d", "after"));
    }
    assertEquals(Map.of("b", "new", "c", "kept", "d", "after"), rows());
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void a_rest_of_an_interrupted_tidying_does_no_harm() throws Exception {
    Files.writeString(folder.resolve("journal.new"), "half written");
    try (Journal journal = Journal.create(file, HEADER)) {
      journal.append(put("a", "1"));
      journal.append(put("a", "2"));
      journal.tidy();
    }
    assertEquals(Map.of("a", "2"), rows());
  }

  private String text() throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }
}
