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
import org.understory.core.roster.EntryBody.Add;
import org.understory.signal.IdentityKeyPair;

final class AddRuleTest {
  private final TestGroup group = TestGroup.founded(40);
  private final Roster roster = new Roster(group.sealer());
  private final DeviceKeySet newcomer = group.device();

  private Verdict judge(Add add) {
    return roster.apply(group.state(), new Frankenstein(group).sew(add));
  }

  private Add add(DeviceKeys keys) {
    return new Add(group.invited(), group.key(), keys, group.key(), new byte[0]);
  }

  @Test
  void a_newcomer_becomes_a_plain_member_and_uses_up_the_invite() {
    byte[] invite = group.invited();
    Add add = group.addOf(invite, newcomer);
    RosterState next = applied(judge(add));
    Member member = next.memberOf(newcomer.device());
    assertNotNull(member);
    assertEquals(Member.Role.MEMBER, member.role());
    assertTrue(member.isActive());
    assertFalse(member.isActiveSteward());
    assertTrue(member.activeDevices().getFirst().sameAs(add.device()));
    assertArrayEquals(add.nameCommitment(), member.nameCommitment());
    assertEquals(next.seq(), member.sinceSeq());
    assertEquals(group.now(), member.sinceTime());
    assertNotNull(next.deviceOf(newcomer.device()));
    RosterInvite used = next.inviteByEntry(invite);
    assertNotNull(used);
    assertEquals(newcomer.member(), used.usedBy());
    assertFalse(used.isOpenAt(group.now()));
    assertEquals(EpochDue.STEP, next.epochDue());
    assertNull(group.state().memberOf(newcomer.device()));
  }

  @Test
  void an_add_without_an_invite_is_void() {
    isVoid(RosterCheck.INVITE_UNKNOWN, judge(group.addOf(group.key(), newcomer)));
  }

  @Test
  void an_invite_s_second_use_is_void() {
    byte[] invite = group.invited();
    group.add(group.addOf(invite, group.device()));
    isVoid(RosterCheck.INVITE_USED, judge(group.addOf(invite, newcomer)));
  }

  @Test
  void an_invite_is_good_at_its_last_moment_and_void_after_it() {
    byte[] invite = group.invited();
    group.pass(TestGroup.HOUR);
    applied(judge(group.addOf(invite, newcomer)));
    group.pass(1);
    isVoid(RosterCheck.INVITE_OVER, judge(group.addOf(invite, newcomer)));
  }

  @Test
  void a_removed_member_does_not_come_back_with_the_same_ids_or_keys() {
    DeviceKeySet gone = group.joined();
    group.remove(gone.member());
    isVoid(RosterCheck.MEMBER_KNOWN, judge(add(group.publish(gone))));
    DeviceKeySet renamed =
        mixed(newcomer, newcomer, gone.identity(), gone.signingSeed(), gone.sealingPrivate());
    isVoid(RosterCheck.KEY_KNOWN, judge(add(group.publish(renamed))));
  }

  private static DeviceKeySet mixed(
      DeviceKeySet ids,
      DeviceKeySet owner,
      IdentityKeyPair identity,
      byte[] signingSeed,
      byte[] sealingPrivate) {
    return new DeviceKeySet(
        ids.member(),
        ids.device(),
        ids.mailbox(),
        identity,
        signingSeed,
        sealingPrivate,
        owner.ownerSeed());
  }

  @Test
  void a_device_id_of_another_member_is_void() {
    DeviceKeySet twin =
        new DeviceKeySet(
            newcomer.member(),
            group.founder().device(),
            newcomer.mailbox(),
            newcomer.identity(),
            newcomer.signingSeed(),
            newcomer.sealingPrivate(),
            newcomer.ownerSeed());
    isVoid(RosterCheck.DEVICE_KNOWN, judge(add(group.publish(twin))));
  }

  @Test
  void a_mailbox_of_another_member_is_void() {
    DeviceKeySet squatter =
        new DeviceKeySet(
            newcomer.member(),
            newcomer.device(),
            group.founder().mailbox(),
            newcomer.identity(),
            newcomer.signingSeed(),
            newcomer.sealingPrivate(),
            newcomer.ownerSeed());
    isVoid(RosterCheck.MAILBOX_KNOWN, judge(add(group.publish(squatter))));
  }

  @Test
  void each_key_of_another_member_is_void() {
    DeviceKeySet a = newcomer;
    DeviceKeySet b = group.founder();
    DeviceKeySet[] thieves = {
      mixed(a, a, b.identity(), a.signingSeed(), a.sealingPrivate()),
      mixed(a, a, a.identity(), b.signingSeed(), a.sealingPrivate()),
      mixed(a, a, a.identity(), a.signingSeed(), b.sealingPrivate()),
      mixed(a, b, a.identity(), a.signingSeed(), a.sealingPrivate())
    };
    for (DeviceKeySet thief : thieves) {
      isVoid(RosterCheck.KEY_KNOWN, judge(add(group.publish(thief))));
    }
  }

  @Test
  void keys_that_cannot_be_used_are_void() {
    for (DeviceKeys bad : BadKeys.of(newcomer, group.publish(newcomer))) {
      isVoid(RosterCheck.KEYS_UNUSABLE, judge(add(bad)));
    }
  }

  @Test
  void a_key_swapped_after_the_device_proved_its_own_is_void() {
    DeviceKeys mine = group.publish(newcomer);
    DeviceKeys attacker = group.publish(group.device());
    isVoid(
        RosterCheck.KEYS_UNPROVEN,
        judge(
            add(
                BadKeys.with(
                    newcomer, mine, attacker.identityKey(), mine.sealingKey(), mine.ownerKey()))));
    isVoid(
        RosterCheck.KEYS_UNPROVEN,
        judge(
            add(
                BadKeys.with(
                    newcomer, mine, mine.identityKey(), attacker.sealingKey(), mine.ownerKey()))));
    isVoid(
        RosterCheck.KEYS_UNPROVEN,
        judge(
            add(
                BadKeys.with(
                    newcomer, mine, mine.identityKey(), mine.sealingKey(), attacker.ownerKey()))));
  }

  @Test
  void a_proof_for_another_group_or_space_is_void() {
    DeviceKeys elsewhere = newcomer.publish(group.sealer(), GroupId.of(group.key()), group.space());
    isVoid(RosterCheck.KEYS_UNPROVEN, judge(add(elsewhere)));
    DeviceKeys otherSpace =
        newcomer.publish(group.sealer(), group.state().groupId(), new TestGroup(41).space());
    isVoid(RosterCheck.KEYS_UNPROVEN, judge(add(otherSpace)));
    isVoid(
        RosterCheck.KEYS_UNPROVEN,
        judge(add(newcomer.publish(group.sealer(), null, group.space()))));
  }

  @Test
  void admission_of_a_request_says_what_add_would_say() {
    assertEquals(DeviceAdmission.ADMITTED, admission(group.publish(newcomer)));
    assertEquals(DeviceAdmission.KNOWN, admission(group.publish(group.founder())));
    assertEquals(
        DeviceAdmission.UNUSABLE,
        admission(BadKeys.of(newcomer, group.publish(newcomer)).getFirst()));
    assertEquals(
        DeviceAdmission.UNPROVEN, admission(newcomer.publish(group.sealer(), null, group.space())));
  }

  private DeviceAdmission admission(DeviceKeys keys) {
    return DeviceAdmission.of(group.sealer(), group.state(), keys);
  }

  private Add withSheet(byte[] recoveryKey) {
    Add add = group.addOf(group.invited(), newcomer);
    return new Add(
        add.inviteEntry(), add.requestHash(), add.device(), add.nameCommitment(), recoveryKey);
  }

  @Test
  void rc_57_an_add_by_a_revoked_invite_is_void() {
    Add add = group.addOf(group.invited(), newcomer);
    RosterInvite invite = group.state().inviteByEntry(add.inviteEntry());
    assertNotNull(invite);
    group.commit(new EntryBody.InviteRevoke(List.of(invite.body().invite())));
    isVoid(RosterCheck.INVITE_REVOKED, judge(add));
  }

  @Test
  void rc_58_a_newcomer_needs_the_voices_of_the_policy_or_of_all_stewards() {
    group.commit(EntryBody.Policy.of(Policies.APPROVALS, 3));
    applied(judge(group.addOf(group.invited(), newcomer)));
    DeviceKeySet second = group.steward();
    assertEquals(2, group.state().approvalsNeeded());
    Add add = group.addOf(group.invited(), group.device());
    isVoid(RosterCheck.ADD_VOICES, judge(add));
    group.commit(add, second);
  }

  @Test
  void rc_59_a_sheet_s_key_serves_no_other_purpose() {
    byte[] sheet = group.key();
    Member member = applied(judge(withSheet(sheet))).member(newcomer.member());
    assertNotNull(member);
    assertArrayEquals(sheet, member.recoveryKey());
    DeviceKeys founder = group.publish(group.founder());
    DeviceKeys own = group.publish(newcomer);
    for (byte[] key :
        List.of(founder.signingKey(), founder.ownerKey(), own.signingKey(), own.ownerKey())) {
      isVoid(RosterCheck.RECOVERY_KEY_KNOWN, judge(withSheet(key)));
    }
    group.add(withSheet(sheet));
    Add again = group.addOf(group.invited(), group.device());
    isVoid(
        RosterCheck.RECOVERY_KEY_KNOWN,
        judge(
            new Add(again.inviteEntry(), again.requestHash(), again.device(), group.key(), sheet)));
  }
}
