package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import org.understory.core.view.Office;

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
}
