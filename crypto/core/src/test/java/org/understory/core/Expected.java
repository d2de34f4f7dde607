package org.understory.core;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.understory.core.roster.DeviceId;

/** What honest people have seen to in a run, and that one false member alone keeps from nobody. */
final class Expected {
  private static final long MOST_WITHOUT_REFRESH = (7 * 24 + 1) * 3_600_000L;

  private final Watch watch;
  private final CompartmentWatch narrow;
  private final Map<Simulation.Person, Simulation.Person> revoked = new HashMap<>();
  private final Set<Simulation.Person> admitted = new HashSet<>();
  private final Map<Simulation.Person, Simulation.Person> linked = new HashMap<>();
  private final Set<Simulation.Person> thieves = new HashSet<>();

  Expected(Watch watch, CompartmentWatch narrow) {
    this.watch = watch;
    this.narrow = narrow;
  }

  /** Another device of its member took this one away. */
  void revoked(Simulation.Person person, Simulation.Person by) {
    revoked.put(person, by);
  }

  /** Honest stewards let this person in. */
  void admitted(Simulation.Person person) {
    admitted.add(person);
  }

  /** A device let in another of the same member. */
  void linked(Simulation.Person fresh, Simulation.Person by) {
    admitted.add(fresh);
    linked.put(fresh, by);
  }

  /** Has somebody else's link. */
  void stole(Simulation.Person person) {
    thieves.add(person);
  }

  /** After every step, of what an honest person applied. */
  void check(PlainRoster roster) {
    for (Simulation.Person thief : thieves) {
      Watch.require(!roster.has(thief.id()), "in by a stolen link");
    }
  }

  /** At the end of a quiet run, after everybody was there and wrote. */
  void everybodyHears() {
    watch.check();
    for (Simulation.Person person : watch.sim().people) {
      boolean honest = !watch.liar(person) && !revoked.containsKey(person) && !wentAlong(person);
      DeviceId device = person.client.device().hasKeys() ? person.id() : null;
      if (honest && device != null && Watch.of(person).state().deviceOf(device) != null) {
        hears(person, Watch.of(person));
      }
      Watch.require(
          !admitted.contains(person)
              || wentAlong(person)
              || !stays(person)
              || person.phase().equals("READY"),
          "kept out by one member");
    }
  }

  /** Whether no honest steward and no device of its own took this one away, or who let it in. */
  private boolean stays(Simulation.Person person) {
    if (revoked.containsKey(person)) {
      return false;
    }
    DeviceId device = person.id();
    PlainRoster roster = watch.roster(watch.sim().people.get(0));
    if (roster.devices.containsKey(device)) {
      return roster.has(device);
    }
    Simulation.Person by = linked.get(person);
    return by == null || stays(by);
  }

  /** What a revoked device let in goes with it, and follows the roster no more. */
  private boolean wentAlong(Simulation.Person person) {
    boolean gone = !person.client.device().hasKeys() || person.phase().equals("REMOVED");
    return gone && isBehind(person);
  }

  /** Whether somebody on the way from the member's first device to this one was revoked. */
  private boolean isBehind(Simulation.Person person) {
    Simulation.Person by = linked.get(person);
    return by != null && (revoked.containsKey(by) || isBehind(by));
  }

  /** Who was taken away itself may have gone before it told anybody that another is to go. */
  private static boolean isIn(Simulation.Person person, Membership membership) {
    return person.client.device().hasKeys() && membership.state().deviceOf(person.id()) != null;
  }

  private void hears(Simulation.Person person, Membership membership) {
    Watch.require(!membership.halted(), "halted by one member");
    revoked.forEach((gone, by) ->
        Watch.require(
            !isIn(gone, membership) || !isIn(by, membership),
            "a device that its member took away is still in"));
    Watch.require(
        watch.sim().now - membership.state().epochTime() < MOST_WITHOUT_REFRESH,
        "kept from a fresh epoch by one member");
    narrow.everybodyTakesPart(watch.sim(), person);
  }
}
