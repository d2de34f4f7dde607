package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.understory.core.lease.LeaseSeal;
import org.understory.core.seal.EpochSecret;
import org.understory.core.view.Office;
import org.understory.core.view.Timeline;
import org.understory.wire.id.LogId;

class LeaseFlowTest {
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;

  private final Simulation sim = new Simulation(300);
  private final Simulation.Person ada = sim.founder();
  private final Simulation.Person ben = sim.joiner(ada, "Ben");

  private static Office.Lease lease(Simulation.Person of) {
    return Objects.requireNonNull(of.client.view().office().lease());
  }

  private static List<Boolean> unleased(Simulation.Person of) {
    return of.client.timeline(of.channel(), 100).items().stream()
        .filter(i -> i instanceof Timeline.Message)
        .map(i -> ((Timeline.Message) i).unleased())
        .toList();
  }

  private void away(Simulation.Person person) {
    person.online = false;
    person.disconnect();
  }

  @Test
  void an_open_client_of_a_steward_keeps_the_lease_alive() {
    assertEquals(Office.LeaseState.FRESH, lease(ben).state());
    for (int day = 0; day < 30; day++) {
      sim.leap(DAY);
    }
    assertEquals(Office.LeaseState.FRESH, lease(ben).state());
    assertEquals(Office.LeaseState.FRESH, lease(ada).state());
    assertTrue(lease(ben).until() > sim.now + 48 * HOUR);
    ben.post("after a month");
    assertEquals(List.of(false), unleased(ada));
  }

  @Test
  void ls_7_without_a_fresh_lease_nothing_is_sent_and_with_one_it_is() {
    away(ada);
    sim.leap(47 * HOUR);
    assertEquals(Office.LeaseState.FRESH, lease(ben).state());
    sim.leap(2 * HOUR);
    assertEquals(Office.LeaseState.ENDING, lease(ben).state());
    assertEquals(List.of(ada.client.view().me().member()), lease(ben).missing());
    sim.leap(24 * HOUR);
    assertEquals(Office.LeaseState.LAPSED, lease(ben).state());
    assertEquals(SendGate.NO_LEASE, ben.client.view().channels().get(0).held());
    ben.post("held");
    assertEquals(1, ben.client.view().queue());
    assertEquals(0, sim.server.log(LogId.of(Hex.parse(ben.channel()))).size());
    ada.online = true;
    sim.settle();
    sim.pass(1);
    assertEquals(Office.LeaseState.FRESH, lease(ben).state());
    assertNull(ben.client.view().channels().get(0).held());
    assertEquals(List.of("held"), ada.texts());
    assertEquals(List.of(false), unleased(ada));
  }

  @Test
  void ls_8_going_on_is_a_choice_that_is_marked_and_ends_with_the_lapse() {
    assertEquals(Codes.NO_SUCH, ben.client.act("goOn", List.of(), sim.now));
    away(ada);
    sim.leap(73 * HOUR);
    ben.post("by choice");
    assertEquals(1, ben.client.view().queue());
    assertEquals("", ben.client.act("goOn", List.of(), sim.now));
    sim.settle();
    assertEquals(0, ben.client.view().queue());
    assertTrue(lease(ben).goingOn());
    assertEquals(List.of(true), unleased(ben));
    ben.restart();
    assertTrue(lease(ben).goingOn());
    ada.online = true;
    sim.settle();
    sim.pass(1);
    assertEquals(List.of("by choice"), ada.texts());
    assertEquals(List.of(true), unleased(ada));
    assertFalse(lease(ben).goingOn());
    away(ada);
    sim.leap(73 * HOUR);
    assertFalse(lease(ben).goingOn());
    ben.post("held again");
    assertEquals(1, ben.client.view().queue());
  }

  @Test
  void a_lease_reaches_members_by_deposit_when_the_server_withholds_the_slots() {
    ada.post("so that there is a session");
    ben.post("both ways");
    sim.server.withholdLeases = true;
    ben.restart();
    for (int day = 0; day < 5; day++) {
      sim.leap(DAY);
    }
    assertEquals(Office.LeaseState.FRESH, lease(ben).state());
  }

  @Test
  void ls_10_a_steward_who_signs_more_than_is_shown_is_noticed_and_mutes_nobody() {
    ben.heldBackRoster = true;
    assertEquals("", ada.client.createChannel("hidden", 3600, sim.now));
    sim.settle();
    assertFalse(lease(ben).more());
    sim.pass(61);
    assertTrue(lease(ben).more());
    assertEquals(Office.LeaseState.FRESH, lease(ben).state());
  }

  @Test
  void a_steward_never_signs_a_lower_number_than_before() {
    long signed = ada.client.device().facts.number("lease-seq");
    assertEquals(ada.client.rosterHeads().size() - 1, signed);
    ada.client.device().facts.number("lease-seq", signed + 5);
    var before = sim.server.leases.values().iterator().next();
    sim.leap(2 * DAY);
    ada.restart();
    assertEquals(before, sim.server.leases.values().iterator().next());
  }

  @Test
  void a_newcomer_may_send_at_once_and_reads_leases_of_the_welcome() {
    sim.server.withholdLeases = true;
    Simulation.Person cleo = sim.joiner(ada, "Cleo");
    assertEquals(1, cleo.client.parts().leasing.newest().size());
    cleo.post("hello");
    assertEquals(List.of("hello"), ben.texts());
  }

  @Test
  void what_lies_in_a_slot_opens_with_the_epochs_secret_alone() {
    byte[] body = sim.server.leases.values().iterator().next();
    var epoch = Objects.requireNonNull(LeaseSeal.epochOf(body));
    var secret = Objects.requireNonNull(ben.secret(epoch.generation(), epoch.step()));
    var space = ben.client.device().facts.space();
    assertTrue(LeaseSeal.open(sim.sealer, secret, space, body) != null);
    var other = EpochSecret.of(secret.generation(), secret.step(), new byte[32]);
    assertNull(LeaseSeal.open(sim.sealer, other, space, body));
    assertNull(LeaseSeal.epochOf(new byte[15]));
    assertNull(LeaseSeal.epochOf(new byte[16]));
  }
}
