package org.understory.core.roster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.understory.core.roster.Verdicts.applied;
import static org.understory.core.roster.Verdicts.isVoid;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.roster.EntryBody.DeviceAdd;
import org.understory.core.roster.EntryBody.Policy;
import org.understory.core.roster.SignedRecovery.Recovery;

final class DeviceRuleTest {
  private static final byte[] NONE = {};
  private static final long HOUR = TestGroup.HOUR;

  private final TestGroup group = TestGroup.founded(320);
  private final Roster roster = new Roster(group.sealer());
  private final byte[] sheet = group.key();
  private final DeviceKeySet kim = group.joinedWithSheet(sheet);

  private Verdict judge(EntryBody body) {
    return roster.apply(group.state(), new Frankenstein(group).sew(body));
  }

  private Member kim() {
    return of(group.state());
  }

  private Member of(RosterState state) {
    Member member = state.member(kim.member());
    assertNotNull(member);
    return member;
  }

  private Recovery asked(DeviceKeySet device, byte[] nextSheet) {
    byte[] key = group.sealer().primitives().ed25519().publicKey(nextSheet);
    return new Recovery(
        group.state().groupId(),
        group.publish(device),
        key,
        group.now(),
        group.randomness().bytes(16));
  }

  private DeviceAdd recovering(byte[] bySheet, Recovery asked, boolean announced) {
    byte[] act = SignedRecovery.sign(group.sealer(), bySheet, asked).encode();
    return new DeviceAdd(NONE, asked.device(), act, asked.newRecoveryKey(), announced);
  }

  private DeviceAdd recovering() {
    return recovering(sheet, asked(group.sibling(kim), group.key()), false);
  }

  @Test
  void a_device_is_linked_by_another_one_of_its_member() {
    DeviceKeySet added = group.sibling(kim);
    RosterState next = applied(judge(group.linking(kim, added)));
    assertNotNull(next.deviceOf(added.device()));
    assertNotNull(next.deviceOf(kim.device()));
    assertEquals(kim.member(), RosterState.existing(next.memberOf(added.device())).id());
    MemberDevice device = of(next).device(added.device());
    assertNotNull(device);
    assertEquals(kim.device(), device.parent());
    assertEquals(next.seq(), device.sinceSeq());
    assertEquals(EpochDue.STEP, next.epochDue());
    assertEquals(added.device(), next.deviceAt(added.mailbox()));
  }

  @Test
  void rc_100_a_parent_is_an_active_device_of_that_very_member() {
    DeviceKeySet bo = group.joined();
    DeviceKeySet smuggled = group.sibling(kim);
    isVoid(RosterCheck.PARENT, judge(group.linking(bo, smuggled)));
    DeviceKeySet stranger = group.device();
    isVoid(RosterCheck.PARENT, judge(group.linking(stranger, group.sibling(stranger))));
    DeviceKeySet second = group.linked(kim);
    DeviceAdd later = group.linking(second, group.sibling(kim));
    group.commit(
        new EntryBody.DeviceRevoke(kim.member(), List.of(second.device()), List.of(), NONE, NONE));
    isVoid(RosterCheck.PARENT, judge(later));
    DeviceAdd mine = group.linking(kim, group.sibling(kim));
    group.remove(kim.member());
    isVoid(RosterCheck.PARENT, judge(mine));
  }

  @Test
  void rc_101_a_device_without_its_parent_s_word_for_these_very_keys_is_a_ghost() {
    DeviceAdd good = group.linking(kim, group.sibling(kim));
    DeviceAdd other = group.linking(kim, group.sibling(kim));
    DeviceKeySet second = group.linked(kim);
    for (byte[] act :
        List.of(
            other.act(),
            group.leave(kim),
            group.act(second, new Act.DeviceAdd(good.device())),
            group.act(group.founder(), new Act.DeviceAdd(good.device())),
            group.key())) {
      isVoid(
          RosterCheck.DEVICE_ACT,
          judge(new DeviceAdd(good.parent(), good.device(), act, NONE, false)));
    }
    applied(judge(good));
  }

  @Test
  void rc_102_keys_are_new_usable_and_prove_themselves() {
    isVoid(RosterCheck.DEVICE_KEYS, judge(group.linking(kim, kim)));
    DeviceKeySet fresh = group.sibling(kim);
    DeviceKeySet borrowed =
        new DeviceKeySet(
            fresh.member(),
            fresh.device(),
            fresh.mailbox(),
            fresh.identity(),
            fresh.signingSeed(),
            fresh.sealingPrivate(),
            kim.ownerSeed());
    isVoid(RosterCheck.DEVICE_KEYS, judge(group.linking(kim, borrowed)));
    DeviceKeys keys = group.publish(fresh);
    DeviceKeys unproven =
        new DeviceKeys(
            keys.member(),
            keys.device(),
            keys.identityKey(),
            keys.signingKey(),
            keys.sealingKey(),
            keys.ownerKey(),
            group.device().mailbox(),
            keys.proof());
    byte[] act = group.act(kim, new Act.DeviceAdd(unproven));
    isVoid(
        RosterCheck.DEVICE_KEYS,
        judge(new DeviceAdd(kim.device().bytes(), unproven, act, NONE, false)));
    isVoid(RosterCheck.DEVICE_KEYS, judge(recovering(sheet, asked(kim, group.key()), false)));
  }

  @Test
  void rc_103_a_member_has_five_devices_at_a_time() {
    DeviceKeySet last = kim;
    while (kim().activeDevices().size() < 5) {
      last = group.linked(kim);
    }
    isVoid(RosterCheck.DEVICES_FULL, judge(group.linking(kim, group.sibling(kim))));
    group.commit(
        new EntryBody.DeviceRevoke(kim.member(), List.of(last.device()), List.of(), NONE, NONE));
    applied(judge(group.linking(kim, group.sibling(kim))));
  }

  @Test
  void a_sheet_brings_its_member_back_with_one_device_and_another_sheet() {
    group.linked(kim);
    DeviceKeySet back = group.sibling(kim);
    byte[] next = group.key();
    DeviceAdd add = recovering(sheet, asked(back, next), false);
    RosterState state = applied(judge(add));
    assertEquals(List.of(back.device()), ids(state));
    assertEquals(3, of(state).devices().size());
    assertArrayEquals(add.recoveryKey(), of(state).recoveryKey());
    assertTrue(state.isSpent(group.sealer().hash("recovery-hash", add.act())));
    assertEquals(EpochDue.GENERATION, state.epochDue());
    assertFalse(state.isStewardSecretSpent());
  }

  private List<DeviceId> ids(RosterState state) {
    return of(state).activeDevices().stream().map(DeviceKeys::device).toList();
  }

  @Test
  void a_steward_who_comes_back_is_a_plain_member() {
    group.promote(kim);
    RosterState state = applied(judge(recovering()));
    assertNull(of(state).office());
    assertEquals(1, state.stewardCount());
    assertTrue(state.isStewardSecretSpent());
  }

  @Test
  void rc_104_a_recovery_is_by_the_sheet_of_an_active_member() {
    Recovery asked = asked(group.sibling(kim), group.key());
    isVoid(RosterCheck.RECOVERY, judge(recovering(group.key(), asked, false)));
    DeviceKeySet none = group.joined();
    isVoid(
        RosterCheck.RECOVERY,
        judge(recovering(sheet, asked(group.sibling(none), group.key()), false)));
    isVoid(
        RosterCheck.RECOVERY, judge(recovering(sheet, asked(group.device(), group.key()), false)));
    DeviceAdd good = recovering(sheet, asked, false);
    isVoid(
        RosterCheck.RECOVERY,
        judge(
            new DeviceAdd(
                NONE, group.publish(group.sibling(kim)), good.act(), good.recoveryKey(), false)));
    isVoid(
        RosterCheck.RECOVERY,
        judge(new DeviceAdd(NONE, good.device(), group.key(), good.recoveryKey(), false)));
    applied(judge(good));
    group.remove(kim.member());
    isVoid(RosterCheck.RECOVERY, judge(good));
  }

  @Test
  void rc_104_a_recovery_of_another_group_is_void() {
    Recovery here = asked(group.sibling(kim), group.key());
    Recovery elsewhere =
        new Recovery(
            GroupId.of(group.key()),
            here.device(),
            here.newRecoveryKey(),
            here.time(),
            here.nonce());
    isVoid(RosterCheck.RECOVERY, judge(recovering(sheet, elsewhere, false)));
  }

  @Test
  void rc_104_a_recovery_counts_for_thirty_days_and_not_before_its_time() {
    DeviceAdd good = recovering();
    group.pass(30 * 24 * HOUR);
    applied(judge(good));
    group.pass(1);
    isVoid(RosterCheck.RECOVERY, judge(good));
    Recovery now = asked(group.sibling(kim), group.key());
    Recovery later =
        new Recovery(now.group(), now.device(), now.newRecoveryKey(), now.time() + 1, now.nonce());
    isVoid(RosterCheck.RECOVERY, judge(recovering(sheet, later, false)));
  }

  @Test
  void rc_105_a_recovery_brings_a_sheet_of_its_own() {
    DeviceAdd good = recovering();
    for (byte[] key : List.of(NONE, group.key())) {
      isVoid(
          RosterCheck.RECOVERY_NEXT,
          judge(new DeviceAdd(NONE, good.device(), good.act(), key, false)));
    }
    isVoid(
        RosterCheck.RECOVERY_NEXT,
        judge(recovering(sheet, asked(group.sibling(kim), sheet), false)));
    DeviceKeySet own = group.sibling(kim);
    isVoid(
        RosterCheck.RECOVERY_NEXT, judge(recovering(sheet, asked(own, own.signingSeed()), false)));
  }

  @Test
  void rc_106_with_a_delay_a_recovery_is_announced_and_waits() {
    Recovery asked = asked(group.sibling(kim), group.key());
    DeviceAdd announced = recovering(sheet, asked, true);
    DeviceAdd effective = recovering(sheet, asked, false);
    isVoid(RosterCheck.RECOVERY_DELAY, judge(announced));
    group.commit(Policy.of(Policies.RECOVERY_HOURS, 48));
    isVoid(RosterCheck.RECOVERY_DELAY, judge(effective));
    group.commit(announced);
    assertEquals(List.of(kim.device()), ids(group.state()));
    assertEquals(EpochDue.NONE, group.state().epochDue());
    isVoid(RosterCheck.RECOVERY_DELAY, judge(announced));
    group.pass(48 * HOUR - 1);
    isVoid(RosterCheck.RECOVERY_DELAY, judge(effective));
    group.pass(1);
    DeviceAdd another = recovering();
    isVoid(RosterCheck.RECOVERY_DELAY, judge(another));
    applied(judge(effective));
  }

  @Test
  void rc_107_a_policy_asks_for_two_voices_where_there_are_two_stewards() {
    group.commit(Policy.of(Policies.DEVICE_VOICES, 2));
    applied(judge(group.linking(kim, group.sibling(kim))));
    DeviceKeySet second = group.steward();
    DeviceAdd add = group.linking(kim, group.sibling(kim));
    isVoid(RosterCheck.DEVICE_VOICES, judge(add));
    group.commit(add, second);
    isVoid(RosterCheck.DEVICE_VOICES, judge(recovering()));
  }

  @Test
  void the_last_steward_does_not_come_back_by_its_own_entry() {
    byte[] own = group.key();
    group.setSheet(group.founder(), own);
    DeviceAdd add = recovering(own, asked(group.sibling(group.founder()), group.key()), false);
    isVoid(RosterCheck.LAST_OFFICE_DEVICE, judge(add));
    group.promote(kim);
    applied(judge(add));
  }
}
