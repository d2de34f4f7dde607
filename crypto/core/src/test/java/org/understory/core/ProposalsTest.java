package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.understory.core.Stewards.act;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProposalsTest {
  @Test
  void who_has_left_is_encrypted_to_no_more_before_any_steward_is_awake() {
    Simulation sim = new Simulation(141);
    Simulation.Person ada = sim.founder();
    Simulation.Person ben = sim.joiner(ada, "Ben");
    Simulation.Person cleo = sim.joiner(ada, "Cleo");
    cleo.post("before");
    ada.online = false;
    ada.disconnect();
    act(sim, ben, "leave");
    sim.pass(3);
    assertEquals("LEFT", ben.phase());
    assertTrue(cleo.client.parts().membership.isCutOff(ben.id()));
    assertTrue(cleo.client.parts().membership.isActive(ben.id()));
    assertFalse(
        cleo.client.parts().membership.others().stream()
            .anyMatch(keys -> keys.device().equals(ben.id())));
    cleo.restart();
    sim.pass(3);
    assertTrue(cleo.client.parts().membership.isCutOff(ben.id()));
    ada.online = true;
    sim.settle();
    sim.pass(3);
    assertFalse(cleo.client.parts().membership.isActive(ben.id()));
    cleo.post("after");
    sim.pass(2);
    assertEquals(List.of("before", "after"), ada.texts());
  }
}
