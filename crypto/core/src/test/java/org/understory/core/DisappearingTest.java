package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.understory.core.Simulation.Person;
import org.understory.core.vault.Rows;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.id.LogId;

class DisappearingTest {
  private static final int MINUTE = 60;
  private static final long MONTH = 30L * 86_400_000;

  private final Simulation sim = new Simulation(77);
  private final Person ada = sim.founder();
  private final Person ben = sim.joiner(ada, "Ben");

  @BeforeEach
  void aShortTimer() {
    assertEquals("", ada.client.setTimer(ada.channel(), 10 * MINUTE, sim.now));
    sim.settle();
  }

  private void away(Person person, int seconds) {
    person.disconnect();
    person.online = false;
    sim.people.remove(person);
    sim.pass(seconds);
    sim.people.add(person);
  }

  /** What a person would be shown who opens the client now, before anything else happens. */
  private static List<String> atOnce(Person person) {
    person.online = false;
    person.restart();
    return person.texts();
  }

  @Test
  void what_expired_while_the_client_was_closed_is_never_shown_and_off_the_disk_at_once() {
    ada.post("soon gone");
    assertEquals(List.of("soon gone"), ben.texts());
    int pages = pages(ben);
    away(ben, 11 * MINUTE);
    assertEquals(List.of(), atOnce(ben));
    assertTrue(pages(ben) < pages);
  }

  @Test
  void a_clock_set_back_gives_no_message_a_longer_life() {
    ada.post("soon gone");
    sim.pass(9 * MINUTE);
    sim.now -= MONTH;
    assertEquals(List.of("soon gone"), atOnce(ben));
    assertTrue(ben.client.device().now() > sim.now + MONTH - 2 * MINUTE * 1000);
    sim.now += MONTH + 61_000;
    assertEquals(List.of(), atOnce(ben));
  }

  @Test
  void a_clock_ahead_of_the_servers_is_not_remembered() {
    long before = sim.now;
    for (boolean online : new boolean[] {false, true}) {
      sim.now = before + 300L * 86_400_000; // the server's clock stays
      ben.online = online;
      ben.restart();
      ben.client.tick(sim.now);
      ben.carryOut();
      sim.now = before;
      ben.restart();
      assertTrue(ben.client.device().now() < before + MINUTE * 1000);
    }
  }

  @Test
  void a_server_that_keeps_what_expired_and_gives_it_again_revives_nothing() {
    ada.post("soon gone");
    LogId channel = LogId.of(Hex.parse(ada.channel()));
    List<LogEntry> log = sim.server.log(channel);
    LogEntry kept = log.get(log.size() - 1);
    sim.pass(11 * MINUTE);
    assertEquals(List.of(), ben.texts());
    sim.now -= MONTH;
    for (int i = 0; i < 2; i++) {
      log.add(
          new LogEntry(
              log.size(), kept.expiry() + i * 40L * 86_400, new byte[0], kept.body(), List.of()));
      ben.online = true;
      ben.restart();
      assertEquals(List.of(), ben.texts());
    }
  }

  @Test
  void states_of_the_own_chain_go_with_the_messages_they_open() {
    ada.post("one");
    sim.pass(MINUTE);
    ada.post("two");
    assertEquals(2, ada.client.device().rows.scan("cs/").size());
    sim.pass(9 * MINUTE + 1);
    assertEquals(1, ada.client.device().rows.scan("cs/").size());
    sim.pass(MINUTE);
    assertEquals(0, ada.client.device().rows.scan("cs/").size());
  }

  @Test
  void a_store_is_shown_from_its_newest_pages_before_the_others_come() {
    for (int i = 0; i < 70; i++) {
      ada.post("message " + i);
    }
    ben.disconnect();
    TreeMap<String, byte[]> stored = new TreeMap<>(ben.backup());
    GroupClient client = new GroupClient(sim.sealer, ben.client.device().engine, ben.vault);
    stored.entrySet().removeIf(row -> row.getKey().length() != 16 && load(client, row));
    List<String> pages = stored.descendingKeySet().stream().toList();
    load(client, pages.get(0), stored);
    client.shown(sim.now);
    assertTrue(client.takeEffects().stream().noneMatch(Effect.Connect.class::isInstance));
    int shown = client.timeline(ada.channel(), 1000).items().size();
    assertTrue(shown > 0);
    for (String page : pages.subList(1, pages.size())) {
      load(client, page, stored);
    }
    client.opened(sim.now);
    assertTrue(client.takeEffects().stream().anyMatch(Effect.Connect.class::isInstance));
    assertTrue(shown < client.timeline(ada.channel(), 1000).items().size());
  }

  private static boolean load(GroupClient client, Map.Entry<String, byte[]> row) {
    assertTrue(client.row(Hex.parse(row.getKey()), row.getValue()));
    return true;
  }

  private static void load(GroupClient client, String page, TreeMap<String, byte[]> stored) {
    byte[] value = Objects.requireNonNull(stored.get(page));
    assertTrue(client.row(Hex.parse(page), value));
  }

  @Test
  void the_key_of_other_rows_is_renewed_every_day() {
    Rows rows = ben.client.device().rows;
    assertFalse(rows.scan("f/key-renewed").isEmpty());
    String before = rowKeyPlace(ben);
    sim.pass(5);
    assertEquals(before, rowKeyPlace(ben));
    sim.now += 86_400_000;
    sim.pass(1);
    assertFalse(before.equals(rowKeyPlace(ben)));
    ben.restart();
    assertEquals("READY", ben.phase());
  }

  @Test
  void keys_of_chains_go_when_nobody_can_report_what_was_written_under_them() {
    ada.post("one");
    assertFalse(ben.client.device().rows.scan("dk/").isEmpty());
    sim.now += 20L * 86_400_000;
    ben.disconnect();
    ben.client.tick(sim.now);
    assertTrue(ben.client.device().rows.scan("dk/").isEmpty());
  }

  /** The one key that no page has. */
  private static String rowKeyPlace(Person person) {
    return person.stored.keySet().stream()
        .filter(place -> place.length() == 18 && !person.stored.containsKey(place.substring(2)))
        .reduce((one, other) -> one + other)
        .orElseThrow();
  }

  private static int pages(Person person) {
    return (int) person.stored.keySet().stream().filter(place -> place.length() == 16).count();
  }
}
