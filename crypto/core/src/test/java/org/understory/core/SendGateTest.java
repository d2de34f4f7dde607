package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.content.Fixture;

class SendGateTest {
  @Test
  void the_reason_that_was_added_first_is_named_first() {
    SendGate gate = new SendGate();
    assertNull(gate.held(Fixture.CHANNEL));
    gate.add(channel -> channel.equals(Fixture.CHANNEL) ? SendGate.HALTED : null);
    gate.add(channel -> SendGate.NO_LEASE);
    assertEquals(SendGate.HALTED, gate.held(Fixture.CHANNEL));
    assertEquals(SendGate.NO_LEASE, gate.held(Fixture.OTHER_CHANNEL));
  }

  @Test
  void what_is_held_stays_queued_and_leaves_when_nothing_holds_it_any_more() {
    Simulation sim = new Simulation(71);
    Simulation.Person ada = sim.founder();
    Simulation.Person ben = sim.joiner(ada, "Ben");
    String[] held = {SendGate.NOT_POSTER};
    ada.client.parts().gate.add(channel -> held[0].isEmpty() ? null : held[0]);
    ada.post("held back");
    assertEquals(List.of(), ben.texts());
    assertEquals(1, ada.client.view().queue());
    held[0] = "";
    sim.pass(1);
    assertEquals(List.of("held back"), ben.texts());
  }
}
