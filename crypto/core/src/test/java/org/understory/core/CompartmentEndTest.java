package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.understory.core.Narrow.channel;
import static org.understory.core.Narrow.members;
import static org.understory.core.Narrow.narrow;
import static org.understory.core.Narrow.texts;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.understory.core.Simulation.Person;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.roster.DeviceKeys;

/** Who was away when they were taken out of a need-to-know channel. */
final class CompartmentEndTest {
  private final Simulation simulation = new Simulation(81);
  private final Person ada = simulation.founder();
  private final Person bo = simulation.joiner(ada, "Bo");
  private final Person cy = simulation.joiner(ada, "Cy");
  private final Person dee = simulation.joiner(ada, "Dee");

  /** All four are in it, Ada and Bo keep it, and one message is there. */
  @BeforeEach
  void found() {
    ada.act("createNeedToKnow", "Legal", "0", members(ada, bo, cy, dee), members(ada, bo));
    simulation.pass(2);
    assertEquals("", ada.client.post(channel(ada), "by the lighthouse", simulation.now));
    simulation.settle();
  }

  private void away(Person person) {
    person.online = false;
    person.disconnect();
  }

  private void back(Person person) {
    person.online = true;
    simulation.pass(20);
  }

  private static void keepsNothing(Person person) {
    assertNull(narrow(person));
    assertEquals("READY", person.phase());
    for (String key : person.client.device().rows.scan("").keySet()) {
      assertTrue(!key.startsWith(Compartment.PREFIX), key);
    }
  }

  private static Compartment only(Person person) {
    return person.client.parts().compartments.all().iterator().next();
  }

  @Test
  void who_was_taken_out_while_away_learns_it_and_keeps_nothing() {
    assertEquals(List.of("by the lighthouse"), texts(cy));
    away(cy);
    ada.act("removeFromChannel", channel(ada), members(dee));
    simulation.pass(3);
    bo.act("setTimer", channel(bo), "3600");
    simulation.pass(3);
    ada.act("removeFromChannel", channel(ada), members(cy));
    simulation.pass(3);
    cy.restart();
    back(cy);
    keepsNothing(cy);
    ada.act("addToChannel", channel(ada), members(cy));
    simulation.pass(3);
    assertNotNull(narrow(cy), "and can be taken in again");
    assertEquals(List.of(), texts(cy));
  }

  @Test
  void another_device_of_who_left_learns_it_too() {
    Person tablet = new Linked(simulation).linked(cy);
    simulation.pass(5);
    assertNotNull(narrow(tablet));
    away(tablet);
    cy.act("leaveChannel", channel(cy));
    simulation.pass(15);
    keepsNothing(cy);
    back(tablet);
    keepsNothing(tablet);
  }

  /** Shows entries to who is kept from reading the log. */
  private void shows(Person by, Person to, List<byte[]> entries) {
    List<DeviceKeys> whom = List.of(to.publicKeys());
    Sessions sessions = by.client.parts().sessions;
    if (!sessions.ready(whom)) {
      simulation.pass(2);
    }
    assertTrue(sessions.ready(whom));
    assertEquals(
        1, sessions.deposit(whom, new PairwiseBody.CompartmentEnd(only(to).id(), entries)).size());
    by.client.tick(simulation.now);
    by.carryOut();
    simulation.settle();
  }

  private static List<byte[]> chain(Person person) {
    List<byte[]> chain = new ArrayList<>();
    for (Compartment.Applied applied : only(person).history()) {
      chain.add(applied.entry().bytes());
    }
    return chain;
  }

  @Test
  void nobody_is_shown_out_by_entries_that_do_not_hold_or_do_not_take_out() {
    List<byte[]> before = chain(ada);
    away(cy);
    ada.act("removeFromChannel", channel(ada), members(cy));
    simulation.pass(3);
    away(ada);
    away(bo);
    back(cy);
    assertTrue(only(cy).link.isLocked());
    List<byte[]> whole = chain(ada);
    assertEquals(before.size() + 2, whole.size(), "its end, and new keys");
    shows(dee, cy, before);
    assertNotNull(narrow(cy), "still in it there");
    shows(dee, cy, List.of(whole.getLast()));
    assertNotNull(narrow(cy), "on nothing");
    List<byte[]> bent = new ArrayList<>(whole);
    byte[] forged = whole.get(before.size()).clone();
    forged[forged.length - 1] ^= 1;
    bent.set(before.size(), forged);
    shows(dee, cy, bent);
    assertNotNull(narrow(cy), "not signed so");
    shows(dee, cy, whole);
    keepsNothing(cy);
  }

  @Test
  void who_was_taken_in_again_meanwhile_is_not_shown_out() {
    away(cy);
    ada.act("removeFromChannel", channel(ada), members(cy));
    simulation.pass(3);
    List<byte[]> end = chain(ada);
    ada.act("addToChannel", channel(ada), members(cy));
    simulation.pass(3);
    shows(dee, cy, end);
    back(cy);
    assertNotNull(narrow(cy), "its new secret lay there before");
    assertEquals("", ada.client.post(channel(ada), "in again", simulation.now));
    simulation.settle();
    assertTrue(texts(cy).contains("in again"));
  }
}
