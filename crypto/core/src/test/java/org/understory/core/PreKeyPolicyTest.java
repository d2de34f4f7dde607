package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.understory.core.Simulation.Person;

/** How prekeys come and go ({@code docs/protocol.md#prekey-policy}). */
class PreKeyPolicyTest {
  private static final long HOUR = 60 * 60_000L;
  private static final long DAY = 24 * HOUR;

  private final Simulation sim = new Simulation(7);
  private final Person ada = sim.founder();
  private final Person ben = sim.joiner(ada, "Ben");

  private List<byte[]> shelf(Person person) {
    return Objects.requireNonNull(sim.server.oneTime.get(person.mailbox()));
  }

  private static int rows(Person person, String prefix) {
    return person.client.device().rows.scan(prefix).size();
  }

  @Test
  void a_shelf_that_runs_low_is_filled_while_connected() {
    while (shelf(ben).size() > 19) {
      shelf(ben).removeLast();
    }
    sim.leap(HOUR + 1);
    assertEquals(50, shelf(ben).size());
  }

  @Test
  void a_shelf_that_is_not_low_is_left_alone() {
    while (shelf(ben).size() > 20) {
      shelf(ben).removeLast();
    }
    sim.leap(HOUR + 1);
    assertEquals(20, shelf(ben).size());
  }

  @Test
  void a_base_is_replaced_each_week_and_old_bases_are_forgotten_when_nothing_can_use_them() {
    byte[] first = sim.server.bases.get(ben.mailbox());
    String firstSigned = ben.client.device().rows.scan("sp/").keySet().iterator().next();
    sim.leap(8 * DAY);
    assertFalse(Arrays.equals(first, sim.server.bases.get(ben.mailbox())));
    for (int day = 8; day < 44; day += 4) {
      sim.leap(4 * DAY);
    }
    assertTrue(ben.client.device().rows.has(firstSigned));
    for (int day = 44; day < 140; day += 4) {
      sim.leap(4 * DAY);
    }
    assertFalse(ben.client.device().rows.has(firstSigned));
    assertTrue(rows(ben, "sp/") <= 7, rows(ben, "sp/") + " signed prekeys");
    assertEquals(rows(ben, "sp/"), rows(ben, "pb/"));
  }

  /** Cleo's first message uses the last-resort key, so its base key is remembered that long. */
  @Test
  void the_memory_of_base_keys_goes_with_the_last_resort_key() {
    Person cleo = sim.joiner(ada, "Cleo");
    shelf(ben).clear();
    cleo.post("by the last resort");
    assertEquals("by the last resort", ben.texts().get(0));
    assertEquals(1, rows(ben, "kb/"));
    for (int day = 0; day < 60; day += 4) {
      sim.leap(4 * DAY);
    }
    assertEquals(0, rows(ben, "kb/"));
  }

  @Test
  void prekeys_taken_off_the_shelf_are_forgotten_when_nothing_can_use_them() {
    ben.client.device().rows.delete("p/" + lastId());
    Person cleo = sim.joiner(ada, "Cleo");
    cleo.post("to a prekey that is gone");
    assertEquals("to a prekey that is gone", ben.texts().get(0));
    assertTrue(rows(ben, "p/") > 50);
    sim.leap(14 * DAY);
    assertTrue(rows(ben, "p/") > 50);
    sim.leap(2 * DAY);
    assertEquals(shelf(ben).size(), rows(ben, "p/"));
  }

  private int lastId() {
    return ben.client.device().rows.scan("p/").keySet().stream()
        .mapToInt(key -> Integer.parseInt(key.substring(2)))
        .max()
        .orElseThrow();
  }

  @Test
  void a_one_time_prekey_is_used_once_also_across_a_restart() {
    int here = rows(ben, "p/");
    Person cleo = sim.joiner(ada, "Cleo");
    cleo.post("hello");
    assertEquals(here - 1, rows(ben, "p/"));
    ben.restart();
    assertEquals(here - 1, rows(ben, "p/"));
    assertEquals(shelf(ben).size(), rows(ben, "p/"));
  }
}
