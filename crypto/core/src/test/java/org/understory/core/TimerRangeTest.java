package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.understory.core.Stewards.act;
import static org.understory.core.Stewards.decision;
import static org.understory.core.Stewards.tried;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.view.Timeline;
import org.understory.core.view.View;

/**
 * Stewards lock what a channel's timer may be; and one's own history of a channel goes at a word.
 */
final class TimerRangeTest {
  private static View.Channel channel(Simulation.Person person) {
    return person.client.view().channels().get(0);
  }

  private static String message(Simulation.Person person, String text) {
    for (Timeline.Item item : person.client.timeline(person.channel(), 100).items()) {
      if (item instanceof Timeline.Message message && message.text().equals(text)) {
        return message.id();
      }
    }
    throw new AssertionError(text);
  }

  @Test
  void stewards_lock_the_timer_together_and_alone_nobody_leaves_it() {
    Simulation sim = new Simulation(611);
    List<Simulation.Person> all = Stewards.three(sim);
    Simulation.Person ada = all.get(0);
    String id = channel(ada).id();
    act(sim, ada, "setTimer", id, "0");
    sim.pass(3);
    act(sim, ada, "setTimerRange", id, "60", "3600");
    sim.pass(12);
    assertEquals(0, channel(ada).talk().timerMax());
    assertEquals(10, decision(all.get(1)).policy());
    assertEquals(id + " 60 3600", decision(all.get(1)).text());
    act(sim, all.get(1), "approveDecision", decision(all.get(1)).id());
    sim.pass(14);
    for (Simulation.Person person : all) {
      assertEquals(60, channel(person).talk().timerMin());
      assertEquals(3600, channel(person).talk().timerMax());
      assertEquals(3600, channel(person).timerSeconds());
    }
    assertTrue(
        ada.client.timeline(id, 50).items().stream()
            .anyMatch(item ->
                item instanceof Timeline.SystemLine line
                    && line.what() == Timeline.Event.TIMER_RANGE));
    assertEquals("timer-range", tried(sim, ada, "setTimer", id, "59"));
    assertEquals("timer-range", tried(sim, ada, "setTimer", id, "0"));
    assertEquals("", tried(sim, ada, "setTimer", id, "60"));
    sim.pass(3);
    assertEquals(60, channel(all.get(2)).timerSeconds());
  }

  @Test
  void a_range_that_is_none_is_refused() {
    Simulation sim = new Simulation(612);
    Simulation.Person ada = sim.founder();
    Simulation.Person ben = sim.joiner(ada, "Ben");
    String id = channel(ada).id();
    for (String[] bad :
        List.of(
            new String[] {"61", "60"},
            new String[] {"4", "0"},
            new String[] {"0", "-5"},
            new String[] {"0", "4294967356"})) {
      assertEquals("timer-range", tried(sim, ada, "setTimerRange", id, bad[0], bad[1]));
    }
    assertEquals(
        "no-such", tried(sim, ada, "setTimerRange", "00112233445566778899aabbccddeeff", "60", "0"));
    assertEquals("not-steward", tried(sim, ben, "setTimerRange", id, "60", "0"));
  }

  @Test
  void a_cleared_channel_is_empty_here_and_stays_so() {
    Simulation sim = new Simulation(613);
    Simulation.Person ada = sim.founder();
    Simulation.Person ben = sim.joiner(ada, "Ben");
    String id = channel(ada).id();
    ada.post("one");
    ben.post("two");
    sim.pass(2);
    act(sim, ada, "react", id, message(ada, "two"), "👍");
    sim.pass(2);
    act(sim, ada, "clearHistory", id);
    assertEquals(List.of(), ada.texts());
    assertEquals(0, channel(ada).unread());
    sim.pass(120);
    assertEquals(List.of(), ada.texts());
    assertEquals(List.of("one", "two"), ben.texts());
    ben.post("three");
    sim.pass(2);
    assertEquals(List.of("three"), ada.texts());
  }
}
