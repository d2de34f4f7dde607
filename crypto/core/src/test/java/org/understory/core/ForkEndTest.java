package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.understory.core.Stewards.act;
import static org.understory.core.Stewards.decisions;
import static org.understory.core.Stewards.member;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.view.Office;
import org.understory.wire.id.LogId;

/** A steward forks; the two others end it with their voices, and nothing else leaves till then. */
class ForkEndTest {
  private final Simulation sim = new Simulation(120);
  private final List<Simulation.Person> all = Stewards.three(sim);
  private final Simulation.Person ada = all.get(0);
  private final Simulation.Person ben = all.get(1);
  private final Simulation.Person cleo = all.get(2);

  private int proposals() {
    return sim.server.log(LogId.PROPOSALS).size();
  }

  private static Office.Decision removal(Simulation.Person seen) {
    return decisions(seen).stream()
        .filter(d -> d.kind() == Office.Kind.REMOVE)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void fk_3_two_of_three_put_out_who_forked_while_halted_and_nothing_else_leaves() {
    act(sim, ada, "setPolicy", "4", "20");
    sim.pass(1);
    Stewards.fork(sim, cleo);
    assertEquals("HALTED", ada.phase());
    assertEquals("HALTED", ben.phase());
    int before = proposals();
    act(sim, ben, "setPolicy", "3", "48");
    act(sim, ben, "removeMembers", member(ada), "0");
    sim.pass(15);
    assertEquals(before, proposals(), "no other decision leaves while halted");
    assertTrue(decisions(ada).stream().noneMatch(d -> d.kind() == Office.Kind.REMOVE));
    act(sim, ben, "withdrawDecision", removal(ben).id());

    act(sim, ada, "removeMembers", member(cleo), "0");
    sim.pass(11);
    assertTrue(proposals() > before);
    assertEquals("HALTED", ben.phase());
    act(sim, ben, "approveDecision", removal(ben).id());
    sim.pass(15);
    for (Simulation.Person one : List.of(ada, ben)) {
      assertEquals("READY", one.phase());
      assertEquals(2, Stewards.of(one).size());
      assertFalse(Stewards.of(one).contains(member(cleo)));
    }
    assertEquals(2, sim.server.stewardKeys.size());
    ada.post("without her");
    sim.pass(3);
    assertTrue(ben.texts().contains("without her"));
    assertFalse(cleo.texts().contains("without her"));
  }
}
