package org.understory.core.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.understory.core.seal.Sealer;
import org.understory.core.seal.Sequence;
import org.understory.signal.primitive.BouncyCastlePrimitives;

class RowsTest {
  private final Sealer sealer = new Sealer(BouncyCastlePrimitives.create(), new Sequence(1));
  private final Vault vault = Vault.create(sealer, new byte[] {1}, new byte[32], new byte[32]);
  private final Rows rows = new Rows(vault);
  private final BatchReader host = new BatchReader();

  @Test
  void what_was_put_is_there_after_a_restart() {
    rows.put("a/1", new byte[] {1});
    rows.put("a/2", new byte[0]);
    rows.put("b", new byte[] {3});
    rows.delete("b");
    host.carryOut(rows.takeBatch());
    Rows again = host.reopen(vault);
    assertEquals(2, again.size());
    assertArrayEquals(new byte[] {1}, again.get("a/1"));
    assertArrayEquals(new byte[0], again.get("a/2"));
    assertNull(again.get("b"));
    assertNull(again.takeBatch());
  }

  @Test
  void a_step_that_changed_nothing_has_no_batch() {
    assertNull(rows.takeBatch());
    rows.put("a", new byte[] {1});
    assertNotNull(rows.takeBatch());
    rows.put("a", new byte[] {1});
    rows.delete("b");
    rows.deleteAll("c/");
    assertNull(rows.takeBatch());
  }

  @Test
  void a_row_that_changed_often_is_written_once_with_its_last_value() {
    for (byte i = 0; i < 10; i++) {
      rows.put("a", new byte[] {i});
    }
    host.carryOut(rows.takeBatch());
    assertEquals(1, host.puts);
    assertArrayEquals(new byte[] {9}, host.reopen(vault).get("a"));
  }

  @Test
  void a_deleted_row_leaves_the_store() {
    rows.put("a", new byte[] {1});
    host.carryOut(rows.takeBatch());
    rows.delete("a");
    host.carryOut(rows.takeBatch());
    assertEquals(1, host.deletes);
    assertEquals(1, host.store.size(), "the rows' key");
  }

  @Test
  void a_scan_gives_one_prefix_in_order() {
    for (String key : new String[] {"m/2", "m/10", "m/1", "n/1", "m", "l/9", "mm/1"}) {
      rows.put(key, new byte[] {1});
    }
    assertEquals(List.of("m/1", "m/10", "m/2"), new ArrayList<>(rows.scan("m/").keySet()));
    assertThrows(UnsupportedOperationException.class, () -> rows.scan("m/").clear());
    List<String> last = new ArrayList<>();
    for (Map.Entry<String, byte[]> row : rows.scanLast("m/", 2)) {
      last.add(row.getKey());
    }
    assertEquals(List.of("m/10", "m/2"), last);
    assertTrue(rows.scanLast("m/", 0).isEmpty());
    assertTrue(rows.scan("x/").isEmpty());
  }

  @Test
  void deleting_a_prefix_leaves_its_neighbours() {
    for (String key : new String[] {"m/2", "m/1", "n/1", "m", "l/9", "mm/1"}) {
      rows.put(key, new byte[] {1});
    }
    host.carryOut(rows.takeBatch());
    rows.deleteAll("m/");
    host.carryOut(rows.takeBatch());
    assertEquals(2, host.deletes);
    assertEquals(4, host.reopen(vault).size());
    assertFalse(rows.has("m/1"));
    assertTrue(rows.has("m"));
  }

  @Test
  void a_row_that_does_not_open_is_left_out() {
    rows.put("a", new byte[] {1});
    host.carryOut(rows.takeBatch());
    Rows other = new Rows(vault);
    host.store.forEach((place, stored) -> {
      if (place.length() == 18) {
        other.load(HexFormat.of().parseHex(place), stored);
      }
    });
    byte[] value =
        Objects.requireNonNull(host.store.get(HexFormat.of().formatHex(vault.storedKey("a"))));
    assertFalse(other.load(vault.storedKey("b"), value));
    value[40] ^= 1;
    assertFalse(other.load(vault.storedKey("a"), value));
    assertEquals(0, other.size());
  }

  @Test
  void ten_thousand_random_changes_reach_the_store_as_they_were_made() {
    TreeMap<String, Byte> model = new TreeMap<>();
    long random = 7;
    for (int i = 0; i < 10_000; i++) {
      random = random * 6364136223846793005L + 1442695040888963407L;
      String key = "k/" + (random >>> 40) % 300;
      if ((random >>> 33) % 4 == 0) {
        rows.delete(key);
        model.remove(key);
      } else {
        rows.put(key, new byte[] {(byte) i});
        model.put(key, (byte) i);
      }
      if ((random >>> 35) % 50 == 0) {
        host.carryOut(rows.takeBatch());
      }
    }
    host.carryOut(rows.takeBatch());
    Rows again = host.reopen(vault);
    assertEquals(model.size(), again.size());
    model.forEach((key, value) -> assertArrayEquals(new byte[] {value}, again.get(key)));
  }

  @Test
  void a_row_without_a_key_is_the_callers_mistake() {
    assertThrows(IllegalArgumentException.class, () -> rows.put("", new byte[] {1}));
  }
}
