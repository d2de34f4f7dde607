package org.understory.core.roster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.understory.core.roster.Verdicts.applied;
import static org.understory.core.roster.Verdicts.isVoid;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.roster.EntryBody.DeviceAdd;
import org.understory.core.roster.EntryBody.DeviceRevoke;
import org.understory.core.roster.EntryBody.Policy;
import org.understory.core.roster.EntryBody.RecoveryKey;
import org.understory.core.roster.SignedRecovery.Recovery;

final class RevokeRuleTest {
  private static final byte[] NONE = {};

  private final TestGroup group = TestGroup.founded(330);
  private final Roster roster = new Roster(group.sealer());
  private final byte[] sheet = group.key();
  private final DeviceKeySet kim = group.joinedWithSheet(sheet);
  private final DeviceKeySet second = group.linked(kim);
  private final DeviceKeySet third = group.linked(second);

  private Verdict judge(EntryBody body) {
    return roster.apply(group.state(), new Frankenstein(group).sew(body));
  }

  private Member of(RosterState state) {
    Member member = state.member(kim.member());
    assertNotNull(member);
    return member;
  }

  private DeviceRevoke revoke(List<DeviceKeySet> devices, List<DeviceKeySet> kept, byte[] veto) {
    return new DeviceRevoke(kim.member(), ids(devices), ids(kept), NONE, veto);
  }

  private static List<DeviceId> ids(List<DeviceKeySet> devices) {
    return IdList.sorted(devices.stream().map(DeviceKeySet::device).toList());
  }

  /** The same, asked for by one of the member's devices. */
  private DeviceRevoke asked(DeviceKeySet by, DeviceRevoke revoke) {
    Act act = new Act.DeviceRevoke(revoke.devices(), revoke.kept(), revoke.veto());
    return acted(revoke, group.act(by, act));
  }

  private static DeviceRevoke acted(DeviceRevoke revoke, byte[] act) {
    return new DeviceRevoke(revoke.member(), revoke.devices(), revoke.kept(), act, revoke.veto());
  }

  @Test
  void a_revoked_device_is_known_and_nothing_is_encrypted_to_it() {
    RosterState next = applied(judge(revoke(List.of(third), List.of(), NONE)));
    assertNull(next.deviceOf(third.device()));
    assertNotNull(next.deviceOf(second.device()));
    assertEquals(kim.member(), RosterState.existing(next.memberOf(third.device())).id());
    MemberDevice device = of(next).device(third.device());
    assertNotNull(device);
    assertEquals(next.seq(), device.revokedSeq());
    assertEquals(EpochDue.GENERATION, next.epochDue());
  }

  @Test
  void a_member_without_devices_is_still_one() {
    RosterState next = applied(judge(revoke(List.of(kim, second, third), List.of(), NONE)));
    assertTrue(of(next).isActive());
    assertTrue(of(next).activeDevices().isEmpty());
  }

  @Test
  void a_revoked_device_signs_nothing() {
    group.promote(kim);
    DeviceKeySet office = group.linked(kim);
    group.commit(revoke(List.of(office), List.of(), NONE));
    isVoid(
        RosterCheck.ACTOR_UNKNOWN,
        roster.apply(
            group.state(),
            new Frankenstein(group).as(office).sew(Policy.timer(group.channel(), 60))));
  }

  @Test
  void with_its_device_the_office_ends() {
    group.promote(kim);
    RosterState next = applied(judge(revoke(List.of(kim, second, third), List.of(), NONE)));
    assertNull(of(next).office());
    assertTrue(next.isStewardSecretSpent());
  }

  @Test
  void rc_110_devices_are_the_member_s_active_ones() {
    DeviceKeySet other = group.joined();
    isVoid(RosterCheck.REVOKED_DEVICES, judge(revoke(List.of(other), List.of(), NONE)));
    isVoid(RosterCheck.REVOKED_DEVICES, judge(revoke(List.of(), List.of(), NONE)));
    DeviceRevoke last = revoke(List.of(third), List.of(), NONE);
    group.commit(last);
    isVoid(RosterCheck.REVOKED_DEVICES, judge(last));
    group.remove(kim.member());
    isVoid(RosterCheck.REVOKED_DEVICES, judge(revoke(List.of(kim, second), List.of(), NONE)));
  }

  @Test
  void rc_111_what_a_revoked_device_linked_is_revoked_or_kept_by_name() {
    isVoid(RosterCheck.REVOKED_PARENT, judge(revoke(List.of(second), List.of(), NONE)));
    isVoid(RosterCheck.REVOKED_PARENT, judge(revoke(List.of(kim), List.of(second), NONE)));
    isVoid(RosterCheck.REVOKED_PARENT, judge(revoke(List.of(third), List.of(second), NONE)));
    isVoid(
        RosterCheck.REVOKED_PARENT, judge(revoke(List.of(third), List.of(group.device()), NONE)));
    isVoid(RosterCheck.REVOKED_PARENT, judge(revoke(List.of(second), List.of(kim), NONE)));
    applied(judge(revoke(List.of(second), List.of(third), NONE)));
    applied(judge(revoke(List.of(second, third), List.of(), NONE)));
    applied(judge(revoke(List.of(kim), List.of(second, third), NONE)));
  }

  @Test
  void rc_112_the_last_steward_keeps_its_office_device() {
    DeviceKeySet other = group.linked(group.founder());
    DeviceRevoke office =
        new DeviceRevoke(
            group.founder().member(),
            List.of(group.founder().device()),
            List.of(other.device()),
            NONE,
            NONE);
    isVoid(RosterCheck.LAST_OFFICE_DEVICE, judge(office));
    applied(
        judge(
            new DeviceRevoke(
                group.founder().member(), List.of(other.device()), List.of(), NONE, NONE)));
    group.promote(kim);
    applied(judge(office));
  }

  @Test
  void rc_113_an_act_is_the_member_s_and_says_the_same() {
    DeviceRevoke revoke = revoke(List.of(third), List.of(), NONE);
    for (byte[] act :
        List.of(
            group.key(),
            group.leave(kim),
            asked(group.founder(), revoke).act(),
            asked(kim, revoke(List.of(second), List.of(third), NONE)).act(),
            asked(kim, revoke(List.of(third), List.of(second), NONE)).act(),
            asked(kim, revoke(List.of(third), List.of(), group.key())).act())) {
      isVoid(RosterCheck.REVOKE_ACT, judge(acted(revoke, act)));
    }
    DeviceRevoke good = asked(third, revoke);
    group.commit(good);
    isVoid(
        RosterCheck.ACTOR_UNKNOWN,
        roster.apply(group.state(), new Frankenstein(group).as(third).sew(good)));
  }

  /** Else a thief keeps its place by linking a device as often as it is taken away. */
  @Test
  void rc_113_what_a_device_linked_since_it_was_asked_for_goes_with_it() {
    DeviceRevoke asked = asked(kim, revoke(List.of(second), List.of(third), NONE));
    DeviceKeySet since = group.linked(second);
    DeviceKeySet beside = group.linked(kim);
    isVoid(RosterCheck.REVOKED_PARENT, judge(asked));
    DeviceRevoke both = acted(revoke(List.of(second, since), List.of(third), NONE), asked.act());
    isVoid(
        RosterCheck.REVOKE_ACT,
        judge(acted(revoke(List.of(second), List.of(third, since), NONE), asked.act())));
    isVoid(
        RosterCheck.REVOKE_ACT,
        judge(acted(revoke(List.of(second, since, third), List.of(), NONE), asked.act())));
    isVoid(
        RosterCheck.REVOKE_ACT,
        judge(acted(revoke(List.of(second, since, beside), List.of(third), NONE), asked.act())));
    RosterState next = applied(judge(both));
    assertNull(next.deviceOf(since.device()));
    assertNotNull(next.deviceOf(third.device()));
    assertNotNull(next.deviceOf(beside.device()));
  }

  @Test
  void rc_113_what_another_act_took_away_is_not_named_again() {
    DeviceRevoke asked = asked(kim, revoke(List.of(second, third), List.of(), NONE));
    group.commit(asked(second, revoke(List.of(third), List.of(), NONE)));
    isVoid(RosterCheck.REVOKE_ACT, judge(asked));
    applied(judge(acted(revoke(List.of(second), List.of(), NONE), asked.act())));
  }

  @Test
  void rc_113_a_veto_is_of_what_was_announced_and_ends_it() {
    group.commit(Policy.of(Policies.RECOVERY_HOURS, 1));
    Recovery recovery =
        new Recovery(
            group.state().groupId(),
            group.publish(group.sibling(kim)),
            group.key(),
            group.now(),
            group.randomness().bytes(16));
    SignedRecovery signed = SignedRecovery.sign(group.sealer(), sheet, recovery);
    byte[] hash = signed.hash(group.sealer());
    isVoid(RosterCheck.REVOKE_ACT, judge(revoke(List.of(), List.of(), hash)));
    DeviceAdd announced =
        new DeviceAdd(NONE, recovery.device(), signed.encode(), recovery.newRecoveryKey(), true);
    group.commit(announced);
    isVoid(RosterCheck.REVOKE_ACT, judge(revoke(List.of(), List.of(), group.key())));
    RosterState vetoed = applied(judge(asked(kim, revoke(List.of(), List.of(), hash))));
    assertEquals(EpochDue.NONE, vetoed.epochDue());
    assertNull(of(vetoed).announced());
    assertTrue(vetoed.isSpent(hash));
    group.commit(revoke(List.of(), List.of(), hash));
    isVoid(RosterCheck.RECOVERY, judge(announced));
  }

  @Test
  void rc_114_without_an_act_it_takes_what_a_removal_takes() {
    group.promote(kim);
    DeviceKeySet steward = group.steward();
    DeviceRevoke revoke = revoke(List.of(third), List.of(), NONE);
    isVoid(RosterCheck.REVOKE_VOICES, judge(revoke));
    applied(judge(asked(kim, revoke)));
    group.commit(revoke, steward);
  }

  @Test
  void rc_114_revoking_from_one_after_the_other_counts_like_removing_them() {
    group.steward();
    DeviceKeySet one = group.steward();
    for (int i = 0; i < 3; i++) {
      DeviceKeySet plain = group.joined();
      group.commit(
          new DeviceRevoke(plain.member(), List.of(plain.device()), List.of(), NONE, NONE));
    }
    isVoid(RosterCheck.REVOKE_VOICES, judge(revoke(List.of(third), List.of(), NONE)));
    isVoid(RosterCheck.REMOVE_VOICES, judge(Bodies.remove(kim.member())));
    group.commit(revoke(List.of(third), List.of(), NONE), one);
  }

  @Test
  void rc_115_a_sheet_is_exchanged_or_given_up_by_its_member() {
    byte[] next = group.sealer().primitives().ed25519().publicKey(group.key());
    RosterState state =
        applied(judge(new RecoveryKey(group.act(second, new Act.RecoveryKey(next)))));
    assertArrayEquals(next, of(state).recoveryKey());
    assertEquals(EpochDue.NONE, state.epochDue());
    RosterState none = applied(judge(new RecoveryKey(group.act(kim, new Act.RecoveryKey(NONE)))));
    assertEquals(0, of(none).recoveryKey().length);
    byte[] owner = group.publish(kim).ownerKey();
    for (byte[] act :
        List.of(
            group.key(),
            group.leave(kim),
            group.act(group.device(), new Act.RecoveryKey(next)),
            group.act(kim, new Act.RecoveryKey(owner)),
            group.act(kim, new Act.RecoveryKey(of(group.state()).recoveryKey())))) {
      isVoid(RosterCheck.RECOVERY_KEY_ACT, judge(new RecoveryKey(act)));
    }
  }

  @Test
  void an_act_that_was_carried_out_is_not_carried_out_again() {
    DeviceRevoke revoke = asked(kim, revoke(List.of(third), List.of(), NONE));
    group.commit(revoke);
    assertTrue(group.state().isSpent(ProposalRules.hash(group.sealer(), revoke.act())));
    RecoveryKey none = new RecoveryKey(group.act(kim, new Act.RecoveryKey(NONE)));
    group.commit(none);
    group.setSheet(kim, group.key());
    isVoid(RosterCheck.RECOVERY_KEY_ACT, judge(none));
  }

  @Test
  void who_was_frozen_has_nothing_announced_when_it_is_back() {
    group.commit(Policy.of(Policies.RECOVERY_HOURS, 1));
    Recovery recovery =
        new Recovery(
            group.state().groupId(),
            group.publish(group.sibling(kim)),
            group.key(),
            group.now(),
            group.randomness().bytes(16));
    byte[] act = SignedRecovery.sign(group.sealer(), sheet, recovery).encode();
    group.commit(new DeviceAdd(NONE, recovery.device(), act, recovery.newRecoveryKey(), true));
    group.commit(new EntryBody.Remove(List.of(kim.member()), NONE, true));
    group.pass(TestGroup.HOUR);
    group.commit(new EntryBody.Role(kim.member(), EntryBody.Role.MEMBER, NONE));
    isVoid(
        RosterCheck.RECOVERY_DELAY,
        judge(new DeviceAdd(NONE, recovery.device(), act, recovery.newRecoveryKey(), false)));
  }

  @Test
  void with_the_sheet_goes_what_was_announced_by_it() {
    group.commit(Policy.of(Policies.RECOVERY_HOURS, 1));
    Recovery recovery =
        new Recovery(
            group.state().groupId(),
            group.publish(group.sibling(kim)),
            group.key(),
            group.now(),
            group.randomness().bytes(16));
    byte[] act = SignedRecovery.sign(group.sealer(), sheet, recovery).encode();
    group.commit(new DeviceAdd(NONE, recovery.device(), act, recovery.newRecoveryKey(), true));
    assertNotNull(of(group.state()).announced());
    group.commit(new RecoveryKey(group.act(kim, new Act.RecoveryKey(NONE))));
    assertNull(of(group.state()).announced());
    group.pass(TestGroup.HOUR);
    isVoid(
        RosterCheck.RECOVERY,
        judge(new DeviceAdd(NONE, recovery.device(), act, recovery.newRecoveryKey(), false)));
  }
}
