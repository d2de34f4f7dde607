package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.understory.core.view.Timeline;
import org.understory.core.view.View;

class GroupClientTest {
  @Test
  void a_founder_invites_approves_and_both_read_each_other() {
    Simulation sim = new Simulation(1);
    Simulation.Person ada = sim.founder();
    assertEquals("READY", ada.phase());
    Simulation.Person ben = sim.joiner(ada, "Ben");
    assertEquals("READY", ben.phase());
    ada.post("hello Ben");
    ben.post("hello Ada");
    assertEquals(List.of("hello Ben", "hello Ada"), ada.texts());
    assertEquals(List.of("hello Ben", "hello Ada"), ben.texts());
  }

  @Test
  void what_is_shown_names_everyone_and_every_channel() {
    Simulation sim = new Simulation(2);
    Simulation.Person ada = sim.founder();
    Simulation.Person ben = sim.joiner(ada, "Ben");
    for (Simulation.Person person : List.of(ada, ben)) {
      assertEquals("The group", person.client.view().group().name());
      assertEquals("general", person.client.view().channels().get(0).name());
      assertEquals(
          List.of("Ada", "Ben"),
          person.client.view().members().stream().map(m -> m.name()).toList());
    }
    String ofBen = ada.client.safetyNumber(ben.client.view().me().member());
    assertEquals(ofBen, ben.client.safetyNumber(ada.client.view().me().member()));
    assertEquals(71, ofBen.length());
  }

  @Test
  void what_was_sealed_to_epochs_that_are_over_is_kept_by_nobody_who_cannot_open_it() {
    Simulation sim = new Simulation(2);
    Simulation.Person ada = sim.founder();
    Simulation.Person ben = sim.joiner(ada, "Ben");
    sim.joiner(ada, "Cleo");
    Simulation.Person dora = sim.joiner(ada, "Dora");
    for (Simulation.Person person : List.of(ada, ben, dora)) {
      assertEquals(List.of(), List.copyOf(person.client.device().rows.scan("it/").keySet()));
      assertEquals(
          List.of("Ada", "Ben", "Cleo", "Dora"),
          person.client.view().members().stream().map(m -> m.name()).toList());
    }
  }

  @Test
  void three_exchange_fifty_messages_each_once_across_restarts_and_cut_connections() {
    Simulation sim = new Simulation(3);
    Simulation.Person ada = sim.founder();
    Simulation.Person ben = sim.joiner(ada, "Ben");
    Simulation.Person cleo = sim.joiner(ada, "Cleo");
    List<Simulation.Person> all = List.of(ada, ben, cleo);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Simulation.Person author = all.get(i % 3);
      if (i % 7 == 3) {
        all.get((i + 1) % 3).disconnect();
      }
      if (i % 11 == 5) {
        author.restart();
      }
      author.client.post(author.channel(), "message " + i, sim.now);
      expected.add("message " + i);
      sim.settle();
      sim.pass(1);
    }
    for (Simulation.Person person : all) {
      assertEquals(expected, person.texts());
    }
  }

  @Test
  void messages_disappear_at_their_exact_time_and_stay_gone() {
    Simulation sim = new Simulation(4);
    Simulation.Person ada = sim.founder();
    Simulation.Person ben = sim.joiner(ada, "Ben");
    assertEquals("", ada.client.setTimer(ada.channel(), 5, sim.now));
    sim.settle();
    ben.post("soon gone");
    assertEquals(List.of("soon gone"), ada.texts());
    sim.pass(4);
    assertEquals(List.of("soon gone"), ada.texts());
    sim.pass(2);
    assertEquals(List.of(), ada.texts());
    assertEquals(List.of(), ben.texts());
    sim.now -= 30L * 86_400_000;
    ben.restart();
    assertEquals(List.of(), ben.texts());
  }

  @Test
  void a_removed_member_learns_it_and_opens_nothing_that_follows() {
    Simulation sim = new Simulation(5);
    Simulation.Person ada = sim.founder();
    Simulation.Person ben = sim.joiner(ada, "Ben");
    Simulation.Person cleo = sim.joiner(ada, "Cleo");
    ada.post("before");
    assertEquals("", ada.client.removeMember(ben.client.view().me().member(), sim.now));
    sim.settle();
    assertEquals("REMOVED", ben.phase());
    ada.post("after");
    cleo.post("and after that");
    assertEquals(List.of("before", "after", "and after that"), cleo.texts());
    assertEquals(List.of("before", "after", "and after that"), ada.texts());
    assertEquals(List.of("before"), ben.texts());
    ben.restart();
    assertEquals("REMOVED", ben.phase());
    assertEquals(List.of("before"), ben.texts());
  }

  @Test
  void a_newcomer_reads_nothing_from_before() {
    Simulation sim = new Simulation(6);
    Simulation.Person ada = sim.founder();
    ada.post("early");
    assertEquals(0, ada.client.view().queue());
    Simulation.Person ben = sim.joiner(ada, "Ben");
    assertEquals(List.of(), ben.texts());
    ada.post("late");
    assertEquals(List.of("late"), ben.texts());
    assertEquals(
        0,
        ben.client.timeline(ben.channel(), 100).items().stream()
            .filter(i -> i instanceof Timeline.Unreadable || i instanceof Timeline.Pending)
            .count());
  }

  @Test
  void leaving_is_carried_out_by_the_stewards_client() {
    Simulation sim = new Simulation(7);
    Simulation.Person ada = sim.founder();
    Simulation.Person ben = sim.joiner(ada, "Ben");
    assertEquals("last-steward", ada.client.leave(sim.now));
    assertEquals("", ben.client.leave(sim.now));
    sim.settle();
    assertEquals("LEFT", ben.phase());
    assertEquals(
        1,
        ada.client.view().members().stream()
            .filter(m -> m.standing() == View.Standing.ACTIVE)
            .count());
  }

  @Test
  void a_declined_request_ends_the_wait() {
    Simulation sim = new Simulation(8);
    Simulation.Person ada = sim.founder();
    Simulation.Person ben = sim.person();
    assertEquals("", ben.client.join(sim.invite(ada), "Ben", "let me in", sim.now));
    sim.settle();
    assertEquals("WAITING", ben.phase());
    ben.restart();
    assertEquals("WAITING", ben.phase());
    var request = ada.client.view().requests().get(0);
    assertEquals("Ben", request.name());
    View.Waiting waiting = Objects.requireNonNull(ben.client.view().waiting());
    assertEquals(request.safetyNumber(), waiting.safetyNumber());
    assertEquals("", ada.client.decline(request.id(), sim.now));
    sim.settle();
    assertEquals("DECLINED", ben.phase());
  }

  @Test
  void a_message_written_while_away_is_sent_once_after_the_epoch_moved() {
    Simulation sim = new Simulation(9);
    Simulation.Person ada = sim.founder();
    Simulation.Person ben = sim.joiner(ada, "Ben");
    ben.post("one");
    ben.online = false;
    ben.disconnect();
    ben.client.post(ben.channel(), "written offline", sim.now);
    Simulation.Person cleo = sim.joiner(ada, "Cleo");
    ben.online = true;
    sim.settle();
    sim.pass(2);
    assertEquals(List.of("one", "written offline"), ada.texts());
    assertEquals(List.of("one", "written offline"), ben.texts());
    assertEquals(List.of("written offline"), cleo.texts());
  }

  @Test
  void a_commit_that_lost_its_place_is_built_again() {
    Simulation sim = new Simulation(10);
    Simulation.Person ada = sim.founder();
    sim.server.conflicts = 2;
    assertEquals("", ada.client.createChannel("second", 3600, sim.now));
    sim.settle();
    assertEquals(2, ada.client.view().channels().size());
  }

  @Test
  void state_is_durable_before_anything_leaves() {
    Simulation sim = new Simulation(11);
    Simulation.Person ada = sim.founder();
    ada.order.clear();
    ada.post("hello");
    assertEquals("persist", ada.order.get(0));
  }
}
