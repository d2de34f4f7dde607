package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What honest keepers and members do with compartments in a {@link Schedule}. */
final class Keeping {
  private final Schedule schedule;
  private final Simulation sim;
  private final Random random;

  Keeping(Schedule schedule) {
    this.schedule = schedule;
    sim = schedule.sim;
    random = schedule.random;
  }

  private String act(Simulation.Person who, String name, String... args) {
    String code = who.client.act(name, List.of(args), sim.now);
    who.carryOut();
    return code;
  }

  void step(Simulation.Person steward) {
    List<Compartment> known = List.copyOf(steward.client.parts().compartments.all());
    if (!Everyday.isIn(steward)) {
      return;
    }
    if (known.isEmpty() || (known.size() == 1 && random.nextInt(8) == 0)) {
      found(steward);
    } else {
      change(steward, known.get(random.nextInt(known.size())));
    }
    sim.settle();
    sim.leap(8_000);
  }

  private void found(Simulation.Person steward) {
    List<String> members = new ArrayList<>();
    for (Simulation.Person person : sim.people) {
      boolean chosen = person == sim.people.get(0) || person == sim.people.get(1);
      chosen |= Everyday.isIn(person) && random.nextInt(5) < 3;
      if (chosen && !members.contains(Everyday.member(person))) {
        members.add(Everyday.member(person));
      }
    }
    List<String> keepers = new ArrayList<>(members.subList(0, 2));
    if (members.size() > 2 && random.nextBoolean()) {
      keepers.add(members.get(2));
    }
    String code =
        act(
            steward,
            "createNeedToKnow",
            "narrow",
            "0",
            String.join(" ", members),
            String.join(" ", keepers));
    schedule.story.add(
        schedule.name(steward) + " founds a compartment of " + members.size() + " " + code);
  }

  private void change(Simulation.Person steward, Compartment one) {
    Simulation.Person other = sim.people.get(2 + random.nextInt(sim.people.size() - 2));
    if (one.logs().isEmpty() || !Everyday.isIn(other)) {
      return;
    }
    String channel = one.logs().iterator().next().hex();
    boolean in = one.state().person(other.client.device().keys().member()) != null;
    int dice = random.nextInt(6);
    String what = in ? (dice < 2 ? "removeFromChannel" : "") : (dice < 5 ? "addToChannel" : "");
    if (!what.isEmpty()) {
      String code = act(steward, what, channel, Everyday.member(other));
      schedule.story.add(
          schedule.name(steward) + " " + what + " " + schedule.name(other) + " " + code);
    } else if (dice == 2) {
      schedule.story.add(schedule.name(other) + " leaves the compartment");
      act(other, "leaveChannel", channel);
    } else if (dice == 3) {
      schedule.story.add(schedule.name(steward) + " makes " + schedule.name(other) + " a keeper");
      act(steward, "setKeeper", channel, Everyday.member(other), "1");
    } else {
      for (Simulation.Person person : sim.people) {
        if (Everyday.isIn(person) && person.client.parts().channel(channel) != null) {
          person.client.post(channel, "narrow", sim.now);
          person.carryOut();
        }
      }
      schedule.story.add("those in the compartment write");
    }
  }
}
