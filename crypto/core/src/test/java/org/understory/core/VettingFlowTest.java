package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.understory.core.Simulation.Person;
import org.understory.core.roster.EntryKind;
import org.understory.core.roster.SignedEntry;
import org.understory.core.view.Office;
import org.understory.core.view.Vetting;
import org.understory.core.view.View;

class VettingFlowTest {
  private static final String DAY = "86400000";

  private final Simulation sim = new Simulation(400);
  private final Person ada = sim.founder();

  private void act(Person who, String name, String... args) {
    assertEquals("", who.client.act(name, List.of(args), sim.now), name);
    sim.settle();
  }

  private static String member(Person who) {
    return who.client.view().me().member();
  }

  private static List<View.Request> requests(Person who) {
    return who.client.view().requests();
  }

  private static View.Request request(Person who) {
    return requests(who).get(0);
  }

  private String invited(Person steward, String forName) {
    act(steward, "invite", "", DAY, forName, "");
    return steward.client.view().invites().stream()
        .filter(i -> i.note().equals(forName) && i.link() != null)
        .map(i -> Objects.requireNonNull(i.link()))
        .findFirst()
        .orElseThrow();
  }

  private Person asking(Person steward, String name) {
    Person joiner = sim.person();
    assertEquals("", joiner.client.join(invited(steward, name), name, "please", sim.now));
    sim.settle();
    return joiner;
  }

  private void undone() {
    sim.leap(Undo.WAIT_MILLIS);
    sim.pass(2);
  }

  /** A second steward. */
  private Person steward(String name) {
    Person one = sim.joiner(ada, name);
    Stewards.appoint(sim, ada, one);
    sim.pass(2);
    return one;
  }

  private void policy(String number, String value) {
    act(ada, "setPolicy", number, value);
    undone();
  }

  // ---- questions and answers

  @Test
  void a_joiner_answers_the_groups_questions_and_every_answer_is_under_its_question() {
    act(ada, "setQuestions", "How did you hear of us?\nWho knows you?");
    undone();
    Person bo = asking(ada, "Bo");
    assertEquals("ANSWERING", bo.phase());
    Vetting.Invitation claim = Objects.requireNonNull(bo.client.view().vetting().invitation());
    assertEquals(List.of("How did you hear of us?", "Who knows you?"), claim.questions());
    assertEquals("The group", claim.groupName());
    assertEquals("Bo", claim.forName());
    assertEquals(30, claim.keepDays());
    bo.restart();
    assertEquals("ANSWERING", bo.phase());
    assertEquals(Codes.BAD_ARGUMENT, bo.client.act("answer", List.of("one"), sim.now));
    act(bo, "answer", "from a poster", "Ada", "ask Ada");
    assertEquals("WAITING", bo.phase());
    View.Request seen = request(ada);
    assertEquals(
        List.of(
            new Vetting.Answer("How did you hear of us?", "from a poster"),
            new Vetting.Answer("Who knows you?", "Ada")),
        seen.answers());
    assertEquals("ask Ada", seen.vouchers());
    act(ada, "approve", seen.id());
    undone();
    assertEquals("READY", bo.phase());
  }

  @Test
  void a_question_back_reaches_the_joiner_and_new_answers_void_what_was_said_of_the_old() {
    act(ada, "setQuestions", "Why?");
    undone();
    Person bo = asking(ada, "Bo");
    act(bo, "answer", "because", "");
    String id = request(ada).id();
    act(ada, "approve", id);
    assertEquals(Office.OwnVoice.GIVEN, request(ada).ownVoice());
    act(ada, "askBack", id, "because of what?");
    View.Waiting waiting = Objects.requireNonNull(bo.client.view().waiting());
    assertEquals(
        List.of(Vetting.JoinerNoteKind.QUESTION),
        waiting.notes().stream().map(Vetting.JoinerNote::kind).toList());
    assertEquals("because of what?", waiting.notes().get(0).text());
    act(bo, "answer", "because of May", "");
    View.Request again = request(ada);
    assertEquals("because of May", again.answers().get(0).answer());
    assertNotNull(again.changedAt());
    assertEquals(Office.OwnVoice.OPEN, again.ownVoice());
    undone();
    assertEquals("WAITING", bo.phase());
    act(ada, "approve", id);
    undone();
    assertEquals("READY", bo.phase());
  }

  // ---- voices

  @Test
  void two_voices_are_needed_where_the_policy_says_so_and_one_steward_is_not_enough() {
    Person ben = steward("Ben");
    policy("2", "2");
    Person bo = asking(ada, "Bo");
    sim.pass(2);
    assertEquals(1, requests(ben).size());
    assertEquals(2, request(ben).needed());
    assertEquals(member(ada), request(ben).invitedBy());
    act(ada, "approve", request(ada).id());
    undone();
    sim.pass(70);
    assertEquals("WAITING", bo.phase());
    assertEquals(
        List.of(member(ada)), request(ben).approvals().stream().map(Office.Approval::by).toList());
    act(ben, "approve", request(ben).id());
    undone();
    assertEquals("READY", bo.phase());
    View.Member shown =
        ada.client.view().members().stream()
            .filter(m -> m.id().equals(member(bo)))
            .findFirst()
            .orElseThrow();
    assertEquals(member(ada), shown.invitedBy());
    assertEquals(List.of(member(ben), member(ada)), shown.approvedBy());
    String audit = bo.client.query("audit", List.of(member(bo)));
    assertTrue(audit.contains("invited") && audit.contains(member(ben)), audit);
  }

  @Test
  void vt_2_of_two_voices_that_crossed_the_later_commits_at_once() {
    Person ben = steward("Ben");
    policy("2", "2");
    Person bo = asking(ada, "Bo");
    sim.pass(2);
    act(ada, "approve", request(ada).id());
    act(ben, "approve", request(ben).id());
    undone();
    sim.pass(3);
    assertEquals("READY", bo.phase());
    long added = history(bo).stream().filter(one -> one.entry().kind() == EntryKind.ADD).count();
    assertEquals(2, added, "Ben and Bo, each once");
  }

  private static List<SignedEntry> history(Person who) {
    return who.client.parts().membership.history().stream().map(RosterLine.Applied::entry).toList();
  }

  @Test
  void the_second_voice_can_be_taken_back_within_ten_seconds() {
    Person bo = asking(ada, "Bo");
    act(ada, "approve", request(ada).id());
    Office.Undo held = ada.client.view().office().undos().get(0);
    assertEquals(Office.Kind.ADMIT, held.kind());
    act(ada, "undo", held.id());
    undone();
    assertEquals("WAITING", bo.phase());
    assertEquals(Office.OwnVoice.OPEN, request(ada).ownVoice());
  }

  @Test
  void vt_3_who_decides_at_the_same_time_learns_who_was_first() {
    Person ben = steward("Ben");
    Person bo = asking(ada, "Bo");
    sim.pass(2);
    act(ada, "approve", request(ada).id());
    sim.pass(5);
    act(ben, "approve", request(ben).id());
    undone();
    sim.pass(10);
    assertEquals("READY", bo.phase());
    assertEquals(List.of(), requests(ada));
    assertEquals(List.of(), requests(ben));
    Office.Decided told = ben.client.view().office().decided().getLast();
    assertEquals(Office.Kind.ADMIT, told.kind());
    assertEquals(member(ada), told.by());
    assertEquals(
        1, ada.client.view().members().stream().filter(m -> m.id().equals(member(bo))).count());
  }

  // ---- declining

  @Test
  void a_shared_reason_is_read_by_the_joiner_and_a_private_one_is_not() {
    Person bo = asking(ada, "Bo");
    bo.online = false;
    bo.disconnect();
    act(ada, "decline", request(ada).id(), "not now", "shared");
    assertEquals(List.of(), requests(ada));
    bo.online = true;
    sim.settle();
    assertEquals("DECLINED", bo.phase());
    View.Waiting told = Objects.requireNonNull(bo.client.view().waiting());
    assertEquals("not now", told.notes().get(0).text());

    Person cy = asking(ada, "Cy");
    act(ada, "decline", request(ada).id(), "a police informer", "private");
    assertEquals("DECLINED", cy.phase());
    assertNull(cy.client.view().waiting());
    assertTrue(
        ada.client.view().invites().stream()
            .anyMatch(i ->
                i.state() == View.InviteState.DECLINED && i.note().equals("a police informer")));
  }

  @Test
  void an_invite_that_was_revoked_lets_nobody_in() {
    String link = invited(ada, "Bo");
    act(ada, "revokeInvite", ada.client.view().invites().get(0).id());
    Person bo = sim.person();
    assertEquals("", bo.client.join(link, "Bo", "", sim.now));
    sim.settle();
    assertEquals("DECLINED", bo.phase());
    assertEquals(View.InviteState.REVOKED, ada.client.view().invites().get(0).state());
  }

  // ---- what stewards say

  @Test
  void notes_and_handing_over_are_seen_by_other_stewards_and_by_nobody_else() {
    Person ben = steward("Ben");
    Person dee = sim.joiner(ada, "Dee");
    asking(ada, "Bo");
    sim.pass(2);
    String id = request(ada).id();
    act(ada, "note", id, "a planted sentence about Bo");
    sim.pass(1);
    act(ada, "handOver", id, member(ben));
    sim.pass(1);
    act(ada, "escalate", id, "please look soon");
    sim.pass(2);
    assertEquals(member(ben), request(ben).handedTo());
    assertEquals(
        List.of(Vetting.NoteKind.NOTE, Vetting.NoteKind.HANDED_OVER, Vetting.NoteKind.ESCALATED),
        request(ben).notes().stream().map(Vetting.Note::kind).toList());
    assertEquals(List.of(), requests(dee));
    neverInClear("a planted sentence about Bo");
    assertFalse(dee.client.device().rows.scan("si/").size() > 0);
  }

  private void neverInClear(String planted) {
    byte[] needle = planted.getBytes(StandardCharsets.UTF_8);
    for (byte[] frame : sim.server.capture) {
      for (int at = 0; at + needle.length <= frame.length; at++) {
        assertFalse(
            java.util.Arrays.equals(frame, at, at + needle.length, needle, 0, needle.length));
      }
    }
  }

  @Test
  void a_steward_who_is_appointed_later_opens_what_waits_and_one_who_left_office_nothing_new() {
    Person bo = asking(ada, "Bo");
    Person ben = steward("Ben");
    sim.pass(3);
    assertEquals(1, requests(ben).size());
    act(ada, "approve", request(ada).id());
    undone();
    assertEquals("READY", bo.phase());
  }

  // ---- vouches

  @Test
  void a_member_is_asked_and_its_word_is_seen_by_stewards_alone() {
    Person ben = sim.joiner(ada, "Ben");
    Person dee = sim.joiner(ada, "Dee");
    ada.post("so that there are sessions");
    asking(ada, "Bo");
    String id = request(ada).id();
    act(ada, "askVouch", id, member(ben), "do you know Bo?", Long.toString(sim.now + 86_400_000));
    sim.pass(2);
    Vetting.VouchAsk ask = ben.client.view().vetting().asks().get(0);
    assertEquals("Bo", ask.name());
    assertEquals(List.of(), dee.client.view().vetting().asks());
    act(ben, "vouch", ask.request(), "worked-with", "a planted vouch about Bo");
    sim.pass(8);
    Vetting.Vouch vouch = request(ada).vouches().get(0);
    assertEquals(member(ben), vouch.by());
    assertEquals(Vetting.VouchKind.WORKED_WITH, vouch.kind());
    act(ben, "vouch", ask.request(), "against", "I was wrong");
    sim.pass(8);
    assertEquals(1, request(ada).vouches().size());
    assertEquals(Vetting.VouchKind.AGAINST, request(ada).vouches().get(0).kind());
    neverInClear("a planted vouch about Bo");
  }

  // ---- the alarm

  @Test
  void vt_4_a_second_request_by_one_link_blocks_approval_until_it_is_said_which_is_right() {
    String link = invited(ada, "Bo");
    Person bo = sim.person();
    assertEquals("", bo.client.join(link, "Bo", "", sim.now));
    sim.settle();
    Person thief = sim.person();
    assertEquals("", thief.client.join(link, "Bo", "", sim.now));
    sim.settle();
    assertEquals(2, requests(ada).size());
    String number = Objects.requireNonNull(bo.client.view().waiting()).safetyNumber();
    View.Request right =
        requests(ada).stream()
            .filter(r -> r.safetyNumber().equals(number))
            .findFirst()
            .orElseThrow();
    assertTrue(right.alarm());
    assertNotEquals(right.safetyNumber(), Objects.requireNonNull(right.other()).safetyNumber());
    assertEquals(Office.OwnVoice.BLOCKED, right.ownVoice());
    assertEquals(Codes.ALARM, ada.client.act("approve", List.of(right.id()), sim.now));
    act(ada, "chooseRequest", right.id());
    assertEquals(List.of(right.id()), requests(ada).stream().map(View.Request::id).toList());
    act(ada, "approve", right.id());
    undone();
    assertEquals("READY", bo.phase());
    assertEquals("DECLINED", thief.phase());
  }

  // ---- in person

  @Test
  void we_8_both_are_verified_by_two_scans_and_a_head_of_another_branch_is_refused() {
    Person bo = asking(ada, "Bo");
    View.Request seen = request(ada);
    assertNull(seen.headCode());
    assertEquals(
        Codes.NOT_UNDERSTOOD, ada.client.act("met", List.of(seen.id(), "rubbish"), sim.now));
    String code = Objects.requireNonNull(Objects.requireNonNull(bo.client.view().waiting()).code());
    act(ada, "met", seen.id(), code);
    assertTrue(request(ada).met());
    act(bo, "keepHead", Objects.requireNonNull(request(ada).headCode()));
    act(ada, "approve", seen.id());
    undone();
    assertEquals("READY", bo.phase());
    sim.pass(1);
    assertEquals(View.Verified.YES, verified(ada, bo));
    assertEquals(View.Verified.YES, verified(bo, ada));
  }

  private static View.Verified verified(Person who, Person of) {
    return who.client.view().members().stream()
        .filter(m -> m.id().equals(member(of)))
        .findFirst()
        .orElseThrow()
        .verified();
  }

  @Test
  void a_head_that_the_roster_does_not_have_keeps_the_joiner_out() {
    Person bo = asking(ada, "Bo");
    act(ada, "met", request(ada).id(), "");
    String code = Objects.requireNonNull(request(ada).headCode());
    String[] parts = code.split("\\.");
    parts[3] = "A".repeat(43);
    act(bo, "keepHead", String.join(".", parts));
    act(ada, "approve", request(ada).id());
    undone();
    assertEquals("DECLINED", bo.phase());
  }

  @Test
  void a_scan_of_the_safety_number_verifies_only_when_it_is_the_same() {
    Person ben = sim.joiner(ada, "Ben");
    Person dee = sim.joiner(ada, "Dee");
    String bens = code(ben, ada);
    assertEquals(Codes.NO_MATCH, scan(ada, dee, bens));
    assertEquals(Codes.NOT_UNDERSTOOD, scan(ada, ben, "us1.123"));
    assertEquals(View.Verified.NO, verified(ada, ben));
    assertEquals("", scan(ada, ben, bens));
    assertEquals(View.Verified.YES, verified(ada, ben));
    act(ada, "withdrawVerification", member(ben));
    assertEquals(View.Verified.NO, verified(ada, ben));
  }

  private static String code(Person shows, Person to) {
    String json = shows.client.query("safetyCode", List.of(member(to)));
    return json.substring(json.indexOf("us1."), json.lastIndexOf('"'));
  }

  private String scan(Person who, Person of, String text) {
    return who.client.act("scan", List.of(member(of), text), sim.now);
  }

  // ---- the end

  @Test
  void what_was_asked_and_said_is_gone_after_its_date() {
    Person ben = steward("Ben");
    asking(ada, "Bo");
    sim.pass(2);
    act(ada, "note", request(ada).id(), "something");
    sim.pass(2);
    for (Person one : List.of(ada, ben)) {
      assertTrue(one.client.device().rows.scan("si/").size() > 0);
      assertTrue(one.client.device().rows.scan("jr/").size() > 0);
    }
    for (int day = 0; day < 45; day++) {
      sim.leap(86_400_000);
    }
    for (Person one : List.of(ada, ben)) {
      assertEquals(0, one.client.device().rows.scan("si/").size());
      assertEquals(0, one.client.device().rows.scan("jr/").size());
    }
  }
}
