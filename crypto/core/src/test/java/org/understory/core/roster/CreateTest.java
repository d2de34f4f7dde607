package org.understory.core.roster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.understory.core.roster.Verdicts.applied;
import static org.understory.core.roster.Verdicts.isVoid;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.roster.EntryBody.Create;

final class CreateTest {
  private final TestGroup group = new TestGroup(20);
  private final Roster roster = new Roster(group.sealer());

  private Create create(DeviceKeys founder) {
    return new Create(
        group.key(), 1, group.space(), founder, group.key(), group.key(), group.key(), new byte[0]);
  }

  private Create create() {
    return create(keys());
  }

  private DeviceKeys keys() {
    return group.founder().publish(group.sealer(), null, group.space());
  }

  private Verdict judge(SignedEntry entry) {
    return roster.apply(RosterState.EMPTY, entry);
  }

  @Test
  void the_group_id_is_the_hash_of_create() {
    SignedEntry entry = new Frankenstein(group).sew(create());
    RosterState state = applied(judge(entry));
    assertArrayEquals(entry.hash(group.sealer()), state.groupId().bytes());
    assertArrayEquals(entry.hash(group.sealer()), state.head());
    assertEquals(0, state.seq());
  }

  @Test
  void a_create_that_does_not_hash_to_the_expected_group_is_void() {
    SignedEntry entry = new Frankenstein(group).sew(create());
    GroupId own = GroupId.of(entry.hash(group.sealer()));
    applied(roster.apply(RosterState.awaiting(own), entry));
    isVoid(
        RosterCheck.GROUP_ID, roster.apply(RosterState.awaiting(GroupId.of(group.key())), entry));
  }

  @Test
  void the_founder_becomes_a_steward_with_the_keys_and_names_of_create() {
    Create create = create();
    RosterState state = applied(judge(new Frankenstein(group).sew(create)));
    Member founder = state.activeMembers().getFirst();
    assertTrue(founder.isActiveSteward());
    assertTrue(founder.activeDevices().getFirst().sameAs(create.founder()));
    assertArrayEquals(create.nameCommitment(), founder.nameCommitment());
    assertArrayEquals(create.groupNameCommitment(), state.groupNameCommitment());
    assertEquals(group.space(), state.space());
    assertEquals(0, founder.sinceSeq());
    assertEquals(group.now(), founder.sinceTime());
    assertEquals(List.of(founder), state.stewards());
    assertEquals(EpochDue.AFTER_CREATE, state.epochDue());
  }

  @Test
  void another_kind_before_create_is_void() {
    isVoid(
        RosterCheck.NOT_CREATED,
        judge(new Frankenstein(group).sew(Bodies.channel(group.logId(), group.key(), 0))));
  }

  @Test
  void a_second_create_is_void() {
    RosterState state = applied(judge(new Frankenstein(group).sew(create())));
    isVoid(RosterCheck.CREATED_TWICE, roster.apply(state, new Frankenstein(group).sew(create())));
  }

  @Test
  void a_create_that_names_a_group_a_number_or_an_entry_before_it_is_void() {
    Frankenstein named = new Frankenstein(group);
    named.group = GroupId.of(group.key());
    isVoid(RosterCheck.OTHER_GROUP, judge(named.sew(create())));
    Frankenstein numbered = new Frankenstein(group);
    numbered.seq = 1;
    isVoid(RosterCheck.SEQ, judge(numbered.sew(create())));
    Frankenstein chained = new Frankenstein(group);
    chained.prevHash = group.key();
    isVoid(RosterCheck.PREV_HASH, judge(chained.sew(create())));
    Frankenstein approved = new Frankenstein(group);
    approved.approvals = List.of(group.key());
    isVoid(RosterCheck.APPROVALS_TOO_MANY, judge(approved.sew(create())));
  }

  @Test
  void a_suite_that_this_build_does_not_speak_is_void() {
    isVoid(RosterCheck.SUITE, judge(new Frankenstein(group).sew(withSuite(create(), 0))));
    isVoid(RosterCheck.SUITE, judge(new Frankenstein(group).sew(withSuite(create(), 2))));
  }

  private static Create withSuite(Create known, int suite) {
    return new Create(
        known.nonce(),
        suite,
        known.space(),
        known.founder(),
        known.stewardKey(),
        known.nameCommitment(),
        known.groupNameCommitment(),
        known.recoveryKey());
  }

  @Test
  void a_create_by_another_device_than_the_founder_s_is_void() {
    Frankenstein monster = new Frankenstein(group);
    monster.actor = group.device().device();
    isVoid(RosterCheck.FOUNDER, judge(monster.sew(create())));
  }

  @Test
  void a_create_signed_with_another_key_is_void() {
    Frankenstein monster = new Frankenstein(group);
    monster.signingSeed = group.key();
    isVoid(RosterCheck.SIGNATURE, judge(monster.sew(create())));
  }

  @Test
  void a_founder_whose_proof_is_for_a_group_or_another_space_is_void() {
    DeviceKeys inGroup =
        group.founder().publish(group.sealer(), GroupId.of(group.key()), group.space());
    isVoid(RosterCheck.KEYS_UNPROVEN, judge(new Frankenstein(group).sew(create(inGroup))));
    DeviceKeys elsewhere = group.founder().publish(group.sealer(), null, new TestGroup(21).space());
    isVoid(RosterCheck.KEYS_UNPROVEN, judge(new Frankenstein(group).sew(create(elsewhere))));
  }

  @Test
  void keys_that_cannot_be_used_are_void() {
    for (DeviceKeys bad : BadKeys.of(group.founder(), keys())) {
      isVoid(RosterCheck.KEYS_UNUSABLE, judge(new Frankenstein(group).sew(create(bad))));
    }
  }

  @Test
  void a_key_of_the_founder_serves_as_no_sheet_and_opens_no_steward_s_door() {
    Create known = create();
    byte[] sheet = group.key();
    for (byte[] key : List.of(keys().signingKey(), keys().ownerKey())) {
      isVoid(
          RosterCheck.RECOVERY_KEY_KNOWN,
          judge(new Frankenstein(group).sew(withKeys(known, known.stewardKey(), key))));
      isVoid(
          RosterCheck.STEWARD_KEY_KNOWN,
          judge(new Frankenstein(group).sew(withKeys(known, key, sheet))));
    }
    isVoid(
        RosterCheck.STEWARD_KEY_KNOWN,
        judge(new Frankenstein(group).sew(withKeys(known, sheet, sheet))));
    RosterState state =
        applied(judge(new Frankenstein(group).sew(withKeys(known, known.stewardKey(), sheet))));
    assertArrayEquals(sheet, state.stewards().getFirst().recoveryKey());
  }

  private static Create withKeys(Create known, byte[] stewardKey, byte[] recoveryKey) {
    return new Create(
        known.nonce(),
        known.suite(),
        known.space(),
        known.founder(),
        stewardKey,
        known.nameCommitment(),
        known.groupNameCommitment(),
        recoveryKey);
  }

  @Test
  void two_groups_of_one_founder_have_two_ids() {
    SignedEntry one = new Frankenstein(group).sew(create());
    SignedEntry other = new Frankenstein(group).sew(create());
    assertNotEquals(applied(judge(one)).groupId(), applied(judge(other)).groupId());
  }

  @Test
  void before_create_there_is_no_group_to_ask_for() {
    assertTrue(RosterState.EMPTY.isEmpty());
    assertEquals(-1, RosterState.EMPTY.seq());
    assertThrows(IllegalStateException.class, RosterState.EMPTY::groupId);
    assertThrows(IllegalStateException.class, RosterState.EMPTY::space);
    assertThrows(IllegalStateException.class, RosterState.EMPTY::groupNameCommitment);
  }
}
