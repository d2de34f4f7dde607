package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.understory.core.roster.DeviceKeySet;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.core.roster.RawEntries;
import org.understory.core.roster.RosterSeal;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedEntry;
import org.understory.core.view.Office;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.id.LogId;

/** What tests of several stewards have in common. */
final class Stewards {
  private Stewards() {}

  static String member(Simulation.Person person) {
    return person.client.view().me().member();
  }

  /** An act that is done, with everything that it sets off at once. */
  static void act(Simulation sim, Simulation.Person who, String name, String... args) {
    String code = tried(sim, who, name, args);
    if (!code.isEmpty()) {
      throw new AssertionError(name + ": " + code);
    }
  }

  /** What comes of an act. */
  static String tried(Simulation sim, Simulation.Person who, String name, String... args) {
    String code = who.client.act(name, List.of(args), sim.now);
    who.carryOut();
    sim.settle();
    return code;
  }

  static List<Office.Decision> decisions(Simulation.Person person) {
    return person.client.view().office().decisions();
  }

  /** The one decision that a person sees. */
  static Office.Decision decision(Simulation.Person person) {
    List<Office.Decision> all = decisions(person);
    if (all.size() != 1) {
      throw new AssertionError(all.size() + " decisions are open");
    }
    return all.get(0);
  }

  /** The ids of the stewards, as a person sees them. */
  static List<String> of(Simulation.Person person) {
    List<String> stewards = new ArrayList<>();
    for (var member : person.client.view().members()) {
      if (member.role() == org.understory.core.view.View.Role.STEWARD
          && member.standing() == org.understory.core.view.View.Standing.ACTIVE) {
        stewards.add(member.id());
      }
    }
    return stewards;
  }

  /** Makes a member a steward, with the voices that it takes. */
  static void appoint(
      Simulation sim, Simulation.Person by, Simulation.Person who, Simulation.Person... others) {
    act(sim, by, "appoint", member(who));
    act(sim, who, "acceptOffice", decision(who).id());
    for (Simulation.Person other : others) {
      act(sim, other, "approveDecision", decision(other).id());
    }
    sim.pass(12);
    if (!of(by).contains(member(who))) {
      throw new AssertionError("nobody was appointed");
    }
  }

  /** Three stewards, the founder first. */
  static List<Simulation.Person> three(Simulation sim) {
    Simulation.Person ada = sim.founder();
    Simulation.Person ben = sim.joiner(ada, "Ben");
    Simulation.Person cleo = sim.joiner(ada, "Cleo");
    appoint(sim, ada, ben);
    appoint(sim, ada, cleo);
    return List.of(ada, ben, cleo);
  }

  /** Two entries by a steward for one place, for all to see. */
  static void fork(Simulation sim, Simulation.Person liar) {
    RosterState state = liar.client.parts().membership.state();
    EpochEntry epoch = Objects.requireNonNull(state.epoch());
    LogId channel = state.channels().keySet().iterator().next();
    for (int seconds : new int[] {61, 62}) {
      DeviceKeySet keys = liar.client.device().keys();
      SignedEntry entry =
          RawEntries.sign(
              sim.sealer,
              keys,
              keys.device(),
              state,
              EntryBody.Policy.timer(channel, seconds),
              sim.now);
      byte[] sealed =
          new RosterSeal(sim.sealer, state.space())
              .seal(liar.client.parts().rosterLog.keys(), epoch.rosterKeyGeneration(), entry, false)
              .encode();
      List<LogEntry> roster = sim.server.log(LogId.ROSTER);
      roster.add(new LogEntry(roster.size(), 0, sealed, new byte[0], List.of()));
    }
    sim.server.wires.forEach(FakeWire::flush);
    sim.settle();
  }
}
