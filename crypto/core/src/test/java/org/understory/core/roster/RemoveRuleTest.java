package org.understory.core.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.understory.core.roster.Verdicts.applied;
import static org.understory.core.roster.Verdicts.isVoid;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.roster.EntryBody.Remove;

final class RemoveRuleTest {
  private final TestGroup group = TestGroup.founded(50);
  private final Roster roster = new Roster(group.sealer());

  private static final byte[] NONE = {};

  private Verdict judge(MemberId member) {
    return roster.apply(group.state(), new Frankenstein(group).sew(Bodies.remove(member)));
  }

  @Test
  void a_removed_member_is_known_and_no_device_to_encrypt_to() {
    DeviceKeySet gone = group.joined();
    RosterState next = applied(judge(gone.member()));
    Member member = next.member(gone.member());
    assertNotNull(member);
    assertFalse(member.isActive());
    assertEquals(
        new Member.Removal(next.seq(), group.now(), group.founder().member(), false, false),
        member.removal());
    assertEquals(member, next.memberOf(gone.device()));
    assertNull(next.deviceOf(gone.device()));
    assertEquals(1, next.activeMembers().size());
    assertEquals(2, next.members().size());
    assertEquals(EpochDue.GENERATION, next.epochDue());
    assertNotNull(group.state().deviceOf(gone.device()));
  }

  @Test
  void a_remove_that_carries_out_a_leave_says_so() {
    DeviceKeySet leaving = group.joined();
    RosterAuthor author = group.author();
    author.append(new Remove(List.of(leaving.member()), group.leave(leaving), false));
    Member member = author.state().member(leaving.member());
    assertNotNull(member);
    assertNotNull(member.removal());
    assertTrue(member.removal().left());
  }

  @Test
  void who_is_not_or_no_longer_in_the_group_cannot_be_removed() {
    isVoid(RosterCheck.MEMBER_UNKNOWN, judge(group.device().member()));
    DeviceKeySet gone = group.joined();
    group.remove(gone.member());
    isVoid(RosterCheck.MEMBER_UNKNOWN, judge(gone.member()));
  }

  @Test
  void the_only_steward_stays() {
    isVoid(RosterCheck.LAST_STEWARD, judge(group.founder().member()));
  }

  private Verdict judge(EntryBody body, DeviceKeySet... approvers) {
    Frankenstein monster = new Frankenstein(group);
    monster.approvals =
        group.approvals(body, approvers).stream().map(SignedApproval::encode).toList();
    return roster.apply(group.state(), monster.sew(body));
  }

  private Remove several(boolean freeze, DeviceKeySet... members) {
    List<MemberId> ids = Arrays.stream(members).map(DeviceKeySet::member).toList();
    return new Remove(IdList.sorted(ids), NONE, freeze);
  }

  private DeviceKeySet[] joined(int count) {
    DeviceKeySet[] joined = new DeviceKeySet[count];
    for (int i = 0; i < count; i++) {
      joined[i] = group.joined();
    }
    return joined;
  }

  @Test
  void with_two_stewards_one_may_remove_the_other_and_not_itself() {
    DeviceKeySet other = group.steward();
    isVoid(RosterCheck.SELF, judge(group.founder().member()));
    RosterState next = applied(judge(other.member()));
    assertEquals(1, next.stewardCount());
    assertTrue(next.isStewardSecretSpent());
  }

  @Test
  void several_go_in_one_entry_and_one_that_is_out_spoils_it() {
    DeviceKeySet[] three = joined(3);
    RosterState next = applied(judge(several(false, three)));
    assertEquals(1, next.activeCount());
    assertEquals(EpochDue.GENERATION, next.epochDue());
    group.remove(three[0].member());
    isVoid(RosterCheck.MEMBER_UNKNOWN, judge(several(false, three)));
  }

  @Test
  void rc_60_a_frozen_member_is_removed_for_good_and_not_frozen_again() {
    DeviceKeySet kim = group.joined();
    group.commit(several(true, kim));
    assertTrue(group.state().isFrozen(kim.member()));
    isVoid(RosterCheck.MEMBER_UNKNOWN, judge(several(true, kim)));
    RosterState next = applied(judge(several(false, kim)));
    assertFalse(next.isFrozen(kim.member()));
    assertEquals(1, next.activeCount());
  }

  @Test
  void rc_61_all_stewards_together_do_not_go() {
    DeviceKeySet second = group.steward();
    isVoid(RosterCheck.LAST_STEWARD, judge(several(false, group.founder(), second)));
  }

  @Test
  void rc_63_a_leave_is_of_the_only_member_named() {
    DeviceKeySet kim = group.joined();
    DeviceKeySet bo = group.joined();
    byte[] leave = group.leave(kim);
    MemberId member = kim.member();
    for (Remove wrong :
        List.of(
            new Remove(List.of(bo.member()), leave, false),
            new Remove(IdList.sorted(List.of(member, bo.member())), leave, false),
            new Remove(List.of(member), leave, true),
            new Remove(List.of(member), group.act(kim, new Act.Resign()), false),
            new Remove(List.of(member), group.key(), false))) {
      isVoid(RosterCheck.LEAVE, judge(wrong));
    }
    RosterState next = applied(judge(new Remove(List.of(member), leave, false)));
    assertTrue(next.isSpent(ProposalRules.hash(group.sealer(), leave)));
  }

  @Test
  void rc_63_a_steward_s_leave_is_carried_out_by_another_one_alone() {
    DeviceKeySet second = group.steward();
    group.steward();
    applied(judge(new Remove(List.of(second.member()), group.leave(second), false)));
    byte[] own = group.leave(group.founder());
    isVoid(RosterCheck.SELF, judge(new Remove(List.of(group.founder().member()), own, false)));
  }

  @Test
  void rc_64_where_three_are_stewards_one_puts_out_no_other() {
    DeviceKeySet second = group.steward();
    DeviceKeySet third = group.steward();
    isVoid(RosterCheck.REMOVE_VOICES, judge(second.member()));
    applied(judge(Bodies.remove(second.member()), second));
    applied(judge(Bodies.remove(second.member()), third));
  }

  @Test
  void rc_64_one_of_three_puts_out_three_members_a_day_and_no_more() {
    DeviceKeySet second = group.steward();
    group.steward();
    DeviceKeySet[] plain = joined(6);
    isVoid(
        RosterCheck.REMOVE_VOICES, judge(several(false, plain[0], plain[1], plain[2], plain[3])));
    group.commit(several(true, plain[0], plain[1]));
    group.commit(new Remove(List.of(plain[5].member()), group.leave(plain[5]), false));
    isVoid(RosterCheck.REMOVE_VOICES, judge(several(false, plain[2], plain[3])));
    applied(judge(several(false, plain[2], plain[3]), second));
    applied(judge(several(false, plain[2])));
    applied(judge(several(false, plain[0], plain[2])));
    group.pass(24 * TestGroup.HOUR);
    isVoid(RosterCheck.REMOVE_VOICES, judge(several(false, plain[2], plain[3])));
    group.pass(1);
    applied(judge(several(false, plain[2], plain[3])));
  }

  @Test
  void rc_64_in_a_large_group_a_tenth_may_go() {
    group.steward();
    group.steward();
    DeviceKeySet[] plain = joined(47);
    assertEquals(50, group.state().activeCount());
    applied(judge(several(false, Arrays.copyOf(plain, 5))));
    isVoid(RosterCheck.REMOVE_VOICES, judge(several(false, Arrays.copyOf(plain, 6))));
  }
}
