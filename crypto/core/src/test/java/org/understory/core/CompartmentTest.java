package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.understory.core.Narrow.channel;
import static org.understory.core.Narrow.member;
import static org.understory.core.Narrow.members;
import static org.understory.core.Narrow.narrow;
import static org.understory.core.Narrow.texts;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.understory.core.Simulation.Person;
import org.understory.core.content.Body;
import org.understory.core.content.MessageId;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.roster.GroupId;
import org.understory.core.seal.EpochSecret;
import org.understory.core.view.Timeline;
import org.understory.core.view.View;
import org.understory.wire.id.LogId;

/** Need-to-know channels from end to end, on a fake network. */
final class CompartmentTest {
  private final Simulation simulation = new Simulation(80);
  private final Person ada = simulation.founder();
  private final Person bo = simulation.joiner(ada, "Bo");
  private final Person cy = simulation.joiner(ada, "Cy");
  private final Person dee = simulation.joiner(ada, "Dee");

  private void post(Person by, String text) {
    assertEquals("", by.client.post(channel(by), text, simulation.now));
    simulation.settle();
  }

  /** Ada, Bo and Cy are in it, the first two keep it; Dee is not. */
  private void founded() {
    ada.act("createNeedToKnow", "Legal", "3600", members(ada, bo, cy), members(ada, bo));
    simulation.pass(2);
  }

  @Test
  void those_in_it_read_each_other_and_the_others_see_nothing() {
    founded();
    View.Channel seen = narrow(cy);
    assertNotNull(seen);
    assertEquals("Legal", seen.name());
    assertEquals(3600, seen.timerSeconds());
    assertEquals(3, seen.people().size());
    assertEquals(2, seen.keepers().size());
    assertEquals(null, seen.held());
    post(ada, "one");
    post(cy, "two");
    post(bo, "three");
    for (Person person : List.of(ada, bo, cy)) {
      assertEquals(List.of("one", "two", "three"), texts(person));
    }
    assertEquals(null, narrow(dee));
  }

  /** Its secret comes over a session that is gone there: nobody else tells who is not in it yet. */
  @Test
  void who_could_not_decrypt_the_secret_is_given_it_again() {
    ada.act("createNeedToKnow", "Before", "3600", members(ada, bo, cy), members(ada, bo));
    simulation.pass(2); // sessions stand
    assertNotNull(cy.session(ada));
    cy.disconnect();
    cy.online = false;
    ada.act("createNeedToKnow", "Legal", "3600", members(ada, bo, cy), members(ada, bo));
    cy.session(ada, null);
    cy.online = true;
    cy.restart();
    simulation.pass(120);
    assertTrue(cy.client.view().channels().stream().anyMatch(each -> "Legal".equals(each.name())));
  }

  private static Timeline.Message last(Person person) {
    return (Timeline.Message) person.client.timeline(channel(person), 10).items().getLast();
  }

  @Test
  void a_keeper_takes_others_messages_away_and_nobody_else_not_even_a_steward() {
    ada.act("createNeedToKnow", "Legal", "3600", members(ada, bo, cy, dee), members(bo, cy));
    simulation.pass(2);
    post(dee, "stays");
    String stays = last(dee).id();
    List<String> args = List.of(channel(ada), stays, "because");
    assertEquals(Codes.NOT_ALLOWED, ada.client.act("deleteForAll", args, simulation.now));
    Posting posting = ada.client.parts().posting;
    MessageRow forced =
        posting.written(
            LogId.of(Hex.parse(channel(ada))),
            new Body.Delete(List.of(MessageId.of(Hex.parse(stays))), ""),
            0,
            true);
    ada.client.device().rows.put(forced.key(), forced.encode(), forced.expiry());
    posting.queue(forced);
    simulation.pass(1);
    assertEquals("stays", last(cy).text());

    bo.act("deleteForAll", channel(bo), stays, "against what we agreed");
    simulation.pass(1);
    for (Person person : List.of(bo, cy, dee)) {
      assertEquals("", last(person).text());
      assertNotNull(last(person).said().deleted());
    }

    post(dee, "stays too");
    String later = last(dee).id();
    List<String> again = List.of(channel(bo), later, "");
    bo.act("setKeeper", channel(bo), member(bo), "0");
    simulation.pass(2);
    View.Channel seen = narrow(bo);
    assertNotNull(seen);
    assertFalse(seen.keepers().contains(member(bo)));
    assertEquals(Codes.NOT_ALLOWED, bo.client.act("deleteForAll", again, simulation.now));
    assertEquals("stays too", last(cy).text());
  }

  @Test
  void who_is_added_reads_what_follows_and_nothing_from_before() {
    founded();
    post(ada, "before");
    bo.act("addToChannel", channel(bo), members(dee));
    simulation.pass(2);
    post(ada, "after");
    post(dee, "hello");
    assertEquals(List.of("after", "hello"), texts(dee));
    assertEquals(List.of("before", "after", "hello"), texts(cy));
    assertEquals(0, hidden(dee), "what was before is not shown as missing either");
    View.Channel seen = narrow(dee);
    assertNotNull(seen);
    assertEquals("Legal", seen.name());
    assertEquals(4, seen.people().size());
  }

  private static long hidden(Person person) {
    return person.client.timeline(channel(person), 1000).items().stream()
        .filter(i -> i instanceof Timeline.Unreadable || i instanceof Timeline.Pending)
        .count();
  }

  @Test
  void who_is_removed_from_it_alone_keeps_nothing_and_stays_in_the_group() {
    founded();
    post(cy, "one");
    ada.act("removeFromChannel", channel(ada), members(cy));
    simulation.pass(2);
    assertEquals(null, narrow(cy));
    post(ada, "two");
    assertEquals(List.of("one", "two"), texts(bo));
    assertEquals("READY", cy.phase());
    for (String key : cy.client.device().rows.scan("").keySet()) {
      assertFalse(key.startsWith(Compartment.PREFIX), key);
    }
  }

  @Test
  void who_leaves_the_group_is_cleaned_up_by_any_member_and_nothing_is_sent_before() {
    founded();
    ada.disconnect();
    bo.online = false;
    bo.disconnect();
    ada.online = true;
    simulation.settle();
    ada.act("removeMember", member(bo));
    View.Channel stale = narrow(cy);
    assertNotNull(stale);
    assertEquals(SendGate.STALE, stale.held());
    assertEquals(List.of(member(bo)), stale.heldAbout());
    String code = cy.client.post(channel(cy), "later", simulation.now);
    assertEquals("", code);
    simulation.settle();
    assertEquals(List.of(), texts(ada), "nothing is sent into a stale compartment");
    simulation.pass(12);
    assertEquals(List.of("later"), texts(ada));
    View.Channel clean = narrow(cy);
    assertNotNull(clean);
    assertEquals(null, clean.held());
    assertEquals(List.of(member(ada)), clean.keepers());
    assertEquals(2, clean.people().size());
  }

  @Test
  void a_plain_member_cleans_up_when_no_keeper_is_there() {
    bo.act("createNeedToKnow", "Legal", "3600", members(bo, cy, dee), members(bo, cy));
    simulation.pass(2);
    bo.online = false;
    bo.disconnect();
    ada.act("removeMember", member(cy));
    assertEquals(SendGate.STALE, held(dee));
    simulation.pass(12);
    assertEquals(null, held(dee));
    post(dee, "still here");
    bo.online = true;
    simulation.pass(10);
    assertEquals(List.of("still here"), texts(bo));
    assertEquals(null, narrow(ada), "the steward who removed is not in it");
  }

  private static @Nullable String held(Person person) {
    View.Channel found = narrow(person);
    assertNotNull(found);
    return found.held();
  }

  @Test
  void who_was_away_while_the_keys_moved_is_given_them_or_asks() {
    founded();
    cy.online = false;
    cy.disconnect();
    ada.act("addToChannel", channel(ada), members(dee));
    simulation.pass(2);
    ada.act("removeFromChannel", channel(ada), members(dee));
    simulation.pass(2);
    post(ada, "after both");
    cy.online = true;
    simulation.pass(20);
    assertEquals(List.of("after both"), texts(cy));
    post(cy, "thanks");
    assertEquals(List.of("after both", "thanks"), texts(bo));
  }

  @Test
  void a_secret_that_was_lost_is_asked_of_the_keepers() {
    founded();
    cy.online = false;
    cy.disconnect();
    simulation.server.dropDeposits = true;
    ada.act("addToChannel", channel(ada), members(dee));
    ada.act("removeFromChannel", channel(ada), members(dee));
    simulation.pass(2);
    simulation.server.dropDeposits = false;
    cy.online = true;
    simulation.pass(120);
    post(ada, "found again");
    simulation.pass(2);
    assertTrue(texts(cy).contains("found again"));
    assertTrue(texts(bo).contains("found again"));
  }

  @Test
  void keepers_change_timers_and_keepers_and_members_do_not() {
    founded();
    ada.act("setTimer", channel(ada), "60");
    ada.act("setKeeper", channel(ada), member(cy), "1");
    simulation.pass(2);
    View.Channel seen = narrow(bo);
    assertNotNull(seen);
    assertEquals(60, seen.timerSeconds());
    assertEquals(3, seen.keepers().size());
    cy.act("setKeeper", channel(cy), member(cy), "0");
    simulation.pass(2);
    for (List<String> refused :
        List.of(
            List.of("addToChannel", channel(cy), members(dee)),
            List.of("setTimer", channel(cy), "30"),
            List.of("removeFromChannel", channel(cy), members(bo)))) {
      assertEquals(
          Codes.NOT_KEEPER,
          cy.client.act(refused.get(0), refused.subList(1, 3), simulation.now),
          refused.get(0));
    }
    post(ada, "gone in a minute");
    assertEquals(List.of("gone in a minute"), texts(bo));
    simulation.pass(61);
    assertEquals(List.of(), texts(bo));
  }

  @Test
  void a_member_leaves_and_somebody_else_moves_the_keys() {
    founded();
    cy.act("leaveChannel", channel(cy));
    assertEquals(null, narrow(cy));
    assertEquals(SendGate.STALE, held(ada));
    simulation.pass(12);
    assertEquals(null, held(ada));
    post(bo, "two of us");
    assertEquals(List.of("two of us"), texts(ada));
  }

  @Test
  void everything_is_there_again_after_restarts() {
    founded();
    post(ada, "one");
    List.of(ada, bo, cy, dee).forEach(Person::restart);
    simulation.pass(2);
    post(cy, "two");
    ada.act("addToChannel", channel(ada), members(dee));
    ada.restart();
    simulation.pass(3);
    dee.restart();
    simulation.pass(3);
    post(dee, "three");
    for (Person person : List.of(ada, bo, cy)) {
      assertEquals(List.of("one", "two", "three"), texts(person));
    }
    assertEquals(List.of("three"), texts(dee));
  }

  @Test
  void two_keepers_at_once_both_get_what_they_wanted() {
    founded();
    ada.client.act("setTimer", List.of(channel(ada), "60"), simulation.now);
    bo.client.act("addToChannel", List.of(channel(bo), members(dee)), simulation.now);
    simulation.settle();
    simulation.pass(5);
    View.Channel seen = narrow(cy);
    assertNotNull(seen);
    assertEquals(60, seen.timerSeconds());
    assertEquals(4, seen.people().size());
    post(dee, "in");
    assertEquals(List.of("in"), texts(cy));
  }

  @Test
  void what_cannot_be_founded_says_why() {
    String all = members(ada, bo, cy);
    assertEquals(
        Codes.BAD_ARGUMENT,
        ada.client.act("createNeedToKnow", List.of("X", "60", all, member(ada)), simulation.now));
    assertEquals(
        Codes.TIMER_RANGE,
        ada.client.act(
            "createNeedToKnow", List.of("X", "4", all, members(ada, bo)), simulation.now));
    assertEquals(
        Codes.NO_SUCH,
        ada.client.act(
            "createNeedToKnow",
            List.of("X", "60", all + " " + "00".repeat(16), members(ada, bo)),
            simulation.now));
    assertEquals(null, narrow(ada));
  }

  /** Tells another of a compartment, in the session that there is between them. */
  private void tell(Person by, Person whom, GroupId id, EpochSecret secret, LogId chain) {
    by.client
        .parts()
        .sessions
        .deposit(
            List.of(whom.publicKeys()),
            new PairwiseBody.CompartmentSecret(
                id, secret, 1, simulation.randomness.bytes(32), chain, null));
    by.client.tick(simulation.now);
    by.carryOut();
    simulation.settle();
  }

  private EpochSecret madeUp(int generation) {
    return EpochSecret.fresh(EpochSecret.Of.COMPARTMENT, simulation.randomness, generation);
  }

  @Test
  void a_secret_that_was_made_up_is_never_sent_under() {
    founded();
    Compartment own = ada.client.parts().compartments.all().iterator().next();
    EpochSecret before = own.secret();
    assertNotNull(before);
    tell(cy, ada, own.id(), madeUp(1), own.rosterLog);
    tell(cy, ada, own.id(), madeUp(2), own.rosterLog);
    simulation.pass(5);
    EpochSecret after = own.secret();
    assertNotNull(after);
    assertTrue(after.sameAs(simulation.sealer, before));
    post(ada, "still the right one");
    assertEquals(List.of("still the right one"), texts(bo));
    assertEquals(List.of("still the right one"), texts(cy));
  }

  @Test
  void who_is_not_in_it_asks_the_keepers_in_vain() {
    post(dee, ada, "a session");
    founded();
    Compartment own = ada.client.parts().compartments.all().iterator().next();
    Integer laid = simulation.server.deposits.get(dee.mailbox());
    dee.client
        .parts()
        .sessions
        .deposit(List.of(ada.publicKeys()), new PairwiseBody.CompartmentAsk(own.id()));
    dee.client.tick(simulation.now);
    dee.carryOut();
    simulation.settle();
    simulation.pass(3);
    assertEquals(laid, simulation.server.deposits.get(dee.mailbox()));
  }

  @Test
  void a_stranger_who_tells_of_compartments_that_are_none_fills_no_store() {
    post(dee, ada, "a session");
    for (int i = 0; i < 20; i++) {
      GroupId id = GroupId.of(simulation.randomness.bytes(32));
      tell(dee, ada, id, madeUp(1), LogId.of(simulation.randomness.bytes(16)));
    }
    assertEquals(4, ada.client.parts().compartments.all().size());
    assertEquals(null, narrow(ada));
    founded();
    post(cy, "and the true one is there");
    assertEquals(List.of("and the true one is there"), texts(ada));
  }

  /** Something in the open channel, so that there are sessions. */
  private void post(Person by, Person reader, String text) {
    ada.client.createChannel("Open", 0, simulation.now);
    simulation.settle();
    assertEquals("", by.client.post(by.channel(), text, simulation.now));
    simulation.settle();
    assertTrue(reader.texts().contains(text));
  }
}
