package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.understory.core.Stewards.act;
import static org.understory.core.Stewards.member;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.understory.core.roster.Act;
import org.understory.core.roster.EntryBody.EpochEntry;

/** The rescue key with several stewards, and with none that is honest. */
class RescueKeyTest {
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;

  private static EpochEntry epoch(Simulation.Person of) {
    return Objects.requireNonNull(of.client.parts().membership.state().epoch());
  }

  private static void settled(Simulation sim) {
    sim.leap(HOUR + 1000);
    sim.pass(45);
  }

  private static String sorted(Simulation.Person... people) {
    return String.join(" ", Arrays.stream(people).map(Stewards::member).sorted().toList());
  }

  @Test
  void where_a_set_takes_two_signatures_stewards_sign_a_rescue_key_together() {
    Simulation sim = new Simulation(720);
    List<Simulation.Person> stewards = Stewards.three(sim);
    Simulation.Person dora = sim.joiner(stewards.get(0), "Dora");
    Simulation.Person emil = sim.joiner(stewards.get(0), "Emil");
    Simulation.Person fay = sim.joiner(stewards.get(0), "Fay");
    settled(sim);
    byte[] first = epoch(dora).rescueKey();
    assertEquals(32, first.length);
    assertArrayEquals(first, sim.server.rescueKey);
    assertNotNull(dora.client.parts().governing.parts.own());

    act(sim, stewards.get(1), "removeMembers", member(fay), "0");
    sim.pass(14);
    assertEquals("REMOVED", fay.phase());
    settled(sim);
    assertFalse(Arrays.equals(first, epoch(dora).rescueKey()), "an hour later at the latest");
    assertArrayEquals(epoch(dora).rescueKey(), sim.server.rescueKey);

    for (Simulation.Person steward : stewards) {
      steward.online = false;
      steward.disconnect();
    }
    for (int day = 0; day < 8; day++) {
      sim.leap(DAY);
    }
    act(sim, dora, "endorse", sorted(dora, emil));
    act(sim, emil, "endorse", sorted(dora, emil));
    sim.pass(25);
    assertEquals(2, Stewards.of(emil).size());
    assertEquals(1, sim.server.setThreshold);
    for (Simulation.Person steward : stewards) {
      steward.online = true;
    }
    sim.settle();
    sim.pass(3);
    for (Simulation.Person steward : stewards) {
      assertEquals("READY", steward.phase());
      assertFalse(Stewards.of(steward).contains(member(steward)));
    }
  }

  @Test
  void rk_4_a_steward_does_not_renew_the_rescue_key_at_will() {
    Simulation sim = new Simulation(721);
    List<Simulation.Person> stewards = Stewards.three(sim);
    sim.joiner(stewards.get(0), "Dora");
    sim.joiner(stewards.get(0), "Emil");
    settled(sim);
    Simulation.Person cleo = stewards.get(2);
    byte[] own = sim.randomness.bytes(32);
    long version = epoch(cleo).stewardSetVersion() + 1;
    cleo.client.parts().governing.proposals.post(new Act.SetSignature(version, new byte[64], own));
    sim.leap(2 * HOUR);
    sim.pass(45);
    for (Simulation.Person steward : stewards.subList(0, 2)) {
      var proposals = steward.client.parts().governing.proposals;
      assertTrue(
          proposals.open().stream()
              .noneMatch(o -> proposals.isOwn(o) && o.act() instanceof Act.SetSignature));
    }
  }

  @Test
  void a_group_of_one_or_two_has_no_rescue_key() {
    Simulation sim = new Simulation(722);
    Simulation.Person ada = sim.founder();
    sim.joiner(ada, "Ben");
    settled(sim);
    sim.leap(8 * DAY);
    sim.pass(2);
    assertEquals(0, epoch(ada).rescueKey().length);
  }

  @Test
  void one_liar_alone_moves_nobody() {
    Simulation sim = new Simulation(723);
    Simulation.Person ada = sim.founder();
    Simulation.Person ben = sim.joiner(ada, "Ben");
    Simulation.Person cleo = sim.joiner(ada, "Cleo");
    Simulation.Person dora = sim.joiner(ada, "Dora");
    settled(sim);
    var governing = dora.client.parts().governing;
    governing.proposals.post(
        new Act.Candidates(
            Arrays.stream(sorted(ben, dora).split(" "))
                .map(id -> org.understory.core.roster.MemberId.of(Hex.parse(id)))
                .toList()));
    governing.proposals.post(governing.offices.consent());
    sim.pass(30);
    assertNotNull(ben.client.view().office().succession(), "it is shown that somebody wants it");
    assertFalse(ben.client.view().office().succession().open());
    assertEquals(0, dora.client.device().rows.scan("yh/").size());
    assertNull(governing.parts.seed());
    for (Simulation.Person person : List.of(ben, cleo)) {
      assertEquals("not-silent", Stewards.tried(sim, person, "endorse", sorted(ben, dora)));
      assertEquals(List.of(member(ada)), Stewards.of(person));
    }
  }

  @Test
  void an_only_steward_who_signed_twice_for_one_place_is_replaced_at_once() {
    Simulation sim = new Simulation(724);
    Simulation.Person ada = sim.founder();
    act(sim, ada, "createChannel", "Talk", "3600");
    Simulation.Person ben = sim.joiner(ada, "Ben");
    Simulation.Person cleo = sim.joiner(ada, "Cleo");
    Simulation.Person dora = sim.joiner(ada, "Dora");
    settled(sim);
    Stewards.fork(sim, ada);
    assertEquals("HALTED", ben.phase());
    assertTrue(Objects.requireNonNull(ben.client.view().office().succession()).open());
    for (Simulation.Person person : List.of(ben, cleo)) {
      act(sim, person, "endorse", sorted(ben, cleo));
    }
    sim.pass(30);
    for (Simulation.Person person : List.of(ben, cleo, dora)) {
      assertEquals("READY", person.phase());
      assertEquals(
          List.of(sorted(ben, cleo).split(" ")), Stewards.of(person).stream().sorted().toList());
    }
  }
}
