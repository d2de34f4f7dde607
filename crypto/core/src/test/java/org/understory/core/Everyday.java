package org.understory.core;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.understory.core.view.Devices;
import org.understory.core.view.View;
import org.understory.wire.id.LogId;

/** What honest people do in a {@link Schedule}: all but the false one, and the liar's software. */
final class Everyday {
  private static final long WEEK = 7 * 86_400_000L + 2 * 3_600_000L;
  private static final int MOST_NEWCOMERS = 2;

  private final Schedule schedule;
  private final Simulation sim;
  private final Random random;
  private final Watch watch;
  private final Set<Simulation.Person> removed = new HashSet<>();

  /** Who asked to be let in, with the name that stewards see. */
  private final Map<Simulation.Person, String> asking = new HashMap<>();

  /** Further devices, and who linked them. */
  private final Map<Simulation.Person, Simulation.Person> linked = new LinkedHashMap<>();

  private final Keeping keeping;
  private int newcomers;
  private boolean weekOver;

  Everyday(Schedule schedule, Watch watch) {
    this.schedule = schedule;
    this.watch = watch;
    sim = schedule.sim;
    random = schedule.random;
    keeping = new Keeping(schedule);
  }

  private void say(String what) {
    schedule.story.add(what);
  }

  static boolean isIn(Simulation.Person person) {
    return person.client.device().facts.phase() == Phase.READY;
  }

  private String act(Simulation.Person who, String name, String... args) {
    String code = who.client.act(name, List.of(args), sim.now);
    who.carryOut();
    return code;
  }

  static String member(Simulation.Person person) {
    return person.client.device().keys().member().hex();
  }

  /** Somebody writes in a channel of the group, or in a compartment. */
  void write(Simulation.Person person) {
    List<LogId> logs = person.client.parts().circles.logs();
    if (isIn(person) && !logs.isEmpty()) {
      say(schedule.name(person) + " writes");
      LogId log = logs.get(random.nextInt(logs.size()));
      person.client.post(log.hex(), "text " + random.nextInt(), sim.now);
      person.carryOut();
    }
  }

  /** Everybody is there and writes in everything; then there is time for it to arrive. */
  void everybodyWrites() {
    for (Simulation.Person person : List.copyOf(sim.people)) {
      person.online = true;
      person.heldBackRoster = false;
      for (LogId log : isIn(person) ? person.client.parts().circles.logs() : List.<LogId>of()) {
        person.client.post(log.hex(), "at the end", sim.now);
        person.carryOut();
      }
    }
    sim.pass(4);
    for (int i = 0; i < 30; i++) {
      sim.leap(5_000);
    }
  }

  void step() {
    Simulation.Person steward = schedule.honestSteward();
    switch (random.nextInt(14)) {
      case 0 -> {
        say(schedule.name(steward) + " sets the timer");
        steward.client.setTimer(schedule.channel(), 3600 + random.nextInt(3600), sim.now);
      }
      case 1 -> remove(steward);
      case 2 -> {
        say(schedule.name(steward) + " makes a channel");
        steward.client.createChannel("more", 3600, sim.now);
      }
      case 3, 4 -> invite(steward);
      case 5, 6 -> approve();
      case 7, 8 -> link();
      case 9 -> revoke();
      case 10 -> week();
      default -> keeping.step(steward);
    }
    steward.carryOut();
  }

  private void remove(Simulation.Person steward) {
    int who = 4 + random.nextInt(Math.max(1, sim.people.size() - 4));
    if (who < sim.people.size() && removed.size() < 2 && isIn(sim.people.get(who))) {
      Simulation.Person gone = sim.people.get(who);
      say(schedule.name(steward) + " removes " + schedule.name(gone));
      removed.add(gone);
      act(steward, "removeMembers", member(gone), "0");
      sim.settle();
      sim.leap(Undo.WAIT_MILLIS);
      sim.pass(1);
    }
  }

  // ---- who comes in

  private void invite(Simulation.Person steward) {
    List<String> before = Simulation.links(steward);
    if (newcomers == MOST_NEWCOMERS || !isIn(steward)) {
      return;
    }
    steward.client.createInvite("for somebody", 86_400_000, sim.now);
    steward.carryOut();
    sim.settle();
    List<String> links = Simulation.links(steward);
    links.removeAll(before);
    if (links.isEmpty()) {
      return;
    }
    newcomers++;
    String name = "Newcomer " + newcomers;
    boolean stolen = schedule.kind == Schedule.Kind.QUIET && stewardsAreThere();
    if (stolen && random.nextInt(4) == 0) {
      Simulation.Person thief = schedule.person();
      say("a thief asks as " + name);
      thief.client.join(links.get(0), name, "me", sim.now);
      watch.expected.stole(thief);
      sim.settle();
    }
    Simulation.Person fresh = schedule.person();
    say(schedule.name(fresh) + " asks to be let in by " + schedule.name(steward));
    fresh.client.join(links.get(0), name, "me", sim.now);
    sim.settle();
    asking.put(fresh, name);
  }

  private boolean stewardsAreThere() {
    return sim.people.subList(0, 2).stream().allMatch(one -> one.online && !one.heldBackRoster);
  }

  /** Both honest stewards say yes to whoever asks. */
  private void approve() {
    for (Map.Entry<Simulation.Person, String> one : Map.copyOf(asking).entrySet()) {
      int yes = 0;
      for (Simulation.Person steward : sim.people.subList(0, 2)) {
        for (View.Request request : steward.client.view().requests()) {
          if (request.name().equals(one.getValue())) {
            yes += steward.client.approve(request.id(), sim.now).isEmpty() ? 1 : 0;
            steward.carryOut();
          }
        }
      }
      say("stewards say yes to " + one.getValue() + ": " + yes);
      sim.settle();
      sim.leap(Undo.WAIT_MILLIS);
      if (yes == 2) {
        asking.remove(one.getKey());
        if (stewardsAreThere()) { // else the invite may be over before they are back
          watch.expected.admitted(one.getKey());
        }
      }
    }
  }

  private void link() {
    Simulation.Person old = sim.people.get(3 + random.nextInt(sim.people.size() - 3));
    if (!isIn(old) || linked.size() == MOST_NEWCOMERS || !old.online || linked.containsValue(old)) {
      return;
    }
    String code = act(old, "linkStart");
    sim.settle();
    Devices.Linking shown = old.client.view().devices().linking();
    if (!code.isEmpty() || shown == null || shown.code() == null) {
      return;
    }
    Simulation.Person fresh = schedule.person();
    say(schedule.name(old) + " links " + schedule.name(fresh));
    act(fresh, "link", shown.code());
    sim.settle();
    if (act(old, "linkConfirm").isEmpty()) {
      linked.put(fresh, old);
      watch.expected.linked(fresh, old);
    }
    sim.settle();
    sim.leap(10_000);
  }

  private void revoke() {
    for (Map.Entry<Simulation.Person, Simulation.Person> one : List.copyOf(linked.entrySet())) {
      if (isIn(one.getKey()) && isIn(one.getValue())) {
        boolean newer = random.nextBoolean();
        Simulation.Person gone = newer ? one.getKey() : one.getValue();
        Simulation.Person by = newer ? one.getValue() : one.getKey();
        gone.online &= random.nextBoolean();
        if (!gone.online) {
          gone.disconnect();
        }
        if (act(by, "revokeDevices", gone.id().hex(), "").isEmpty()) {
          say(schedule.name(by) + " takes " + schedule.name(gone) + " away");
          watch.expected.revoked(gone, by);
          linked.remove(one.getKey());
        }
        sim.settle();
        return;
      }
    }
  }

  private void week() {
    if (!weekOver) {
      weekOver = true;
      say("a week passes");
      sim.leap(WEEK);
      sim.leap(30_000);
      sim.pass(2);
    }
  }
}
