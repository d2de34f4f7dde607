package org.understory.core.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.roster.EntryBody.Resolve;
import org.understory.core.roster.Stewards.Branch;

/** A refusal for each rule of RESOLVE (RC-130 to RC-138). */
final class ResolveRuleTest {
  private final Stewards group = new Stewards(410);
  private final DeviceKeySet s = group.s;
  private final DeviceKeySet t = group.t;
  private final DeviceKeySet e = group.e;
  private final Branch winner = group.branch().note(s).note(s);
  private final Branch loser = group.branch().note(t);

  private Resolve body() {
    return against(loser.first());
  }

  private static Resolve against(SignedEntry loser) {
    return new Resolve(
        loser.entry().seq(),
        loser.entry().prevHash(),
        loser.bytes(),
        List.of(),
        List.of(),
        List.of(),
        0,
        new byte[0]);
  }

  private RosterCheck refusal(Resolve body) {
    return refusal(winner, body, e);
  }

  private RosterCheck refusal(Branch on, Resolve body, DeviceKeySet... approving) {
    return assertThrows(BrokenRuleException.class, () -> on.further().resolve(s, body, approving))
        .check();
  }

  @Test
  void two_of_three_who_were_stewards_at_the_fork_decide() {
    RosterState after = winner.further().resolve(s, body(), e).state;
    assertEquals(3, after.stewardCount(), "two honest stewards were played against each other");
  }

  @Test
  void rc_130_a_place_that_is_not_on_this_line() {
    Resolve body = body();
    assertEquals(
        RosterCheck.RESOLVE_PLACE,
        refusal(
            new Resolve(
                body.forkSeq(),
                group.group.key(),
                body.loser(),
                List.of(),
                List.of(),
                List.of(),
                0,
                new byte[0])));
    Branch far = group.branch().note(e).note(e).note(e).note(e);
    assertEquals(RosterCheck.RESOLVE_PLACE, refusal(against(far.last())));
  }

  @Test
  void rc_131_a_loser_that_is_the_winner_or_for_another_place_or_no_entry() {
    assertEquals(RosterCheck.RESOLVE_LOSER, refusal(against(winner.first())));
    Resolve body = body();
    byte[][] losers = {winner.last().bytes(), {1, 2, 3}};
    for (byte[] wrong : losers) {
      assertEquals(
          RosterCheck.RESOLVE_LOSER,
          refusal(
              new Resolve(
                  body.forkSeq(),
                  body.forkPrev(),
                  wrong,
                  List.of(),
                  List.of(),
                  List.of(),
                  0,
                  new byte[0])));
    }
  }

  @Test
  void rc_132_a_loser_that_did_not_hold_there() {
    byte[] changed = loser.first().signature();
    changed[0] ^= 1;
    assertEquals(
        RosterCheck.RESOLVE_LOSER_VOID,
        refusal(against(Frankenstein.resigned(loser.first(), changed))));
  }

  /** WITHOUT_RESOLVE_THRESHOLD: one of three does not choose. */
  @Test
  void rc_133_one_steward_of_three_does_not_decide() {
    assertEquals(RosterCheck.RESOLVE_VOICES, refusal(winner, body()));
  }

  /** WITHOUT_EQUIVOCATOR_EXCLUDED: whoever signed both does not help to choose. */
  @Test
  void rc_133_who_signed_on_both_branches_has_no_voice() {
    Branch false1 = group.branch().note(e).note(s);
    Branch false2 = group.branch().note(e);
    assertEquals(RosterCheck.RESOLVE_VOICES, refusal(false1, against(false2.first()), e));
    RosterState after = false1.further().resolve(s, against(false2.first()), t).state;
    assertEquals(2, after.stewardCount());
  }

  @Test
  void rc_133_who_signed_behind_the_fork_and_the_other_branch_has_none_either() {
    Branch line = group.branch().note(s).note(e);
    Branch other = group.branch().note(e);
    assertEquals(RosterCheck.RESOLVE_VOICES, refusal(line, against(other.first()), e));
  }

  @Test
  void rc_133_who_became_a_steward_behind_the_fork_has_no_voice() {
    Branch line = group.branch().note(s).appoint(s, group.m, t);
    assertEquals(RosterCheck.RESOLVE_VOICES, refusal(line, body(), group.m));
  }

  /** WITHOUT_EQUIVOCATOR_OUT. */
  @Test
  void the_device_that_signed_both_is_revoked_and_its_member_is_no_steward_any_more() {
    Branch line = group.branch().note(e);
    Branch other = group.branch().note(e);
    RosterState after = line.resolve(s, against(other.first()), t).state;
    assertNull(after.deviceOf(e.device()));
    assertNull(after.stewardOf(e.device()));
    assertTrue(RosterState.existing(after.member(e.member())).isActive());
  }

  @Test
  void rc_134_people_and_devices_that_never_were() {
    Resolve body = body();
    DeviceKeySet stranger = group.group.device();
    List<Resolve> wrong =
        List.of(
            named(body, List.of(stranger.member()), List.of(), List.of()),
            named(body, List.of(), List.of(stranger.device()), List.of()),
            named(body, List.of(), List.of(), List.of(stranger.member())));
    for (Resolve one : wrong) {
      assertEquals(RosterCheck.RESOLVE_IDS, refusal(one));
    }
  }

  private static Resolve named(
      Resolve body, List<MemberId> removed, List<DeviceId> revoked, List<MemberId> demoted) {
    return new Resolve(
        body.forkSeq(),
        body.forkPrev(),
        body.loser(),
        removed,
        revoked,
        demoted,
        body.generation(),
        body.over());
  }

  @Test
  void what_it_names_is_taken_away() {
    Resolve body =
        named(body(), List.of(group.m.member()), List.of(group.n.device()), List.of(e.member()));
    RosterState after = winner.further().resolve(s, body, t).state;
    assertNull(after.deviceOf(group.m.device()));
    assertNull(after.deviceOf(group.n.device()));
    assertNull(after.stewardOf(e.device()));
  }

  @Test
  void rc_135_the_same_decision_a_second_time() {
    Branch decided = winner.further().resolve(s, body(), t);
    assertEquals(RosterCheck.RESOLVE_TWICE, refusal(decided, body(), t));
  }

  @Test
  void the_epoch_goes_on_above_both_branches() {
    int own = RosterState.existing(winner.state.epoch()).generation();
    for (int other : new int[] {0, own, own + 5}) {
      Resolve body = body();
      Resolve above =
          new Resolve(
              body.forkSeq(),
              body.forkPrev(),
              body.loser(),
              List.of(),
              List.of(),
              List.of(),
              other,
              new byte[0]);
      RosterState after = winner.further().resolve(s, above, t).state;
      assertEquals(Math.max(own, other) + 1, RosterState.existing(after.epoch()).generation());
    }
  }

  @Test
  void rc_136_a_generation_that_leaves_none_for_later() {
    Resolve body = body();
    assertEquals(
        RosterCheck.RESOLVE_GENERATION,
        refusal(
            new Resolve(
                body.forkSeq(),
                body.forkPrev(),
                body.loser(),
                List.of(),
                List.of(),
                List.of(),
                2_000_000,
                new byte[0])));
  }

  @Test
  void rc_137_an_answer_to_what_is_no_decision_against_this_line() {
    Resolve body = body();
    byte[][] answers = {{1}, loser.first().bytes(), winner.first().bytes()};
    for (byte[] over : answers) {
      assertEquals(RosterCheck.RESOLVE_OVER, refusal(over(body, over)));
    }
  }

  private static Resolve over(Resolve body, byte[] over) {
    return new Resolve(
        body.forkSeq(), body.forkPrev(), body.loser(), List.of(), List.of(), List.of(), 0, over);
  }

  @Test
  void who_decided_both_ways_does_not_decide_again() {
    Branch here = winner.further().resolve(s, body(), e);
    Branch there = loser.further().resolve(t, against(winner.first()), e);
    Resolve answer = over(body(), there.entries.get(1).bytes());
    assertEquals(RosterCheck.RESOLVE_VOICES, refusal(here, answer, e));
    here.further().resolve(s, answer, group.t);
  }

  @Test
  void rc_138_one_that_would_leave_no_steward() {
    Resolve body =
        named(
            body(),
            List.of(),
            List.of(),
            IdList.sorted(List.of(s.member(), t.member(), e.member())));
    assertEquals(RosterCheck.RESOLVE_STEWARDS, refusal(body));
  }
}
