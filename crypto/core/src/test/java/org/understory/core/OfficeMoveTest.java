package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.understory.core.Stewards.act;
import static org.understory.core.Stewards.decision;
import static org.understory.core.Stewards.tried;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** A steward holds office with one device, and moves the office to another of its own. */
class OfficeMoveTest {
  private final Simulation sim = new Simulation(114);
  private final Simulation.Person ada = sim.founder();

  /** The steward access key that a device has, as the server names it. */
  private String key(Simulation.Person of) {
    byte[] seed = of.client.device().facts.bytes(Offices.SEED);
    return seed == null ? "" : Hex.of(sim.primitives.ed25519().publicKey(seed));
  }

  private Simulation.Person moved() {
    Simulation.Person tablet = new Linked(sim).linked(ada);
    act(sim, tablet, "moveOffice");
    sim.pass(2);
    act(sim, ada, "approveDecision", decision(ada).id());
    sim.pass(30);
    return tablet;
  }

  @Test
  void an_office_moves_and_from_then_on_the_new_device_commits_and_the_old_one_does_not() {
    String before = key(ada);
    Simulation.Person tablet = moved();
    assertEquals(Set.of(key(tablet)), sim.server.stewardKeys);
    assertFalse(sim.server.stewardKeys.contains(before));
    assertEquals("", tablet.client.createChannel("by the tablet", 3600, sim.now));
    sim.settle();
    assertEquals(2, ada.client.view().channels().size());
    assertEquals(Codes.NOT_STEWARD, ada.client.createChannel("by the phone", 3600, sim.now));
    Simulation.Person ben = sim.joiner(tablet, "Ben");
    assertEquals("READY", ben.phase());
    ben.post("let in by the tablet");
    assertTrue(ada.texts().contains("let in by the tablet"));
    assertTrue(ada.client.isCaughtUp() && tablet.client.isCaughtUp());
  }

  @Test
  void of_two_stewards_one_moves_its_office_and_both_open_what_stewards_share() {
    Simulation.Person ben = sim.joiner(ada, "Ben");
    Stewards.appoint(sim, ada, ben);
    Simulation.Person tablet = moved();
    assertEquals(Set.of(key(tablet), key(ben)), sim.server.stewardKeys);
    assertEquals("not-steward", tried(sim, ada, "demote", Stewards.member(ben)));
    sim.pass(660);
    Set<String> shared = secrets(tablet);
    assertFalse(shared.isEmpty());
    assertTrue(secrets(ben).containsAll(shared));
    act(sim, tablet, "demote", Stewards.member(ben));
    sim.pass(12);
    assertEquals(1, Stewards.of(ada).size());
  }

  private static Set<String> secrets(Simulation.Person person) {
    return person.client.device().rows.scan(Device.STEWARD_SECRET).keySet();
  }
}
