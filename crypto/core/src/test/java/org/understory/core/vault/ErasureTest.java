package org.understory.core.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.understory.core.seal.Sealer;
import org.understory.core.seal.Sequence;
import org.understory.signal.primitive.BouncyCastlePrimitives;

class ErasureTest {
  private static final long HOUR = 3_600_000;

  private final Sealer sealer = new Sealer(BouncyCastlePrimitives.create(), new Sequence(1));
  private final Vault vault = Vault.create(sealer, new byte[] {1}, new byte[32], new byte[32]);
  private final Rows rows = new Rows(vault);
  private final Hoard host = new Hoard();

  private void store() {
    host.carryOut(rows.takeBatch());
  }

  private List<String> expire(long now) {
    return expire(rows, now);
  }

  private static List<String> expire(Rows from, long now) {
    List<String> over = from.over(now);
    over.forEach(from::delete);
    return over;
  }

  private Set<String> readable() {
    return host.readable(vault);
  }

  @Test
  void what_was_over_cannot_be_opened_from_anything_that_was_ever_stored() {
    rows.put("m/a/1", new byte[] {1}, HOUR + 1);
    rows.put("m/a/2", new byte[] {2}, HOUR + 2);
    rows.put("m/a/9", new byte[] {9}, 0);
    store();
    assertTrue(readable().contains("m/a/1=01"));
    assertEquals(HOUR + 1, rows.nextExpiry());
    assertEquals(List.of(), expire(HOUR));
    assertEquals(List.of("m/a/1"), expire(HOUR + 1));
    store();
    assertEquals(Set.of("m/a/2=02", "m/a/9=09"), readable());
    assertEquals(List.of("m/a/2"), expire(9 * HOUR));
    assertEquals(Long.MAX_VALUE, rows.nextExpiry());
    store();
    assertEquals(Set.of("m/a/9=09"), readable());
    assertEquals(1, host.pages());
  }

  @Test
  void what_was_deleted_early_cannot_be_opened_and_the_rest_of_its_page_stays() {
    for (int i = 0; i < 10; i++) {
      rows.put("m/a/" + i, new byte[] {(byte) i}, 0);
      store();
    }
    rows.delete("m/a/4");
    store();
    assertFalse(readable().contains("m/a/4=04"));
    assertEquals(9, host.reopen(vault, false).size());
  }

  @Test
  void a_draft_leaves_none_of_its_versions() {
    for (int i = 1; i < 5; i++) {
      rows.put("d/a", new byte[] {(byte) i}, 0);
      store();
    }
    rows.delete("d/a");
    store();
    assertEquals(Set.of(), readable());
  }

  @Test
  void a_row_that_gets_an_end_leaves_the_page_of_those_without() {
    rows.put("m/a/1", new byte[] {1}, 0);
    store();
    rows.put("m/a/1", new byte[] {1}, HOUR);
    store();
    assertEquals(List.of("m/a/1"), expire(HOUR));
    store();
    assertEquals(Set.of(), readable());
    assertEquals(0, host.pages());
  }

  @Test
  void earlier_states_of_other_rows_are_noise_once_their_key_was_renewed() {
    rows.put("sk/1", new byte[] {1});
    rows.put("sk/2", new byte[] {7});
    rows.put("m/a/1", new byte[] {5}, HOUR);
    store();
    rows.put("sk/1", new byte[] {2});
    store();
    assertTrue(readable().contains("sk/1=01"));
    rows.renewKey();
    store();
    assertEquals(Set.of("m/a/1=05", "sk/1=02", "sk/2=07"), readable());
    assertNull(rows.takeBatch());
    Rows again = host.reopen(vault, true);
    assertArrayEquals(new byte[] {2}, again.get("sk/1"));
    assertNull(again.takeBatch());
  }

  @Test
  void a_key_that_a_crash_left_over_is_destroyed_at_the_next_start() {
    rows.put("m/a/1", new byte[] {1}, HOUR);
    rows.put("f/1", new byte[] {1});
    store();
    expire(HOUR);
    rows.renewKey();
    host.carryOut(rows.takeBatch(), 2);
    assertEquals(3, host.keys());
    Rows again = host.reopen(vault, false);
    assertEquals(1, again.size());
    host.carryOut(again.takeBatch());
    assertEquals(1, host.keys());
    assertEquals(Set.of("f/1=01"), readable());
  }

  @Test
  void a_crash_before_the_rows_were_stored_loses_only_what_was_new() {
    rows.put("m/a/1", new byte[] {1}, HOUR);
    rows.put("f/1", new byte[] {1});
    store();
    rows.put("m/b/2", new byte[] {2}, HOUR);
    rows.renewKey();
    host.carryOut(rows.takeBatch(), 1);
    Rows again = host.reopen(vault, true);
    assertEquals(2, again.size());
    host.carryOut(again.takeBatch());
    assertEquals(2, host.keys());
    assertEquals(2, host.reopen(vault, false).size());
  }

  @Test
  void keys_are_never_destroyed_when_nothing_opens() {
    rows.put("f/1", new byte[] {1});
    store();
    Vault other = Vault.create(sealer, new byte[] {1}, new byte[32], new byte[32]);
    assertNull(host.reopen(other, false).takeBatch());
    host.live.keySet().removeIf(place -> place.length() == 18);
    assertNull(host.reopen(vault, false).takeBatch());
  }

  @Test
  void pages_are_of_one_channel_and_one_hour_and_hold_64_rows() {
    for (int i = 0; i < 65; i++) {
      rows.put("m/a/" + i, new byte[] {1}, HOUR);
    }
    rows.put("m/a/x", new byte[] {1}, HOUR + 1);
    rows.put("m/b/x", new byte[] {1}, HOUR);
    store();
    assertEquals(4, host.pages());
    Rows again = host.reopen(vault, true);
    assertEquals(67, again.size());
    again.put("m/b/y", new byte[] {1}, HOUR);
    host.carryOut(again.takeBatch());
    assertEquals(4, host.pages());
  }

  @Test
  void a_page_in_anothers_place_and_a_key_of_another_use_do_not_open() {
    rows.put("m/a/1", new byte[] {1}, 0);
    store();
    byte[] key = vault.freshKey();
    byte[] sealed = vault.sealPage(key, 5, new byte[3]);
    assertNotNull(vault.openPage(key, 5, sealed));
    assertNull(vault.openPage(key, 6, sealed));
    assertNull(vault.openKey(5, vault.sealKey(5, key, true), false));
    assertNull(vault.openKey(6, vault.sealKey(5, key, true), true));
    assertThrows(IllegalArgumentException.class, () -> rows.put("m/a/1", new byte[1]));
  }

  @Test
  void ten_thousand_random_changes_leave_what_is_there_and_nothing_else() {
    Random random = new Random(7);
    Map<String, byte[]> expected = new TreeMap<>();
    Map<String, Long> ends = new TreeMap<>();
    Rows open = rows;
    long now = HOUR;
    for (int i = 0; i < 10_000; i++) {
      String key = "m/" + random.nextInt(3) + "/" + random.nextInt(300);
      int what = random.nextInt(10);
      if (what < 7) {
        byte[] value = {(byte) i, (byte) (i >> 8)};
        long end = random.nextInt(3) == 0 ? 0 : now + random.nextInt(5 * (int) HOUR) + 1;
        open.put(key, value, end);
        expected.put(key, value);
        ends.put(key, end);
      } else if (what < 9) {
        open.delete(key);
        expected.remove(key);
        ends.remove(key);
      } else {
        now += random.nextInt((int) HOUR / 4);
        for (String over : expire(open, now)) {
          long end = Objects.requireNonNull(ends.get(over));
          assertTrue(end != 0 && end <= now);
          expected.remove(over);
          ends.remove(over);
        }
        long at = now;
        assertTrue(ends.values().stream().noneMatch(due -> due != 0 && due <= at));
      }
      if (random.nextInt(20) == 0) {
        host.carryOut(open.takeBatch());
      }
      if (i % 2_500 == 0) {
        host.carryOut(open.takeBatch());
        open = host.reopen(vault, random.nextBoolean());
      }
    }
    host.carryOut(open.takeBatch());
    Rows again = host.reopen(vault, false);
    assertEquals(expected.keySet(), again.scan("").keySet());
    expected.forEach((key, value) -> assertArrayEquals(value, again.get(key)));
    Set<String> readable = new TreeSet<>();
    readable().forEach(row -> readable.add(row.substring(0, row.indexOf('='))));
    assertEquals(expected.keySet(), readable);
  }
}
