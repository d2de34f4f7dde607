package org.understory.core.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.understory.core.roster.Verdicts.applied;
import static org.understory.core.roster.Verdicts.isVoid;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.roster.EntryBody.Remove;

final class RemoveRuleTest {
  private final TestGroup group = TestGroup.founded(50);
  private final Roster roster = new Roster(group.sealer());

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

  @Test
  void with_two_stewards_one_may_remove_the_other_and_not_itself() {
    DeviceKeySet other = group.device();
    RosterState two = TwoStewards.with(group, other);
    Frankenstein founder = new Frankenstein(group);
    founder.seq = two.seq() + 1;
    founder.prevHash = two.head();
    isVoid(
        RosterCheck.SELF, roster.apply(two, founder.sew(Bodies.remove(group.founder().member()))));
    applied(roster.apply(two, founder.sew(Bodies.remove(other.member()))));
  }
}
