package org.understory.core.roster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.understory.core.roster.Verdicts.applied;
import static org.understory.core.roster.Verdicts.isVoid;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.core.seal.EpochSecret;

final class EpochRuleTest {
  private final TestGroup group = TestGroup.founded(70);
  private final Roster roster = new Roster(group.sealer());
  private final EpochEntry first = epochOf(group.state());

  private static EpochEntry epochOf(RosterState state) {
    EpochEntry epoch = state.epoch();
    assertNotNull(epoch);
    return epoch;
  }

  /** The group right behind a CREATE, with this EPOCH tried on it. */
  private Verdict found(EpochEntry epoch) {
    RosterState created = group.replay(group.entries().subList(0, 1));
    return roster.apply(created, on(created, epoch));
  }

  private SignedEntry on(RosterState state, EntryBody body) {
    Frankenstein monster = new Frankenstein(group);
    monster.seq = state.seq() + 1;
    monster.prevHash = state.head();
    return monster.sew(body);
  }

  private RosterState afterAdd() {
    byte[] invite = group.invited();
    return applied(
        roster.apply(
            group.state(), new Frankenstein(group).sew(group.addOf(invite, group.device()))));
  }

  private RosterState afterRemove() {
    DeviceKeySet gone = group.joined();
    return applied(
        roster.apply(group.state(), new Frankenstein(group).sew(Bodies.remove(gone.member()))));
  }

  private EpochEntry epoch(int generation, int step, int rosterKeyGeneration) {
    return set(
        generation, step, first.stewardSetVersion(), first.stewardKeys(), 1, rosterKeyGeneration);
  }

  private EpochEntry set(
      int generation, int step, long version, List<byte[]> keys, int threshold, int rosterKey) {
    return new EpochEntry(
        generation,
        step,
        group.key(),
        group.key(),
        version,
        keys,
        threshold,
        rosterKey,
        first.stewardSecretHash(),
        new byte[0]);
  }

  @Test
  void founding_makes_generation_one_step_zero_with_the_founder_s_steward_key() {
    assertEquals(1, first.generation());
    assertEquals(0, first.step());
    assertEquals(1, first.rosterKeyGeneration());
    assertEquals(1, first.stewardSetVersion());
    assertEquals(1, first.threshold());
    assertArrayEquals(group.state().create().stewardKey(), first.stewardKeys().getFirst());
    assertEquals(EpochDue.NONE, group.state().epochDue());
  }

  @Test
  void another_first_epoch_is_void() {
    applied(found(epoch(1, 0, 1)));
    isVoid(RosterCheck.EPOCH_NUMBER, found(epoch(2, 0, 1)));
    isVoid(RosterCheck.EPOCH_NUMBER, found(epoch(1, 1, 1)));
    isVoid(RosterCheck.ROSTER_KEY_GENERATION, found(epoch(1, 0, 2)));
    isVoid(RosterCheck.STEWARD_KEYS, found(set(1, 0, 1, List.of(group.key()), 1, 1)));
    isVoid(RosterCheck.STEWARD_SET_VERSION, found(set(1, 0, 2, first.stewardKeys(), 1, 1)));
    isVoid(RosterCheck.THRESHOLD, found(set(1, 0, 1, first.stewardKeys(), 0, 1)));
    isVoid(RosterCheck.THRESHOLD, found(set(1, 0, 1, first.stewardKeys(), 2, 1)));
  }

  @Test
  void an_add_makes_a_step_of_the_same_generation_and_roster_key() {
    RosterState due = afterAdd();
    RosterState next = applied(roster.apply(due, on(due, epoch(1, 1, 1))));
    assertEquals(EpochDue.NONE, next.epochDue());
    assertEquals(1, epochOf(next).step());
    for (EpochEntry wrong :
        List.of(epoch(1, 0, 1), epoch(1, 2, 1), epoch(2, 0, 1), epoch(2, 1, 1))) {
      isVoid(RosterCheck.EPOCH_NUMBER, roster.apply(due, on(due, wrong)));
    }
    isVoid(RosterCheck.ROSTER_KEY_GENERATION, roster.apply(due, on(due, epoch(1, 1, 2))));
  }

  @Test
  void a_remove_makes_the_next_generation_and_roster_key() {
    RosterState due = afterRemove();
    applied(roster.apply(due, on(due, epoch(2, 0, 2))));
    for (EpochEntry wrong :
        List.of(epoch(1, 2, 1), epoch(2, 1, 2), epoch(3, 0, 2), epoch(1, 0, 2))) {
      isVoid(RosterCheck.EPOCH_NUMBER, roster.apply(due, on(due, wrong)));
    }
    isVoid(RosterCheck.ROSTER_KEY_GENERATION, roster.apply(due, on(due, epoch(2, 0, 1))));
    isVoid(RosterCheck.ROSTER_KEY_GENERATION, roster.apply(due, on(due, epoch(2, 0, 3))));
  }

  @Test
  void an_epoch_without_anything_that_moved_it_is_void() {
    isVoid(
        RosterCheck.EPOCH_NOT_DUE, roster.apply(group.state(), on(group.state(), epoch(1, 1, 1))));
  }

  @Test
  void while_an_epoch_is_due_nothing_but_epoch_is_valid() {
    for (RosterState due : List.of(afterRemove(), afterAdd())) {
      isVoid(
          RosterCheck.EPOCH_DUE,
          roster.apply(due, on(due, Bodies.channel(group.logId(), group.key(), 0))));
      isVoid(RosterCheck.EPOCH_DUE, roster.apply(due, on(due, Bodies.timer(group.channel(), 0))));
      isVoid(RosterCheck.EPOCH_DUE, roster.apply(due, on(due, group.invite())));
      isVoid(
          RosterCheck.EPOCH_DUE,
          roster.apply(due, on(due, Bodies.remove(group.founder().member()))));
      isVoid(
          RosterCheck.EPOCH_DUE,
          roster.apply(due, on(due, group.addOf(group.key(), group.device()))));
    }
  }

  @Test
  void between_create_and_its_epoch_channels_are_valid_and_nothing_else() {
    RosterState created = group.replay(group.entries().subList(0, 1));
    RosterState one =
        applied(roster.apply(created, on(created, Bodies.channel(group.logId(), group.key(), 0))));
    applied(roster.apply(one, on(one, Bodies.channel(group.logId(), group.key(), 0))));
    isVoid(RosterCheck.EPOCH_DUE, roster.apply(created, on(created, group.invite())));
  }

  @Test
  void a_secret_is_held_against_every_word_of_the_epoch_entry() {
    EpochSecret secret = group.epoch();
    assertTrue(EpochCheck.matches(group.sealer(), group.space(), first, secret));
    EpochSecret other = EpochSecret.fresh(group.randomness(), 1);
    assertFalse(EpochCheck.matches(group.sealer(), group.space(), first, other));
    EpochSecret step = EpochSecret.of(1, 1, secret.secretBytes());
    assertFalse(EpochCheck.matches(group.sealer(), group.space(), first, step));
    EpochSecret generation = EpochSecret.of(2, 0, secret.secretBytes());
    assertFalse(EpochCheck.matches(group.sealer(), group.space(), first, generation));
    assertFalse(EpochCheck.matches(group.sealer(), new TestGroup(71).space(), first, secret));
    EpochEntry forged =
        new EpochEntry(
            1,
            0,
            group.key(),
            first.memberKey(),
            1,
            first.stewardKeys(),
            1,
            1,
            group.key(),
            new byte[0]);
    assertFalse(EpochCheck.matches(group.sealer(), group.space(), forged, secret));
  }

  private EpochEntry with(EpochEntry good, List<byte[]> keys, long version, int threshold) {
    return with(good, keys, version, threshold, good.stewardSecretHash());
  }

  private EpochEntry with(
      EpochEntry good, List<byte[]> keys, long version, int threshold, byte[] shared) {
    return new EpochEntry(
        good.generation(),
        good.step(),
        good.secretHash(),
        good.memberKey(),
        version,
        keys,
        threshold,
        good.rosterKeyGeneration(),
        shared,
        good.rescueKey());
  }

  /** The EPOCH that an author would make in this state, with what the stewards share as it is. */
  private EpochEntry next(RosterState due) {
    return new EpochEntry(
        EpochRules.dueGeneration(due),
        EpochRules.dueStep(due),
        group.key(),
        group.key(),
        EpochRules.dueSetVersion(due, epochOf(due).rescueKey()),
        EpochRules.stewardKeys(due),
        due.threshold(),
        EpochRules.dueRosterKey(due),
        due.isStewardSecretSpent() ? group.key() : epochOf(due).stewardSecretHash(),
        epochOf(due).rescueKey());
  }

  private RosterState due(EntryBody body) {
    return applied(roster.apply(group.state(), on(group.state(), body)));
  }

  @Test
  void steward_keys_are_exactly_those_of_the_stewards_and_rise() {
    RosterState due = due(group.office(group.joined(), group.key()));
    EpochEntry good = next(due);
    List<byte[]> both = good.stewardKeys();
    assertEquals(2, both.size());
    applied(roster.apply(due, on(due, good)));
    for (List<byte[]> wrong :
        List.of(
            both.reversed(),
            both.subList(0, 1),
            List.of(both.get(0), both.get(0)),
            List.of(both.get(0), group.key()))) {
      EpochEntry epoch = with(good, wrong, good.stewardSetVersion(), 1);
      isVoid(RosterCheck.STEWARD_KEYS, roster.apply(due, on(due, epoch)));
    }
  }

  @Test
  void an_author_names_steward_keys_in_their_one_order() {
    DeviceKeySet second = group.steward();
    for (int i = 0; i < 5; i++) {
      group.steward(second);
      assertTrue(IdList.areRising(epochOf(group.state()).stewardKeys()));
    }
  }

  @Test
  void a_steward_set_changes_with_a_higher_version_and_never_without() {
    RosterState due = due(group.office(group.joined(), group.key()));
    EpochEntry good = next(due);
    assertEquals(2, good.stewardSetVersion());
    List<byte[]> keys = good.stewardKeys();
    applied(roster.apply(due, on(due, with(good, keys, 7, 1))));
    isVoid(RosterCheck.STEWARD_SET_VERSION, roster.apply(due, on(due, with(good, keys, 1, 1))));
    RosterState same = afterAdd();
    EpochEntry step = next(same);
    assertEquals(1, step.stewardSetVersion());
    applied(roster.apply(same, on(same, with(step, step.stewardKeys(), 2, 1))));
    isVoid(
        RosterCheck.STEWARD_SET_VERSION,
        roster.apply(same, on(same, with(step, step.stewardKeys(), 0, 1))));
  }

  @Test
  void the_threshold_is_that_of_so_many_stewards() {
    group.steward();
    RosterState due = due(group.office(group.joined(), group.key()));
    EpochEntry three = next(due);
    assertEquals(2, three.threshold());
    applied(roster.apply(due, on(due, three)));
    for (int wrong : new int[] {0, 1, 3}) {
      EpochEntry epoch = with(three, three.stewardKeys(), three.stewardSetVersion(), wrong);
      isVoid(RosterCheck.THRESHOLD, roster.apply(due, on(due, epoch)));
    }
  }

  @Test
  void what_stewards_share_is_fresh_when_one_went_and_only_then() {
    DeviceKeySet second = group.steward();
    RosterState came = afterAdd();
    EpochEntry step = next(came);
    isVoid(
        RosterCheck.STEWARD_SECRET,
        roster.apply(came, on(came, with(step, step.stewardKeys(), 2, 1, group.key()))));
    RosterState went = due(Bodies.remove(second.member()));
    EpochEntry fresh = next(went);
    applied(roster.apply(went, on(went, fresh)));
    isVoid(
        RosterCheck.STEWARD_SECRET,
        roster.apply(
            went, on(went, with(fresh, fresh.stewardKeys(), 3, 1, step.stewardSecretHash()))));
  }

  private EpochEntry rescued(EpochEntry good, long version, byte[] rescueKey) {
    return new EpochEntry(
        good.generation(),
        good.step(),
        good.secretHash(),
        good.memberKey(),
        version,
        good.stewardKeys(),
        good.threshold(),
        good.rosterKeyGeneration(),
        good.stewardSecretHash(),
        rescueKey);
  }

  @Test
  void rc_76_a_rescue_key_is_no_other_key_and_comes_with_a_new_version() {
    RosterState due = afterAdd();
    EpochEntry good = next(due);
    byte[] rescue = group.key();
    isVoid(RosterCheck.STEWARD_SET_VERSION, roster.apply(due, on(due, rescued(good, 1, rescue))));
    isVoid(
        RosterCheck.RESCUE_KEY,
        roster.apply(due, on(due, rescued(good, 2, good.stewardKeys().get(0)))));
    RosterState set = applied(roster.apply(due, on(due, rescued(good, 2, rescue))));
    assertTrue(set.isKnownKey(rescue));
    group.pass(TestGroup.HOUR);
    RosterState other = applied(roster.apply(set, on(set, rescued(next(set), 3, group.key()))));
    group.pass(TestGroup.HOUR);
    applied(roster.apply(other, on(other, next(other))));
    isVoid(RosterCheck.RESCUE_KEY, roster.apply(other, on(other, rescued(next(other), 4, rescue))));
  }

  @Test
  void an_epoch_is_refreshed_an_hour_after_the_last_and_not_before() {
    EpochEntry refresh = next(group.state());
    assertEquals(2, refresh.generation());
    assertEquals(2, refresh.rosterKeyGeneration());
    group.pass(TestGroup.HOUR - 1);
    isVoid(RosterCheck.EPOCH_NOT_DUE, roster.apply(group.state(), on(group.state(), refresh)));
    group.pass(1);
    RosterState next = applied(roster.apply(group.state(), on(group.state(), refresh)));
    assertEquals(group.now(), next.epochTime());
    EpochEntry shared = with(refresh, refresh.stewardKeys(), 1, 1, group.key());
    applied(roster.apply(group.state(), on(group.state(), shared)));
    isVoid(
        RosterCheck.EPOCH_NOT_DUE, roster.apply(group.state(), on(group.state(), epoch(1, 1, 1))));
    isVoid(
        RosterCheck.EPOCH_NUMBER, roster.apply(group.state(), on(group.state(), epoch(3, 0, 2))));
    isVoid(
        RosterCheck.EPOCH_NUMBER, roster.apply(group.state(), on(group.state(), epoch(2, 1, 2))));
    isVoid(
        RosterCheck.ROSTER_KEY_GENERATION,
        roster.apply(group.state(), on(group.state(), epoch(2, 0, 1))));
  }

  @Test
  void an_author_refreshes_and_keeps_the_set() {
    group.pass(TestGroup.HOUR);
    RosterAuthor author = group.author();
    author.epoch(EpochSecret.fresh(group.randomness(), 2));
    EpochEntry made = epochOf(author.state());
    assertEquals(first.stewardSetVersion(), made.stewardSetVersion());
    assertArrayEquals(first.stewardSecretHash(), made.stewardSecretHash());
  }
}
