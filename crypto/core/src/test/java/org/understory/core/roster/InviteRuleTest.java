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
import org.understory.core.roster.EntryBody.Invite;
import org.understory.core.roster.EntryBody.InviteRevoke;
import org.understory.core.roster.EntryBody.Policy;
import org.understory.wire.id.InviteId;

final class InviteRuleTest {
  private final TestGroup group = TestGroup.founded(30);
  private final Roster roster = new Roster(group.sealer());

  private Verdict judge(EntryBody invite) {
    return roster.apply(group.state(), new Frankenstein(group).sew(invite));
  }

  private static Invite with(Invite of, byte[] requestKey, int maxUses, int approvals) {
    return new Invite(
        of.invite(), of.dropKey(), requestKey, of.commit(), of.notAfter(), maxUses, approvals);
  }

  @Test
  void an_invite_is_open_and_found_by_its_id_and_by_its_entry() {
    Invite invite = group.invite();
    byte[] hash = group.invited(invite);
    RosterInvite known = group.state().invite(invite.invite());
    assertNotNull(known);
    assertEquals(known, group.state().inviteByEntry(hash));
    assertArrayEquals(hash, known.entryHash());
    assertEquals(group.founder().member(), known.inviter());
    assertEquals(group.state().seq(), known.seq());
    assertNull(known.usedBy());
    assertNull(group.state().inviteByEntry(group.key()));
    assertEquals(EpochDue.NONE, group.state().epochDue());
  }

  @Test
  void an_invite_is_open_up_to_and_at_its_last_moment() {
    Invite invite = group.invite();
    group.invited(invite);
    RosterInvite known = group.state().invites().get(invite.invite());
    assertNotNull(known);
    assertTrue(known.isOpenAt(invite.notAfter()));
    assertFalse(known.isOpenAt(invite.notAfter() + 1));
    assertFalse(known.isOverAt(invite.notAfter()));
    assertTrue(known.isOverAt(invite.notAfter() + 1));
  }

  @Test
  void an_id_that_is_not_its_drop_key_s_is_void() {
    Invite invite = group.invite();
    Invite changed =
        new Invite(
            InviteId.of(new byte[16]),
            invite.dropKey(),
            invite.requestKey(),
            invite.commit(),
            invite.notAfter(),
            1,
            1);
    isVoid(RosterCheck.INVITE_ID, judge(changed));
  }

  @Test
  void a_drop_key_that_was_there_before_is_void() {
    Invite invite = group.invite();
    group.invited(invite);
    isVoid(RosterCheck.INVITE_KNOWN, judge(invite));
  }

  @Test
  void more_or_less_than_one_use_or_approval_is_void() {
    Invite invite = group.invite();
    isVoid(RosterCheck.INVITE_USES, judge(with(invite, invite.requestKey(), 2, 1)));
    isVoid(RosterCheck.INVITE_USES, judge(with(invite, invite.requestKey(), 0, 1)));
    isVoid(RosterCheck.INVITE_APPROVALS, judge(with(invite, invite.requestKey(), 1, 0)));
    isVoid(RosterCheck.INVITE_APPROVALS, judge(with(invite, invite.requestKey(), 1, 2)));
  }

  @Test
  void a_request_key_that_nothing_can_be_sealed_to_is_void() {
    isVoid(RosterCheck.REQUEST_KEY_UNUSABLE, judge(with(group.invite(), new byte[32], 1, 1)));
  }

  @Test
  void a_steward_has_fifty_open_invites_and_no_more() {
    for (int i = 0; i < 50; i++) {
      group.invited();
    }
    isVoid(RosterCheck.INVITES_FULL, judge(group.invite()));
  }

  @Test
  void an_invite_that_was_used_or_is_over_makes_room() {
    byte[] first = group.invited();
    for (int i = 1; i < 50; i++) {
      group.invited();
    }
    isVoid(RosterCheck.INVITES_FULL, judge(group.invite()));
    group.add(group.addOf(first, group.device()));
    applied(judge(group.invite()));
    group.invited();
    isVoid(RosterCheck.INVITES_FULL, judge(group.invite()));
    group.pass(TestGroup.HOUR + 1);
    applied(judge(group.invite()));
  }

  @Test
  void another_steward_s_invites_do_not_count() {
    DeviceKeySet other = group.steward();
    for (int i = 0; i < 50; i++) {
      group.invited();
    }
    isVoid(RosterCheck.INVITES_FULL, judge(group.invite()));
    applied(roster.apply(group.state(), new Frankenstein(group).as(other).sew(group.invite())));
  }

  @Test
  void rc_44_an_invite_says_how_many_voices_the_policy_asks_for() {
    group.commit(Policy.of(Policies.APPROVALS, 3));
    Invite invite = group.invite();
    applied(judge(invite));
    isVoid(RosterCheck.INVITE_APPROVALS, judge(with(invite, invite.requestKey(), 1, 1)));
  }

  @Test
  void a_revoked_invite_is_shut_and_makes_room() {
    Invite invite = group.invite();
    group.invited(invite);
    for (int i = 1; i < 50; i++) {
      group.invited();
    }
    isVoid(RosterCheck.INVITES_FULL, judge(group.invite()));
    group.commit(new InviteRevoke(List.of(invite.invite())));
    RosterInvite shut = group.state().invite(invite.invite());
    assertNotNull(shut);
    assertTrue(shut.revoked());
    assertFalse(shut.isOpenAt(group.now()));
    assertEquals(EpochDue.NONE, group.state().epochDue());
    applied(judge(group.invite()));
  }

  @Test
  void rc_46_only_an_unused_invite_is_revoked_and_once() {
    byte[] used = group.invited();
    RosterInvite known = group.state().inviteByEntry(used);
    assertNotNull(known);
    group.add(group.addOf(used, group.device()));
    isVoid(RosterCheck.INVITE_SHUT, judge(new InviteRevoke(List.of(known.body().invite()))));
    InviteId unknown = InviteId.of(new byte[16]);
    isVoid(RosterCheck.INVITE_SHUT, judge(new InviteRevoke(List.of(unknown))));
    Invite open = group.invite();
    group.invited(open);
    isVoid(
        RosterCheck.INVITE_SHUT,
        judge(new InviteRevoke(IdList.sorted(List.of(open.invite(), unknown)))));
    group.pass(2 * TestGroup.HOUR);
    group.commit(new InviteRevoke(List.of(open.invite())));
    isVoid(RosterCheck.INVITE_SHUT, judge(new InviteRevoke(List.of(open.invite()))));
  }
}
