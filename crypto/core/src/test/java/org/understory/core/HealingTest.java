package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.view.Devices;

/** Back after long: by the epoch slot, or by a knock that any member's client answers. */
class HealingTest {
  private static final long DAY = 86_400_000L;

  private final Simulation sim = new Simulation(71);
  private final Linked links = new Linked(sim);
  private final Simulation.Person ada = sim.founder();
  private final Simulation.Person ben = sim.joiner(ada, "Ben");
  private final Simulation.Person cleo = sim.joiner(ada, "Cleo");
  private final Simulation.Person dan = sim.joiner(ada, "Dan");

  private void away(Simulation.Person person) {
    person.online = false;
    person.disconnect();
  }

  private void back(Simulation.Person person) {
    person.online = true;
    sim.settle();
    sim.pass(150);
  }

  /** Members stay, and meet once a day. */
  private void thirtyDays() {
    for (int day = 0; day < 30; day++) {
      sim.leap(DAY);
      sim.pass(2);
    }
  }

  private void remove(Simulation.Person who) {
    assertEquals("", links.act(ada, "removeMember", who.client.view().me().member()));
    sim.pass(5);
  }

  @Test
  void after_thirty_days_and_a_removal_the_epoch_slot_brings_a_member_up_to_date() {
    sim.pass(70);
    away(dan);
    thirtyDays();
    remove(cleo);
    ada.post("while Dan is away");
    back(dan);
    assertEquals("READY", dan.phase());
    assertTrue(dan.client.device().rows.scan("e/").size() > 0);
    assertEquals("while Dan is away", dan.texts().getLast());
    dan.post("back");
    assertEquals("back", ben.texts().getLast());
  }

  @Test
  void without_a_packet_it_knocks_and_one_helper_answers() {
    sim.pass(70);
    away(dan);
    sim.server.dropPackets = true;
    remove(cleo);
    sim.server.dropPackets = false;
    sim.pass(10);
    int before = sim.server.deposits.getOrDefault(dan.mailbox(), 0);
    back(dan);
    sim.pass(150);
    ada.post("read by Dan");
    assertEquals("read by Dan", dan.texts().getLast());
    assertTrue(
        sim.server.deposits.getOrDefault(dan.mailbox(), 0) - before <= 8,
        "more than a helper and the chains");
  }

  @Test
  void when_the_first_helper_is_away_another_answers_later() {
    sim.pass(70);
    away(dan);
    sim.server.dropPackets = true;
    remove(cleo);
    sim.server.dropPackets = false;
    sim.pass(10);
    away(ada);
    dan.online = true;
    sim.settle();
    sim.pass(100);
    ben.post("by Ben alone");
    assertEquals("by Ben alone", dan.texts().getLast());
  }

  @Test
  void what_has_expired_is_named_from_when_to_when_for_each_channel() {
    assertEquals("", ada.client.setTimer(ada.channel(), 60, sim.now));
    sim.settle();
    sim.pass(70);
    long left = sim.now;
    away(dan);
    ada.post("gone before Dan is back");
    sim.pass(120);
    back(dan);
    List<Devices.Gap> gaps = dan.client.view().devices().gaps();
    assertEquals(1, gaps.size());
    Devices.Gap gap = gaps.getFirst();
    assertEquals(dan.channel(), gap.channel());
    assertEquals(Devices.GapReason.EXPIRED, gap.why());
    assertTrue(gap.from() <= left && gap.from() > left - 120_000, "from " + (left - gap.from()));
    assertTrue(gap.to() > left && gap.to() <= sim.now);
    assertEquals(List.of(), ben.client.view().devices().gaps());
    assertEquals(List.of(), cleo.client.view().devices().gaps());
    sim.leap(15 * DAY);
    sim.pass(3);
    assertEquals(List.of(), dan.client.view().devices().gaps());
  }

  @Test
  void who_missed_nothing_has_no_gap() {
    sim.pass(70);
    away(dan);
    ada.post("kept for a week");
    sim.pass(30);
    back(dan);
    assertEquals(List.of(), dan.client.view().devices().gaps());
    assertEquals("kept for a week", dan.texts().getLast());
  }

  @Test
  void a_device_that_knocks_for_sport_is_helped_once_an_hour() {
    assertNull(ben.client.device().rows.get("kh/" + dan.id().hex()));
    int before = sim.server.deposits.getOrDefault(dan.mailbox(), 0);
    for (int i = 0; i < 10; i++) {
      knock(dan);
      sim.pass(90);
    }
    int helped = sim.server.deposits.getOrDefault(dan.mailbox(), 0) - before;
    assertNotNull(sim.server.deposits);
    assertTrue(helped <= 3, helped + " deposits for ten knocks"); // one a helper
    sim.leap(61 * 60_000L);
    before = sim.server.deposits.getOrDefault(dan.mailbox(), 0);
    knock(dan);
    sim.pass(30);
    assertTrue(sim.server.deposits.getOrDefault(dan.mailbox(), 0) > before);
  }

  private void knock(Simulation.Person person) {
    var device = person.client.device();
    var knock =
        org.understory.core.deposit.Knock.sign(
            sim.sealer,
            device.keys().signingSeed(),
            device.facts.group(),
            device.keys().mailbox(),
            sim.now);
    sim.server.append(org.understory.wire.id.LogId.KNOCK, knock.encode());
    sim.settle();
  }

  @Test
  void a_device_that_its_member_has_cut_off_is_not_helped() {
    Simulation.Person phone = links.linked(dan);
    away(ada); // no steward is awake
    phone.heldBack = org.understory.wire.id.LogId.PROPOSALS;
    assertEquals("", links.act(dan, "revokeDevices", phone.id().hex(), ""));
    sim.pass(5);
    assertEquals("READY", phone.phase());
    int before = sim.server.deposits.getOrDefault(phone.mailbox(), 0);
    knock(phone);
    sim.pass(60);
    assertEquals(before, sim.server.deposits.getOrDefault(phone.mailbox(), 0));
  }
}
