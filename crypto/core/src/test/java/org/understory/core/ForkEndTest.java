package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.understory.core.Stewards.act;
import static org.understory.core.Stewards.decisions;
import static org.understory.core.Stewards.member;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.roster.DeviceKeySet;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.RawEntries;
import org.understory.core.roster.RosterSeal;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedEntry;
import org.understory.core.view.Office;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.id.LogId;

/** A steward forks; the two others end it with their voices, and nothing else leaves till then. */
class ForkEndTest {
  private final Simulation sim = new Simulation(120);
  private final List<Simulation.Person> all = Stewards.three(sim);
  private final Simulation.Person ada = all.get(0);
  private final Simulation.Person ben = all.get(1);
  private final Simulation.Person cleo = all.get(2);

  /** Two entries by Cleo for one place, for all to see. */
  private void fork() {
    RosterState state = cleo.client.parts().membership.state();
    LogId channel = state.channels().keySet().iterator().next();
    for (int seconds : new int[] {61, 62}) {
      DeviceKeySet keys = cleo.client.device().keys();
      SignedEntry entry =
          RawEntries.sign(
              sim.sealer,
              keys,
              keys.device(),
              state,
              EntryBody.Policy.timer(channel, seconds),
              sim.now);
      var epoch = state.epoch();
      int generation = epoch == null ? 1 : epoch.rosterKeyGeneration();
      byte[] sealed =
          new RosterSeal(sim.sealer, state.space())
              .seal(cleo.client.parts().rosterLog.keys(), generation, entry, false)
              .encode();
      List<LogEntry> roster = sim.server.log(LogId.ROSTER);
      roster.add(new LogEntry(roster.size(), 0, sealed, new byte[0], List.of()));
    }
    sim.server.wires.forEach(FakeWire::flush);
    sim.settle();
  }

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
    fork();
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
