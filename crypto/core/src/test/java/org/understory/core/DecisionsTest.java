package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.understory.core.Stewards.act;
import static org.understory.core.Stewards.decision;
import static org.understory.core.Stewards.decisions;
import static org.understory.core.Stewards.member;
import static org.understory.core.Stewards.tried;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.view.Office;
import org.understory.core.view.Timeline;
import org.understory.core.view.View;

class DecisionsTest {
  @Test
  void a_founder_appoints_a_second_and_a_third_steward_who_agree() {
    Simulation sim = new Simulation(101);
    List<Simulation.Person> all = Stewards.three(sim);
    for (Simulation.Person person : all) {
      assertEquals(
          all.stream().map(Stewards::member).sorted().toList(),
          Stewards.of(person).stream().sorted().toList());
      assertEquals(View.Role.STEWARD, person.client.view().me().role());
      assertTrue(person.client.isCaughtUp());
      assertEquals(List.of(), decisions(person));
    }
    assertEquals(3, sim.server.stewardKeys.size());
    assertEquals(2, sim.server.setThreshold);
    all.get(2).post("from the third");
    assertEquals(List.of("from the third"), all.get(0).texts());
  }

  @Test
  void nobody_is_made_a_steward_unasked() {
    Simulation sim = new Simulation(102);
    Simulation.Person ada = sim.founder();
    Simulation.Person ben = sim.joiner(ada, "Ben");
    act(sim, ada, "appoint", member(ben));
    sim.pass(30);
    assertEquals(1, Stewards.of(ada).size());
    assertTrue(decision(ben).asksMe());
    act(sim, ben, "refuseOffice", decision(ben).id());
    sim.pass(2);
    assertEquals(List.of(), decisions(ben));
    assertEquals(List.of(), decisions(ada));
    assertEquals(1, Stewards.of(ada).size());
  }

  @Test
  void three_stewards_put_one_out_with_two_voices() {
    Simulation sim = new Simulation(103);
    List<Simulation.Person> all = Stewards.three(sim);
    Simulation.Person ada = all.get(0);
    Simulation.Person ben = all.get(1);
    Simulation.Person cleo = all.get(2);
    act(sim, ada, "removeMembers", member(cleo), "0");
    sim.pass(11);
    assertEquals(3, Stewards.of(ada).size());
    Office.Decision open = decision(ben);
    assertEquals(Office.Kind.REMOVE, open.kind());
    assertEquals(member(ada), open.by());
    assertEquals(2, open.needed());
    assertEquals(Office.OwnVoice.BLOCKED, decision(cleo).ownVoice());
    assertEquals("self", tried(sim, cleo, "approveDecision", open.id()));
    act(sim, ben, "approveDecision", open.id());
    sim.pass(11);
    assertEquals("REMOVED", cleo.phase());
    assertEquals(2, Stewards.of(ada).size());
    assertEquals(2, sim.server.stewardKeys.size());
    assertEquals(List.of(), decisions(ada));
    assertEquals(member(ben), ada.client.view().office().decided().getLast().by());
    ada.post("without her");
    sim.pass(2);
    assertEquals(List.of("without her"), ben.texts());
    assertFalse(cleo.texts().contains("without her"));
  }

  @Test
  void two_who_approve_at_once_decide_once_and_both_are_told_who_did() {
    Simulation sim = new Simulation(104);
    List<Simulation.Person> all = Stewards.three(sim);
    Simulation.Person dora = sim.joiner(all.get(0), "Dora");
    Stewards.appoint(sim, all.get(0), dora, all.get(1));
    act(sim, all.get(0), "demote", member(dora));
    sim.pass(11);
    String id = decision(all.get(1)).id();
    act(sim, all.get(1), "approveDecision", id);
    act(sim, all.get(2), "approveDecision", id);
    sim.pass(14);
    long removals = sim.server.log(org.understory.wire.id.LogId.ROSTER).size();
    for (Simulation.Person person : all) {
      assertEquals(3, Stewards.of(person).size());
      assertEquals(List.of(), decisions(person));
      Office.Decided decided = person.client.view().office().decided().getLast();
      assertEquals(Office.Kind.DEMOTE, decided.kind());
      assertTrue(List.of(member(all.get(1)), member(all.get(2))).contains(decided.by()));
    }
    sim.pass(120);
    assertEquals(removals, sim.server.log(org.understory.wire.id.LogId.ROSTER).size());
  }

  @Test
  void what_was_decided_can_be_taken_back_for_ten_seconds_and_no_longer() {
    Simulation sim = new Simulation(105);
    List<Simulation.Person> all = Stewards.three(sim);
    Simulation.Person ada = all.get(0);
    act(sim, ada, "setPolicy", "2", "2");
    var undo = ada.client.view().office().undos();
    assertEquals(1, undo.size());
    sim.pass(9);
    act(sim, ada, "undo", undo.get(0).id());
    sim.pass(30);
    assertEquals(List.of(), decisions(all.get(1)));
    act(sim, ada, "setPolicy", "2", "2");
    sim.pass(11);
    assertEquals(List.of(), ada.client.view().office().undos());
    assertEquals("no-such", tried(sim, ada, "undo", undo.get(0).id()));
    assertEquals(Office.Kind.POLICY, decision(all.get(1)).kind());
    assertEquals(2, decision(all.get(1)).policy());
  }

  @Test
  void a_policy_takes_two_voices_and_makes_earlier_approvals_void() {
    Simulation sim = new Simulation(106);
    List<Simulation.Person> all = Stewards.three(sim);
    act(sim, all.get(0), "setPolicy", "4", "20");
    act(sim, all.get(0), "setPolicy", "3", "48");
    sim.pass(11);
    var open = decisions(all.get(1));
    assertEquals(2, open.size());
    for (Office.Decision one : open) {
      if (one.policy() == 3) {
        act(sim, all.get(1), "approveDecision", one.id());
      }
    }
    sim.pass(11);
    assertEquals(48, all.get(2).client.view().office().policy().leaseHours());
    // The approval of the other one was bound to the policies before, and is given anew.
    sim.pass(5);
    act(sim, all.get(2), "approveDecision", decision(all.get(2)).id());
    sim.pass(14);
    assertEquals(20, all.get(1).client.view().office().policy().absenceDays());
    assertEquals("not-allowed", tried(sim, all.get(0), "setPolicy", "3", "9000"));
    assertEquals("bad-argument", tried(sim, all.get(0), "setPolicy", "1", "5"));
  }

  @Test
  void questions_are_seen_before_they_are_approved_and_by_all_afterwards() {
    Simulation sim = new Simulation(107);
    List<Simulation.Person> all = Stewards.three(sim);
    act(sim, all.get(0), "setQuestions", "Who are you?\nWho knows you?");
    sim.pass(11);
    assertEquals("Who are you?\nWho knows you?", decision(all.get(1)).text());
    act(sim, all.get(1), "approveDecision", decision(all.get(1)).id());
    sim.pass(12);
    for (Simulation.Person person : all) {
      assertEquals(
          List.of("Who are you?", "Who knows you?"),
          person.client.view().office().policy().questions());
    }
  }

  @Test
  void a_steward_resigns_and_another_leaves_without_anybody_being_asked() {
    Simulation sim = new Simulation(108);
    List<Simulation.Person> all = Stewards.three(sim);
    Simulation.Person ada = all.get(0);
    act(sim, all.get(2), "resign");
    sim.pass(25);
    assertEquals(2, Stewards.of(ada).size());
    assertEquals(2, sim.server.stewardKeys.size());
    assertEquals(1, sim.server.setThreshold);
    act(sim, all.get(1), "leave");
    sim.pass(25);
    assertEquals("LEFT", all.get(1).phase());
    assertEquals(1, Stewards.of(ada).size());
    assertEquals("last-steward", tried(sim, ada, "resign"));
  }

  @Test
  void a_steward_who_leaves_three_lends_the_signature_for_the_set_without_it() {
    Simulation sim = new Simulation(109);
    List<Simulation.Person> all = Stewards.three(sim);
    all.get(1).online = false;
    all.get(1).disconnect();
    act(sim, all.get(2), "leave");
    sim.pass(25);
    assertEquals("LEFT", all.get(2).phase());
    assertEquals(2, Stewards.of(all.get(0)).size());
    assertEquals(2, sim.server.stewardKeys.size());
  }

  @Test
  void the_frozen_come_back_as_they_were_and_read_nothing_of_between() {
    Simulation sim = new Simulation(110);
    Simulation.Person ada = sim.founder();
    Simulation.Person ben = sim.joiner(ada, "Ben");
    act(sim, ada, "removeMembers", member(ben), "1");
    sim.pass(2);
    assertEquals(View.Standing.FROZEN, standing(ada, ben));
    assertEquals("REMOVED", ben.phase());
    assertEquals(Codes.FROZEN, ben.client.view().problem());
    Timeline.SystemLine line =
        (Timeline.SystemLine) ada.client.timeline(ada.channel(), 9).items().getLast();
    assertEquals(Timeline.Event.FROZEN, line.what());
    assertEquals("Ben", line.subject());
    ada.post("between");
    act(sim, ada, "unfreeze", member(ben));
    sim.pass(5);
    assertEquals(View.Standing.ACTIVE, standing(ada, ben));
    sim.pass(660);
    assertEquals("READY", ben.phase());
    assertNull(ben.client.view().problem());
    ada.post("after");
    sim.pass(5);
    assertEquals(List.of("after"), ben.texts());
  }

  private static View.Standing standing(Simulation.Person of, Simulation.Person about) {
    return of.client.view().members().stream()
        .filter(m -> m.id().equals(member(about)))
        .findFirst()
        .orElseThrow()
        .standing();
  }

  @Test
  void several_go_in_one_entry_and_more_than_three_in_a_day_take_two_voices() {
    Simulation sim = new Simulation(111);
    List<Simulation.Person> all = Stewards.three(sim);
    StringBuilder ids = new StringBuilder();
    for (String name : List.of("Dora", "Emil", "Fay", "Gus")) {
      ids.append(ids.isEmpty() ? "" : " ").append(member(sim.joiner(all.get(0), name)));
    }
    String preview = all.get(0).client.query("previewRemoval", List.of(ids.toString(), "0"));
    assertTrue(preview.contains("\"needed\":2"), preview);
    int before = sim.server.log(org.understory.wire.id.LogId.ROSTER).size();
    act(sim, all.get(0), "removeMembers", ids.toString(), "0");
    sim.pass(11);
    act(sim, all.get(1), "approveDecision", decision(all.get(1)).id());
    sim.pass(12);
    assertEquals(before + 2, sim.server.log(org.understory.wire.id.LogId.ROSTER).size());
    assertEquals(
        3,
        all.get(2).client.view().members().stream()
            .filter(m -> m.standing() == View.Standing.ACTIVE)
            .count());
  }

  @Test
  void a_group_of_three_stewards_is_deleted_by_two() {
    Simulation sim = new Simulation(112);
    List<Simulation.Person> all = Stewards.three(sim);
    act(sim, all.get(0), "deleteGroup");
    sim.pass(2);
    assertEquals("READY", all.get(0).phase());
    assertEquals(Office.Kind.DELETE_GROUP, decision(all.get(1)).kind());
    act(sim, all.get(1), "approveDecision", decision(all.get(1)).id());
    sim.pass(2);
    assertEquals("DELETED", all.get(2).phase());
    assertEquals(2, sim.server.deletedWith);
  }

  @Test
  void decisions_survive_a_restart_of_everyone() {
    Simulation sim = new Simulation(113);
    List<Simulation.Person> all = Stewards.three(sim);
    act(sim, all.get(0), "demote", member(all.get(2)));
    sim.pass(11);
    all.forEach(Simulation.Person::restart);
    sim.pass(3);
    act(sim, all.get(1), "approveDecision", decision(all.get(1)).id());
    all.get(1).restart();
    sim.pass(14);
    assertEquals(2, Stewards.of(all.get(0)).size());
  }
}
