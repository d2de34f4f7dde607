package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.understory.core.content.Body;
import org.understory.core.content.MessageId;
import org.understory.core.view.Timeline;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.frame.FrameCodec;
import org.understory.wire.frame.MailboxItems;
import org.understory.wire.id.LogId;

/** What refers to a message: who may say it, what is shown of it, and how long. */
class ReferencesTest {
  private final Simulation sim = new Simulation(66);
  private Simulation.Person ada = sim.founder();
  private Simulation.Person ben = ada;
  private Simulation.Person cleo = ada;

  @BeforeEach
  void three() {
    ada.client.createChannel("Talk", 3600, sim.now);
    sim.settle();
    ben = sim.joiner(ada, "Ben");
    cleo = sim.joiner(ada, "Cleo");
    sim.joiner(ada, "Dora");
    sim.pass(1);
  }

  static String act(Simulation sim, Simulation.Person who, String name, String... args) {
    String code = who.client.act(name, Arrays.asList(args), sim.now);
    sim.settle();
    return code;
  }

  private void does(Simulation.Person who, String name, String... args) {
    assertEquals("", act(sim, who, name, args), name);
  }

  private static List<Timeline.Message> messages(Simulation.Person who, String channel) {
    List<Timeline.Message> messages = new ArrayList<>();
    for (Timeline.Item item : who.client.timeline(channel, 1000).items()) {
      if (item instanceof Timeline.Message message) {
        messages.add(message);
      }
    }
    return messages;
  }

  private Timeline.Message only(Simulation.Person who) {
    List<Timeline.Message> all = messages(who, ada.channel());
    assertEquals(1, all.size());
    return all.get(0);
  }

  private String say(Simulation.Person who, String text) {
    does(who, "send", ada.channel(), text, "", "", "", "", "0", "");
    List<Timeline.Message> all = messages(who, ada.channel());
    return all.get(all.size() - 1).id();
  }

  /** Posts what no honest client would. */
  private void forces(Simulation.Person who, Body body) {
    LogId log = LogId.of(Hex.parse(ada.channel()));
    Posting posting = who.client.parts().posting;
    MessageRow forced = posting.written(log, body, 0, true);
    who.client.device().rows.put(forced.key(), forced.encode(), forced.expiry());
    posting.queue(forced);
    sim.pass(1);
  }

  private static MessageId id(String hex) {
    return MessageId.of(Hex.parse(hex));
  }

  @Test
  void a_page_around_a_message_has_it_even_alone_and_what_happened_beside_it() {
    say(ada, "one");
    String two = say(ben, "two");
    sim.pass(1);
    say(cleo, "three");
    sim.pass(1);
    String alone = ada.client.query("around", List.of(ada.channel(), two, "1"));
    assertTrue(alone.contains(two));
    assertFalse(alone.contains("three"));
    assertTrue(alone.contains("\"newer\":true"));
    String all = ada.client.query("around", List.of(ada.channel(), two, "100"));
    assertTrue(all.contains("one") && all.contains("three"));
    assertTrue(all.contains("\"what\":\"created\""));
    assertTrue(all.contains("\"newer\":false"));
    assertTrue(all.contains("\"before\":null"));
  }

  @Test
  void a_reaction_is_one_a_member_and_is_taken_back() {
    String message = say(ada, "hello");
    does(ben, "react", ada.channel(), message, "👍");
    does(cleo, "react", ada.channel(), message, "👍");
    sim.pass(1);
    does(ben, "react", ada.channel(), message, "❤");
    assertEquals(2, only(ada).said().reactions().size());
    assertTrue(
        only(ben).said().reactions().stream().anyMatch(r -> r.mine() && r.emoji().equals("❤")));
    sim.pass(1);
    does(ben, "react", ada.channel(), message, "");
    assertEquals(1, only(cleo).said().reactions().size());
    assertEquals(1, only(ben).said().reactions().size());
    cleo.restart();
    assertEquals(1, only(cleo).said().reactions().size());
  }

  @Test
  void an_edit_shows_and_keeps_its_history() {
    String message = say(ben, "first");
    sim.pass(1);
    does(ben, "edit", ada.channel(), message, "second", "");
    for (Simulation.Person one : List.of(ada, ben, cleo)) {
      assertEquals("second", only(one).text());
      assertTrue(only(one).said().edited());
    }
    String history = ada.client.query("editHistory", List.of(ada.channel(), message));
    assertTrue(
        history.indexOf("first") > 0 && history.indexOf("first") < history.indexOf("second"));
  }

  @Test
  void ref_1_an_edit_by_another_member_says_nothing() {
    String message = say(ada, "mine");
    assertEquals(Codes.NOT_ALLOWED, act(sim, ben, "edit", ada.channel(), message, "yours", ""));
    forces(ben, new Body.Edit(id(message), "yours", List.of(), false));
    assertEquals("mine", only(cleo).text());
    assertFalse(only(ada).said().edited());
  }

  @Test
  void ref_2_who_is_no_steward_takes_away_own_messages_alone() {
    String message = say(cleo, "stays");
    assertEquals(
        Codes.NOT_ALLOWED, act(sim, ben, "deleteForAll", ada.channel(), message, "because"));
    forces(ben, new Body.Delete(List.of(id(message)), "because"));
    assertEquals("stays", only(ada).text());
    does(ada, "deleteForAll", ada.channel(), message, "against what we agreed");
    for (Simulation.Person one : List.of(ada, ben, cleo)) {
      Timeline.Deleted deleted = Objects.requireNonNull(only(one).said().deleted());
      assertEquals("against what we agreed", deleted.reason());
      assertEquals("Ada", deleted.by());
      assertFalse(deleted.own());
      assertEquals("", only(one).text());
    }
    String own = say(ben, "a mistake");
    does(ben, "react", ada.channel(), own, "x");
    does(ben, "deleteForAll", ada.channel(), own, "");
    Timeline.Message last = messages(cleo, ada.channel()).get(1);
    assertTrue(Objects.requireNonNull(last.said().deleted()).own());
    assertTrue(last.said().reactions().isEmpty());
    assertFalse(planted(cleo, "a mistake"));
  }

  private static boolean planted(Simulation.Person who, String text) {
    for (byte[] row : who.client.device().rows.scan("").values()) {
      if (new String(row, java.nio.charset.StandardCharsets.UTF_8).contains(text)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void ref_3_only_stewards_pin() {
    String message = say(ben, "the date");
    assertEquals(Codes.NOT_ALLOWED, act(sim, ben, "pin", ada.channel(), message, "1"));
    forces(ben, new Body.Pin(id(message), true));
    assertFalse(only(cleo).said().pinned());
    does(ada, "pin", ada.channel(), message, "1");
    assertEquals(List.of(message), cleo.client.view().channels().get(0).talk().pins());
    sim.pass(1);
    does(ada, "pin", ada.channel(), message, "0");
    assertEquals(List.of(), cleo.client.view().channels().get(0).talk().pins());
  }

  @Test
  void ref_4_votes_count_within_a_poll_and_while_it_is_open() {
    does(
        ada,
        "poll",
        ada.channel(),
        "When?",
        "Monday\nTuesday",
        "0",
        String.valueOf(sim.now + 60_000));
    String poll = only(ada).id();
    does(ben, "vote", ada.channel(), poll, "1");
    sim.pass(1);
    does(ben, "vote", ada.channel(), poll, "0");
    assertEquals(Codes.NOT_ALLOWED, act(sim, cleo, "vote", ada.channel(), poll, "0 1"));
    assertEquals(Codes.NOT_ALLOWED, act(sim, cleo, "vote", ada.channel(), poll, "2"));
    forces(cleo, new Body.Vote(id(poll), List.of(0, 1)));
    forces(cleo, new Body.Vote(id(poll), List.of(5)));
    assertEquals(List.of(1, 0), Objects.requireNonNull(only(ada).said().poll()).votes());
    sim.pass(61);
    forces(cleo, new Body.Vote(id(poll), List.of(1)));
    assertEquals(List.of(1, 0), Objects.requireNonNull(only(ada).said().poll()).votes());
    assertEquals(1, Objects.requireNonNull(only(ben).said().poll()).voters());
  }

  @Test
  void a_reply_refers_and_never_copies() {
    String message = say(ada, "the question");
    does(ben, "send", ada.channel(), "the answer", message, "", "", "", "0", "");
    Timeline.Reply reply =
        Objects.requireNonNull(messages(cleo, ada.channel()).get(1).said().replyTo());
    assertEquals("the question", reply.text());
    assertEquals("Ada", reply.name());
    does(ada, "deleteForAll", ada.channel(), message, "");
    assertNull(
        Objects.requireNonNull(messages(cleo, ada.channel()).get(1).said().replyTo()).text());
    assertFalse(planted(cleo, "the question"));
  }

  @Test
  void a_thread_counts_what_stands_under_its_root() {
    String root = say(ada, "root");
    does(ben, "send", ada.channel(), "one", "", root, "", "", "0", "");
    does(cleo, "send", ada.channel(), "two", "", root, "", "5", "0", "");
    assertEquals(2, messages(ada, ada.channel()).get(0).said().threadCount());
    sim.pass(6);
    assertEquals(1, messages(ada, ada.channel()).get(0).said().threadCount());
    assertTrue(ada.client.query("thread", List.of(ada.channel(), root)).contains("\"one\""));
  }

  @Test
  void what_refers_to_a_message_goes_with_it_at_the_latest() {
    does(ada, "send", ada.channel(), "short", "", "", "", "30", "0", "");
    String message = only(ben).id();
    sim.pass(10);
    does(ben, "react", ada.channel(), message, "👍");
    does(ada, "edit", ada.channel(), message, "planted-edit", "");
    does(ben, "draft", ada.channel(), "planted-draft", message);
    assertTrue(planted(cleo, "planted-edit"));
    assertTrue(ben.client.view().channels().get(0).talk().draft());
    sim.pass(21);
    for (Simulation.Person one : List.of(ada, ben, cleo)) {
      assertTrue(messages(one, ada.channel()).isEmpty());
      assertTrue(one.client.device().rows.scan(MessageRow.ABOUT).isEmpty());
      assertFalse(planted(one, "planted"));
    }
  }

  @Test
  void mentions_and_unread_ones_are_counted_until_they_are_read() {
    String me = ben.client.device().keys().member().hex();
    String first = say(ada, "one");
    does(ada, "send", ada.channel(), "two", "", "", me, "", "0", "");
    does(cleo, "send", ada.channel(), "three", "", "", "everyone", "", "0", "");
    var channel = ben.client.view().channels().get(0);
    assertEquals(3, channel.unread());
    assertEquals(2, channel.talk().mentions());
    assertEquals(first, channel.talk().firstUnread());
    does(ben, "markRead", ada.channel(), first);
    assertEquals(2, ben.client.view().channels().get(0).unread());
    does(ben, "markRead", ada.channel(), "");
    assertNull(ben.client.view().channels().get(0).talk().firstUnread());
  }

  @Test
  void no_more_than_a_thousand_unread_ones_are_counted() {
    Parts parts = ben.client.parts();
    LogId channel = LogId.of(Hex.parse(ben.channel()));
    for (int i = 0; i < 1_100; i++) {
      MessageRow written =
          ada.client.parts().posting.written(channel, new Body.Text("x"), 0, false);
      parts.messages.take(written.with(MessageRow.State.RECEIVED, "").at(1_000_000 + i));
    }
    assertEquals(1_000, ben.client.view().channels().get(0).unread());
  }

  @Test
  void blocking_is_local_and_silent() {
    say(cleo, "noise");
    int before = sim.server.capture.size();
    does(ben, "block", cleo.client.device().keys().member().hex(), "1");
    assertEquals(before, sim.server.capture.size());
    assertTrue(messages(ben, ada.channel()).isEmpty());
    assertEquals(0, ben.client.view().channels().get(0).unread());
    assertEquals(1, messages(ada, ada.channel()).size());
  }

  @Test
  void what_is_to_be_seen_once_is_burnt() {
    does(ada, "send", ada.channel(), "planted-once", "", "", "", "", "1", "");
    Timeline.Message item = only(ben);
    assertEquals("", item.text());
    assertTrue(
        ben.client.query("once", List.of(ada.channel(), item.id())).contains("planted-once"));
    does(ben, "viewed", ada.channel(), item.id());
    assertTrue(messages(ben, ada.channel()).isEmpty());
    assertFalse(planted(ben, "planted-once"));
    assertEquals(1, messages(cleo, ada.channel()).size());
  }

  @Test
  void what_is_burnt_on_one_device_is_gone_on_the_other() {
    Simulation.Person second = new Linked(sim).linked(ben);
    does(ada, "send", ada.channel(), "planted-once", "", "", "", "", "1", "");
    String id = only(ben).id();
    assertEquals(id, only(second).id());
    does(second, "viewed", ada.channel(), id);
    sim.pass(2);
    assertTrue(messages(ben, ada.channel()).isEmpty());
    assertFalse(planted(ben, "planted-once"));
    assertEquals(1, messages(cleo, ada.channel()).size());

    second.disconnect();
    second.online = false;
    does(ada, "send", ada.channel(), "planted-twice", "", "", "", "", "1", "");
    does(ben, "viewed", ada.channel(), only(ben).id());
    sim.pass(2);
    second.online = true;
    sim.pass(5);
    assertTrue(messages(second, ada.channel()).isEmpty(), "it came after it was burnt");
    assertFalse(planted(second, "planted-twice"));
    second.restart();
    assertTrue(messages(second, ada.channel()).isEmpty());
  }

  /** Ben reads Ada and lacks Cleo's chain, until {@link #mailComes}. */
  private void mailIsHeldBack() {
    say(ada, "Ada's chain is known");
    sim.network = (person, frame) -> person == ben && isMail(frame) ? List.of() : List.of(frame);
  }

  private void mailComes() {
    sim.network = (person, frame) -> List.of(frame);
    ben.disconnect();
    sim.pass(3);
  }

  private static boolean isMail(byte[] frame) {
    try {
      return FrameCodec.decodeServerFrame(frame) instanceof MailboxItems;
    } catch (InvalidWireException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void what_refers_to_a_message_waits_for_it() {
    mailIsHeldBack();
    String first = say(cleo, "stays");
    String second = say(cleo, "planted-and-deleted");
    does(ada, "react", ada.channel(), first, "👍");
    does(ada, "pin", ada.channel(), first, "1");
    does(ada, "deleteForAll", ada.channel(), second, "a reason");
    assertEquals(1, messages(ben, ada.channel()).size());
    assertEquals(3, ben.client.device().rows.scan(MessageRow.ABOUT).size());
    ben.restart();
    mailComes();
    List<Timeline.Message> all = messages(ben, ada.channel());
    assertEquals(3, all.size());
    assertEquals("stays", all.get(1).text());
    assertEquals(1, all.get(1).said().reactions().size());
    assertTrue(all.get(1).said().pinned());
    assertEquals("a reason", Objects.requireNonNull(all.get(2).said().deleted()).reason());
    assertFalse(planted(ben, "planted-and-deleted"));
  }

  @Test
  void what_waits_for_a_message_says_nothing_that_its_author_may_not_say() {
    say(cleo, "Cleo's chain is known");
    mailIsHeldBack();
    String id = say(dora(), "stays");
    forces(cleo, new Body.Edit(id(id), "changed", List.of(), false));
    forces(cleo, new Body.Delete(List.of(id(id)), ""));
    forces(cleo, new Body.Pin(id(id), true));
    mailComes();
    Timeline.Message message = messages(ben, ada.channel()).getLast();
    assertEquals("stays", message.text());
    assertFalse(message.said().edited() || message.said().pinned());
    assertNull(message.said().deleted());
  }

  private Simulation.Person dora() {
    return sim.people.get(3);
  }

  @Test
  void what_waits_for_a_message_that_never_comes_goes_when_its_own_life_is_over() {
    mailIsHeldBack();
    String id = say(cleo, "never comes");
    does(ada, "edit", ada.channel(), say(ada, "another"), "unrelated", "");
    does(ada, "react", ada.channel(), id, "👍");
    assertEquals(2, ben.client.device().rows.scan(MessageRow.ABOUT).size());
    sim.leap(604_801_000);
    sim.pass(1);
    assertEquals(0, ben.client.device().rows.scan(MessageRow.ABOUT).size());
  }

  @Test
  void ref_5_what_a_device_says_that_is_out_refers_to_nothing() {
    String message = say(ada, "stays");
    does(ben, "react", ada.channel(), message, "👍");
    LogId log = LogId.of(Hex.parse(ada.channel()));
    int before = sim.server.log(log).size();
    cleo.heldBack = log;
    cleo.heldBackRoster = true;
    does(ben, "react", ada.channel(), message, "❤");
    does(ada, "deleteForMe", ada.channel(), message);
    assertEquals("", ada.client.removeMember(member(ben), sim.now));
    sim.settle();
    sim.pass(5);
    assertTrue(sim.server.log(log).size() > before);
    assertEquals("👍", only(cleo).said().reactions().get(0).emoji());
    cleo.heldBackRoster = false;
    LogId held = cleo.heldBack;
    cleo.disconnect();
    cleo.heldBack = held;
    sim.pass(3);
    cleo.disconnect();
    sim.pass(3);
    assertEquals("👍", only(cleo).said().reactions().get(0).emoji());
  }

  private static String member(Simulation.Person who) {
    return who.client.device().keys().member().hex();
  }

  @Test
  void msg_20_a_timer_of_a_direct_channel_counts_in_no_other() {
    say(ben, "before");
    forces(ben, new Body.DirectTimer(5));
    assertEquals(604_800, cleo.client.view().channels().get(0).timerSeconds());
    assertEquals(1, cleo.unread());
    sim.pass(6);
    assertEquals(1, messages(cleo, ada.channel()).size());
  }

  @Test
  void a_message_that_the_server_leaves_out_is_noticed() {
    say(ada, "one");
    say(ada, "two");
    LogId log = LogId.of(Hex.parse(ada.channel()));
    cleo.heldBack = log;
    say(ada, "left out");
    cleo.heldBack = null;
    int at = sim.server.log(log).size();
    cleo.client.parts().reading.next(log, at);
    say(ada, "four");
    List<Timeline.Message> all = messages(cleo, ada.channel());
    assertEquals(3, all.size());
    assertFalse(all.get(1).said().gap());
    assertTrue(all.get(2).said().gap());
    assertFalse(messages(ben, ada.channel()).get(3).said().gap());
  }

  @Test
  void pages_lead_back_to_the_first_message() {
    for (int i = 0; i < 25; i++) {
      say(ada, "m" + i);
      sim.pass(1);
    }
    TimelineBuilder timelines = ben.client.parts().timelines;
    LogId log = LogId.of(Hex.parse(ada.channel()));
    List<String> texts = new ArrayList<>();
    String before = "";
    while (before != null) {
      Timeline page = timelines.timeline(log, before, 7);
      List<String> one = new ArrayList<>();
      for (Timeline.Item item : page.items()) {
        if (item instanceof Timeline.Message message) {
          one.add(message.text());
        }
      }
      texts.addAll(0, one);
      before = page.before();
    }
    assertEquals(25, texts.size());
    assertEquals("m0", texts.get(0));
    assertEquals("m24", texts.get(24));
    assertNotNull(timelines.around(log, id(messages(ben, ada.channel()).get(10).id()), 6));
  }
}
