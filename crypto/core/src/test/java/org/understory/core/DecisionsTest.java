package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.understory.core.Stewards.act;
import static org.understory.core.Stewards.decision;
import static org.understory.core.Stewards.decisions;
import static org.understory.core.Stewards.member;
import static org.understory.core.Stewards.tried;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.view.Office;
import org.understory.core.view.View;

class DecisionsTest {
  @Test
  void a_founder_appoints_a_second_and_a_third_steward_who_agree() {
    Simulation sim = new Simulation(101);
    List<Simulation.Person> all = Stewards.three(sim);
    for (Simulation.Person person : all) {
      assertEquals(
          all.stream().map(Stewards::member).sorted().toList(),
          Stewards.of(person).stream().sorted().toList());
      assertEquals(View.Role.STEWARD, person.client.view().me().role());
      assertTrue(person.client.isCaughtUp());
      assertEquals(List.of(), decisions(person));
    }
    assertEquals(3, sim.server.stewardKeys.size());
    assertEquals(2, sim.server.setThreshold);
    all.get(2).post("from the third");
    assertEquals(List.of("from the third"), all.get(0).texts());
  }

  @Test
  void nobody_is_made_a_steward_unasked() {
    Simulation sim = new Simulation(102);
    Simulation.Person ada = sim.founder();
    Simulation.Person ben = sim.joiner(ada, "Ben");
    act(sim, ada, "appoint", member(ben));
    sim.pass(30);
    assertEquals(1, Stewards.of(ada).size());
    assertTrue(decision(ben).asksMe());
    act(sim, ben, "refuseOffice", decision(ben).id());
    sim.pass(2);
    assertEquals(List.of(), decisions(ben));
    assertEquals(List.of(), decisions(ada));
    assertEquals(1, Stewards.of(ada).size());
  }

  @Test
  void three_stewards_put_one_out_with_two_voices() {
    Simulation sim = new Simulation(103);
    List<Simulation.Person> all = Stewards.three(sim);
    Simulation.Person ada = all.get(0);
    Simulation.Person ben = all.get(1);
    Simulation.Person cleo = all.get(2);
    act(sim, ada, "removeMembers", member(cleo), "0");
    sim.pass(11);
    assertEquals(3, Stewards.of(ada).size());
    Office.Decision open = decision(ben);
    assertEquals(Office.Kind.REMOVE, open.kind());
    assertEquals(member(ada), open.by());
    assertEquals(2, open.needed());
    assertEquals(Office.OwnVoice.BLOCKED, decision(cleo).ownVoice());
    assertEquals("self", tried(sim, cleo, "approveDecision", open.id()));
    act(sim, ben, "approveDecision", open.id());
    sim.pass(11);
    assertEquals("REMOVED", cleo.phase());
    assertEquals(2, Stewards.of(ada).size());
    assertEquals(2, sim.server.stewardKeys.size());
    assertEquals(List.of(), decisions(ada));
    assertEquals(member(ben), ada.client.view().office().decided().getLast().by());
    ada.post("without her");
    sim.pass(2);
    assertEquals(List.of("without her"), ben.texts());
    assertFalse(cleo.texts().contains("without her"));
  }
}
