package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.understory.core.Stewards.act;
import static org.understory.core.Stewards.member;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.view.Timeline;
import org.understory.core.view.View;
import org.understory.wire.id.LogId;

class AnnouncementsTest {
  private final Simulation sim = new Simulation(131);
  private final Simulation.Person ada = sim.founder();
  private final Simulation.Person ben = sim.joiner(ada, "Ben");
  private final Simulation.Person cleo = sim.joiner(ada, "Cleo");

  private View.Channel news(Simulation.Person person) {
    return person.client.view().channels().stream()
        .filter(channel -> channel.kind() == View.ChannelKind.ANNOUNCEMENT)
        .findFirst()
        .orElseThrow();
  }

  private void announce(String... posters) {
    act(sim, ada, "createAnnouncement", "News", "604800", String.join(" ", posters));
    sim.pass(3);
  }

  private void post(Simulation.Person person, String text) {
    assertEquals("", person.client.post(news(person).id(), text, sim.now));
    person.carryOut();
    sim.settle();
    sim.pass(2);
  }

  private List<String> texts(Simulation.Person person) {
    List<String> texts = new ArrayList<>();
    for (Timeline.Item item : person.client.timeline(news(person).id(), 100).items()) {
      if (item instanceof Timeline.Message message) {
        texts.add(message.text());
      }
    }
    return texts;
  }

  @Test
  void stewards_and_posters_write_and_everybody_reads() {
    announce(member(ben));
    post(ada, "from the steward");
    post(ben, "from the poster");
    assertEquals(List.of("from the steward", "from the poster"), texts(cleo));
    assertNull(news(ben).held());
    assertEquals(SendGate.NOT_POSTER, news(cleo).held());
    assertEquals(List.of(member(ben)), news(cleo).posters());
  }

  @Test
  void the_server_takes_nothing_from_who_does_not_hold_the_post_key() {
    announce(member(ben));
    byte[] key = sim.server.postKeys.get(LogId.of(Hex.parse(news(ada).id())));
    assertNotNull(key);
    assertEquals(32, key.length);
    assertNull(
        cleo.client.parts().governing.announcements.seed(LogId.of(Hex.parse(news(cleo).id()))));
  }

  @Test
  void who_is_no_poster_any_more_writes_no_more() {
    announce(member(ben));
    post(ben, "early");
    act(sim, ada, "setPosters", news(ada).id(), member(cleo));
    sim.pass(3);
    assertEquals(SendGate.NOT_POSTER, news(ben).held());
    post(cleo, "late");
    assertEquals(List.of("early", "late"), texts(ada));
  }

  @Test
  void what_somebody_else_writes_there_is_shown_by_no_client_whatever_the_server_forwards() {
    announce();
    LogId log = LogId.of(Hex.parse(news(ada).id()));
    sim.server.postKeys.put(log, new byte[0]);
    cleo.client.parts().gate.open();
    post(cleo, "smuggled in");
    assertEquals(1, sim.server.log(log).size());
    assertEquals(List.of(), texts(ada));
    assertEquals(List.of(), texts(ben));
  }

  /** Ben is no poster any more, and the server, which helps him, takes what he posts. */
  private void demoted() {
    announce(member(ben));
    post(ben, "early");
    ben.heldBackRoster = true;
    act(sim, ada, "setPosters", news(ada).id(), member(cleo));
    sim.server.postKeys.put(LogId.of(Hex.parse(news(ada).id())), new byte[0]);
  }

  @Test
  void po_2_who_was_a_poster_and_names_a_head_from_then_is_not_shown() {
    demoted();
    sim.pass(310);
    post(ben, "late");
    assertEquals(2, sim.server.log(LogId.of(Hex.parse(news(ada).id()))).size());
    assertEquals(List.of("early"), texts(ada));
    assertEquals(List.of("early"), texts(cleo));
  }

  @Test
  void po_2_what_crossed_the_end_of_its_authors_right_is_shown_as_unconfirmed() {
    demoted();
    post(ben, "crossed");
    assertEquals(List.of("early", "crossed"), texts(cleo));
    List<Timeline.Item> items = cleo.client.timeline(news(cleo).id(), 100).items();
    Timeline.Message early = (Timeline.Message) items.get(items.size() - 2);
    Timeline.Message crossed = (Timeline.Message) items.getLast();
    assertEquals(Timeline.MessageState.RECEIVED, early.state());
    assertEquals(Timeline.MessageState.UNCONFIRMED, crossed.state());
    act(sim, ben, "react", news(ben).id(), early.id(), "x");
    sim.pass(2);
    assertEquals(List.of(), early(cleo).said().reactions());
    assertEquals(1, early(ben).said().reactions().size());
  }

  private Timeline.Message early(Simulation.Person person) {
    for (Timeline.Item item : person.client.timeline(news(person).id(), 100).items()) {
      if (item instanceof Timeline.Message message) {
        return message;
      }
    }
    throw new AssertionError("no message");
  }

  @Test
  void a_poster_who_is_put_out_takes_no_post_key_along() {
    announce(member(ben));
    LogId log = LogId.of(Hex.parse(news(ada).id()));
    byte[] before = sim.server.postKeys.get(log);
    act(sim, ada, "removeMembers", member(ben), "0");
    sim.pass(3);
    assertEquals("REMOVED", ben.phase());
    assertEquals(List.of(), news(ada).posters());
    org.junit.jupiter.api.Assertions.assertFalse(
        java.util.Arrays.equals(before, sim.server.postKeys.get(log)));
    post(ada, "after that");
    assertEquals(List.of("after that"), texts(cleo));
  }

  @Test
  void a_new_steward_is_given_the_secret() {
    announce();
    Stewards.appoint(sim, ada, ben);
    sim.pass(70);
    post(ben, "from the second steward");
    assertEquals(List.of("from the second steward"), texts(cleo));
  }

  @Test
  void a_secret_that_does_not_give_the_channels_key_is_not_used() {
    announce(member(ben));
    LogId log = LogId.of(Hex.parse(news(ada).id()));
    byte[] before = ben.client.parts().governing.announcements.seed(log);
    ben.client
        .parts()
        .governing
        .announcements
        .take(new org.understory.core.deposit.PairwiseBody.PosterSecret(log, new byte[32]));
    org.junit.jupiter.api.Assertions.assertArrayEquals(
        before, ben.client.parts().governing.announcements.seed(log));
    post(ben, "still heard");
    assertEquals(List.of("still heard"), texts(cleo));
  }
}
