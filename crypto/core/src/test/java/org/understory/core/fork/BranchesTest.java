package org.understory.core.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.understory.core.roster.DeviceKeySet;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.EntryBody.Resolve;
import org.understory.core.roster.Policies;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedEntry;
import org.understory.core.roster.Stewards;
import org.understory.core.roster.Stewards.Branch;

/** What halts, what ends that, and where it leads; the scenarios of docs/models/fork.pml. */
final class BranchesTest {
  private final Stewards group = new Stewards(400);
  private final DeviceKeySet s = group.s;
  private final DeviceKeySet t = group.t;
  private final DeviceKeySet e = group.e;

  /** What somebody on {@code line} knows who was shown all of these branches. */
  private Branches knowing(Branch line, Branch... others) {
    Branches branches = Branches.none(group.sealer());
    for (Branch other : others) {
      branches = branches.with(line.state, other.entries);
    }
    return branches;
  }

  private List<Fork> forks(Branch line, Branch... others) {
    return knowing(line, others).forks(line.state, List.of());
  }

  private boolean halts(Branch line, Branch... others) {
    return forks(line, others).stream().anyMatch(Fork::halts);
  }

  private Fork.Standing standing(Branch line, Branch... others) {
    List<Fork> forks = forks(line, others);
    assertEquals(1, forks.size());
    return forks.get(0).standing();
  }

  private @Nullable Move move(Branch line, Branch... others) {
    return knowing(line, others).move(line.state);
  }

  /** What keeps {@code line} and gives up the branch that it knows. */
  private Resolve keeping(Branch line, Branch other) {
    return Resolution.keepingOwn(group.sealer(), line.state, forks(line, other).get(0)).body();
  }

  // ---- FK-1, FK-2

  /** WITHOUT_HALT. */
  @Test
  void two_entries_for_one_place_by_a_steward_halt_whoever_knows_both() {
    Branch one = group.branch().note(e);
    Branch other = group.branch().note(e);
    assertTrue(halts(one, other));
    assertTrue(halts(other, one));
    assertEquals(Set.of(e.member()), forks(one, other).get(0).by());
  }

  @Test
  void nothing_halts_without_another_branch() {
    Branch one = group.branch().note(e).note(s);
    assertFalse(halts(one));
    assertFalse(halts(one, one), "its own entries are no branch");
  }

  @Test
  void an_honest_race_halts_too_and_accuses_nobody() {
    Branch one = group.branch().note(s);
    Branch other = group.branch().note(t);
    assertTrue(halts(one, other));
    ForkProof proof = ForkProof.of(one.state, forks(one, other).get(0));
    ForkProof.Finding found =
        ForkProof.verify(group.sealer(), Objects.requireNonNull(proof.encoded()));
    assertEquals(Set.of(), ((ForkProof.Proven) found).both());
  }

  /** WITHOUT_REMOVED_CANNOT_HALT. */
  @Test
  void who_is_no_steward_any_more_halts_nobody() {
    Branch line = group.branch().remove(s, e, t);
    Branch forged = group.branch().note(e).note(e);
    assertEquals(Fork.Standing.POWERLESS, standing(line, forged));
    assertFalse(halts(line, forged));
  }

  @Test
  void a_demoted_steward_halts_nobody_either() {
    Branch line = group.branch().demote(s, e, t);
    assertFalse(halts(line, group.branch().note(e)));
  }

  /** A removal on the own line ends the halt without RESOLVE (D-1). */
  @Test
  void putting_the_false_steward_out_ends_the_halt() {
    Branch line = group.branch().note(e);
    Branch other = group.branch().note(e);
    assertTrue(halts(line, other));
    assertFalse(halts(line.further().remove(s, e, t), other));
  }

  /** WITHOUT_WHOLE_BRANCH: E forks, and each half puts E out; from then on both know everything. */
  @Test
  void the_whole_of_a_branch_counts_not_its_first_entry_alone() {
    Branch one = group.branch().note(e).remove(s, e, t);
    Branch other = group.branch().note(e).remove(t, e, s);
    assertTrue(halts(one, other));
    assertTrue(halts(other, one));
  }

  @Test
  void an_approval_about_a_steward_counts_as_a_voice() {
    Branch line = group.branch().note(s);
    Branch other = group.branch().remove(e, s, t);
    assertTrue(forks(line, other).get(0).by().contains(t.member()));
    Branch without = group.branch().demote(s, e, t);
    assertEquals(
        Set.of(t.member()),
        forks(without, other).get(0).by().stream()
            .filter(id -> !id.equals(s.member()))
            .collect(java.util.stream.Collectors.toSet()));
  }

  @Test
  void an_approval_of_a_newcomer_s_request_is_no_voice() {
    Branch both = group.branch().entry(s, EntryBody.Policy.of(Policies.APPROVALS, 2), t);
    Branch line = both.further().remove(s, e, t);
    Branch other = both.further();
    EntryBody.Invite one = group.group.invite();
    other.entry(
        e,
        new EntryBody.Invite(
            one.invite(), one.dropKey(), one.requestKey(), one.commit(), one.notAfter(), 1, 2));
    EntryBody.Add add = group.group.addOf(other.last().hash(group.sealer()), group.group.device());
    other.entry(e, add, s);
    assertEquals(1, other.entries.get(2).entry().approvals().size());
    assertEquals(Fork.Standing.POWERLESS, standing(line, other));
  }

  /** Entries that do not hold are dropped: a claim halts nobody (WITHOUT_PROOF_TO_HALT). */
  @Test
  void an_entry_that_does_not_hold_is_no_branch() {
    Branch line = group.branch().note(s);
    Stewards others = new Stewards(401);
    Branch foreign = others.branch().note(others.s);
    assertTrue(knowing(line, foreign).isEmpty());
    Branch orphan = group.branch().note(t).note(t);
    assertTrue(
        Branches.none(group.sealer()).with(line.state, orphan.entries.subList(1, 2)).isEmpty());
  }

  @Test
  void the_order_in_which_branches_came_changes_nothing() {
    Branch line = group.branch().note(s);
    Branch one = group.branch().note(e).remove(t, e, s);
    Branch two = group.branch().note(t);
    assertEquals(forks(line, one, two).size(), forks(line, two, one).size());
    assertEquals(halts(line, one, two), halts(line, two, one));
  }

  // ---- no more than are kept

  @Test
  void nobody_pushes_the_entries_of_others_out() {
    Branch line = group.branch().note(s);
    Branch honest = group.branch().note(t);
    List<SignedEntry> flood = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      flood.add(group.branch().note(e).first());
    }
    Branches branches = Branches.none(group.sealer()).with(line.state, flood);
    branches = branches.with(line.state, honest.entries);
    branches = branches.with(line.state, flood);
    assertTrue(branches.twigs().size() <= 65);
    assertTrue(branches.twigs().stream().anyMatch(twig -> twig.entry().equals(honest.first())));
  }

  @Test
  void what_leads_to_a_resolve_is_never_left_out() {
    Branch line = group.branch().note(e);
    Branch winner = group.branch().note(e);
    Branch decided = winner.further().resolve(s, keeping(winner, line), t);
    List<SignedEntry> all = new ArrayList<>(decided.entries);
    for (int i = 0; i < 200; i++) {
      all.add(group.branch().note(e).first());
    }
    Branches branches = Branches.none(group.sealer()).with(line.state, all);
    assertNotNull(branches.move(line.state));
  }

  // ---- FK-4, FK-5: RESOLVE

  /** GOAL_FORK_RESOLVED. */
  @Test
  void a_resolve_ends_the_halt_on_both_sides() {
    Branch winner = group.branch().note(e);
    Branch loser = group.branch().note(e).remove(t, group.m);
    Branch decided = winner.further().resolve(s, keeping(winner, loser), t);
    assertEquals(Fork.Standing.RESOLVED, standing(decided, loser));
    Move move = Objects.requireNonNull(move(loser, decided));
    assertEquals(decided.entries, move.gained());
    assertEquals(loser.entries, move.givenUp());
    assertTrue(isOut(decided.state, group.m), "what was taken away is carried over");
    assertFalse(Branches.isSteward(decided.state, e.member()), "who signed both is out of office");
    assertNull(decided.state.deviceOf(e.device()));
    assertNotNull(decided.state.deviceOf(s.device()));
  }

  private static boolean isOut(RosterState state, DeviceKeySet who) {
    return state.deviceOf(who.device()) == null;
  }

  @Test
  void the_epoch_after_a_resolve_is_above_those_of_both_branches() {
    Branch winner = group.branch().note(e);
    Branch loser = group.branch().note(e).remove(t, group.m).remove(t, group.n);
    int highest = Objects.requireNonNull(loser.state.epoch()).generation();
    Branch decided = winner.further().resolve(s, keeping(winner, loser), t);
    assertEquals(highest + 1, Objects.requireNonNull(decided.state.epoch()).generation());
  }

  /** WITHOUT_RESOLVE_COVERS: the branch that was given up halts nobody, however it grows (D-3). */
  @Test
  void what_is_decided_stays_decided_however_the_other_branch_grows() {
    Branch winner = group.branch().note(e);
    Branch loser = group.branch().note(e);
    Branch decided = winner.further().resolve(s, keeping(winner, loser), t);
    loser.note(t).note(t).note(s);
    assertFalse(halts(decided, loser));
  }

  /** WITHOUT_CARRIED_REMOVALS. */
  @Test
  void nobody_moves_to_where_somebody_has_access_whom_the_own_line_put_out() {
    Branch winner = group.branch().note(e);
    Branch loser = group.branch().note(e);
    Resolve unaware = keeping(winner, loser);
    loser.remove(t, group.m);
    Branch decided = winner.further().resolve(s, unaware, t);
    assertNull(move(loser, decided));
    assertTrue(halts(loser, decided));
  }

  @Test
  void an_office_that_the_own_line_took_away_is_not_given_back_either() {
    Branch winner = group.branch().note(e);
    Branch loser = group.branch().note(e);
    Resolve unaware = keeping(winner, loser);
    loser.demote(s, t, e);
    Branch decided = winner.further().resolve(s, unaware, t);
    assertNull(move(loser, decided));
  }

  /** WITHOUT_CONFLICT_HALTS, GOAL_DECIDED_BOTH_WAYS. */
  @Test
  void where_both_ways_were_decided_both_sides_halt_and_nobody_moves() {
    Branch one = group.branch().note(s);
    Branch other = group.branch().note(t);
    Branch here = one.further().resolve(s, keeping(one, other), e);
    Branch there = other.further().resolve(t, keeping(other, one), e);
    assertEquals(Fork.Standing.CONTRADICTED, standing(here, there));
    assertEquals(Fork.Standing.CONTRADICTED, standing(there, here));
    assertNull(move(here, there));
    assertNull(move(there, here));
  }

  @Test
  void a_further_resolve_that_answers_the_other_moves_everybody() {
    Branch one = group.branch().note(s);
    Branch other = group.branch().note(t);
    Branch here = one.further().resolve(s, keeping(one, other), e);
    Branch there = other.further().resolve(t, keeping(other, one), e);
    Resolve answer = keeping(here, there);
    assertTrue(answer.over().length > 0);
    here.resolve(s, answer, t);
    Move move = Objects.requireNonNull(move(there, here));
    assertTrue(move.gained().containsAll(here.entries));
  }

  @Test
  void a_decision_by_nobody_of_the_own_stewards_contradicts_nothing() {
    Branch one = group.branch().remove(s, e, t);
    Branch other = group.branch().note(e);
    Branch here = one.further().resolve(s, keeping(one, other), t);
    assertFalse(halts(here, other.note(e)));
  }

  @Test
  void both_sides_make_the_same_resolve() {
    Branch winner = group.branch().note(s).remove(s, group.n);
    Branch loser = group.branch().note(t).remove(t, group.m);
    Resolve own = keeping(winner, loser);
    Resolve other =
        Resolution.keepingOther(group.sealer(), loser.state, forks(loser, winner).get(0)).body();
    assertTrue(Arrays.equals(own.loser(), other.loser()));
    assertEquals(own.removed(), other.removed());
    assertEquals(own.revoked(), other.revoked());
    assertEquals(own.demoted(), other.demoted());
    assertEquals(own.generation(), other.generation());
    Branch decided = winner.further();
    decided.resolve(s, other, t);
    assertNotNull(move(loser, decided));
  }

  @Test
  void the_line_moves_on_along_what_is_known_behind_the_resolve() {
    Branch winner = group.branch().note(e);
    Branch loser = group.branch().note(e);
    Branch decided = winner.further().resolve(s, keeping(winner, loser), t).note(t);
    assertEquals(decided.entries, Objects.requireNonNull(move(loser, decided)).gained());
  }
}
