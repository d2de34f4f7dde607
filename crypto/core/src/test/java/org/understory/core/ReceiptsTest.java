package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.understory.core.Simulation.Person;
import org.understory.core.content.Body;
import org.understory.wire.id.LogId;

class ReceiptsTest {
  private static final int HOUR = 3_600;

  private final Simulation sim = new Simulation(78);
  private final Person ada = sim.founder();
  private final Person ben = sim.joiner(ada, "Ben");
  private final Person cleo = sim.joiner(ada, "Cleo");

  @BeforeEach
  void aTimerOfAnHour() {
    assertEquals("", ada.client.setTimer(ada.channel(), HOUR, sim.now));
    sim.settle();
    ada.post("soon gone");
    ben.post("so is this");
  }

  private static String gone(Person person) {
    return person.client.query("gone", List.of(person.channel()));
  }

  private int posts() {
    return sim.server.log(LogId.of(Hex.parse(ada.channel()))).size();
  }

  /** So that each of the following days is passed in steps that let everyone speak. */
  private void passADay() {
    sim.now += Receipts.DAY_MILLIS - 2 * HOUR * 1000L;
    sim.server.now = sim.now;
    for (int i = 0; i < 120; i++) {
      sim.pass(60);
    }
  }

  @Test
  void each_device_tells_once_a_day_however_much_ended() {
    for (int i = 0; i < 20; i++) {
      ada.post("and more " + i);
    }
    int before = posts();
    sim.pass(HOUR + 60);
    assertEquals(before, posts(), "nothing is told on the same day");
    assertTrue(gone(ada).startsWith("{\"gone\":0,\"of\":0"));
    passADay();
    assertEquals(before + 3, posts());
    for (Person person : List.of(ada, ben, cleo)) {
      assertTrue(gone(person).startsWith("{\"gone\":3,\"of\":3"), gone(person));
      assertEquals(3, person.client.view().channels().get(0).talk().goneOn());
    }
    passADay();
    passADay();
    assertEquals(before + 3, posts(), "nothing ended meanwhile but receipts");
  }

  @Test
  void a_device_that_is_away_is_counted_when_it_is_back() {
    cleo.disconnect();
    cleo.online = false;
    sim.people.remove(cleo);
    sim.pass(HOUR + 60);
    passADay();
    assertTrue(gone(ada).startsWith("{\"gone\":2,\"of\":3"), gone(ada));
    sim.people.add(cleo);
    cleo.online = true;
    cleo.restart();
    for (int i = 0; i < 30; i++) {
      sim.pass(60);
    }
    assertTrue(gone(ada).startsWith("{\"gone\":3,\"of\":3"), gone(ada));
  }

  @Test
  void a_receipt_stands_in_no_timeline_and_makes_nothing_unread() {
    sim.pass(HOUR + 60);
    passADay();
    assertEquals(List.of(), ada.texts());
    assertEquals(0, ada.client.view().channels().get(0).unread());
    assertEquals(0, ada.unread());
  }

  @Test
  void a_day_that_has_not_come_counts_for_nobody() {
    LogId channel = LogId.of(Hex.parse(ada.channel()));
    ada.client.parts().posting.post(channel, new Body.Receipt(Integer.MAX_VALUE), 0, false);
    ada.client.tick(sim.now);
    sim.settle();
    assertTrue(ben.client.device().rows.scan("gr/").isEmpty());
  }

  @Test
  void where_messages_stay_nothing_is_told() {
    Simulation still = new Simulation(79);
    Person dora = still.founder();
    dora.post("this stays");
    int before = still.server.log(LogId.of(Hex.parse(dora.channel()))).size();
    for (int i = 0; i < 3; i++) {
      still.now += Receipts.DAY_MILLIS;
      still.server.now = still.now;
      still.pass(1_800);
    }
    assertEquals(before, still.server.log(LogId.of(Hex.parse(dora.channel()))).size());
  }
}
