package org.understory.core.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.understory.core.roster.EntryBody.Role;

/** PR-1 to PR-5, PR-7. */
final class ProposalRulesTest {
  private static final long DAY = 24 * TestGroup.HOUR;

  private final TestGroup group = TestGroup.founded(360);
  private final DeviceKeySet kim = group.joined();

  private @Nullable ProposalCheck broken(byte[] act) {
    return ProposalRules.judge(group.sealer(), group.state(), group.now(), act).broken();
  }

  private byte[] signed(byte[] seed, Proposal proposal) {
    return SignedProposal.sign(group.sealer(), seed, proposal).encode();
  }

  private Proposal leave(GroupId of, long time, long seq, byte[] head) {
    return new Proposal(new Act.Leave(), of, kim.device(), time, seq, head);
  }

  @Test
  void a_proposal_of_a_member_at_the_head_may_be_carried_out() {
    byte[] act = group.leave(kim);
    assertNull(broken(act));
    Proposal read = ProposalRules.judge(group.sealer(), group.state(), group.now(), act).proposal();
    assertNotNull(read);
    assertEquals(kim.device(), read.device());
  }

  @Test
  void pr_1_what_no_active_device_of_this_group_signed_is_refused() {
    RosterState state = group.state();
    assertEquals(ProposalCheck.FORGED, broken(group.key()));
    assertEquals(ProposalCheck.FORGED, broken(group.leave(group.device())));
    GroupId own = state.groupId();
    GroupId other = GroupId.of(group.key());
    long now = group.now();
    assertEquals(
        ProposalCheck.FORGED,
        broken(signed(group.key(), leave(own, now, state.seq(), state.head()))));
    assertEquals(
        ProposalCheck.FORGED,
        broken(signed(kim.signingSeed(), leave(other, now, state.seq(), state.head()))));
    byte[] late = group.leave(kim);
    group.remove(kim.member());
    assertEquals(ProposalCheck.FORGED, broken(late));
  }

  @Test
  void pr_2_a_leave_counts_for_thirty_days_and_others_for_fourteen() {
    byte[] leave = group.leave(kim);
    byte[] resign = group.act(kim, new Act.Resign());
    group.pass(14 * DAY);
    assertNull(broken(resign));
    group.pass(1);
    assertEquals(ProposalCheck.AGE, broken(resign));
    group.pass(16 * DAY - 1);
    assertNull(broken(leave));
    group.pass(1);
    assertEquals(ProposalCheck.AGE, broken(leave));
    byte[] ahead =
        signed(
            kim.signingSeed(),
            leave(
                group.state().groupId(),
                group.now() + 1,
                group.state().seq(),
                group.state().head()));
    assertEquals(ProposalCheck.AGE, broken(ahead));
  }

  @Test
  void pr_3_an_act_on_another_line_is_refused() {
    RosterState state = group.state();
    GroupId own = state.groupId();
    assertEquals(
        ProposalCheck.LINE,
        broken(signed(kim.signingSeed(), leave(own, group.now(), state.seq(), group.key()))));
    assertEquals(
        ProposalCheck.LINE,
        broken(signed(kim.signingSeed(), leave(own, group.now(), state.seq() + 1, state.head()))));
  }

  @Test
  void pr_4_an_act_is_carried_out_once() {
    byte[] act = group.linking(kim, group.sibling(kim)).act();
    Act asked = RosterState.existing(ProposalRules.read(act)).act();
    DeviceKeys keys = ((Act.DeviceAdd) asked).device();
    group.commit(new EntryBody.DeviceAdd(kim.device().bytes(), keys, act, new byte[0], false));
    assertEquals(ProposalCheck.REPEATED, broken(act));
  }

  @Test
  void pr_5_an_office_or_resignation_does_not_outlive_the_next_role() {
    byte[] resign = group.act(kim, new Act.Resign());
    Role office = group.office(kim, group.key());
    byte[] leave = group.leave(kim);
    group.promote(kim);
    assertEquals(ProposalCheck.OVERTAKEN, broken(resign));
    assertEquals(ProposalCheck.OVERTAKEN, broken(office.consent()));
    assertNull(broken(leave));
    assertNull(broken(group.act(kim, new Act.Resign())));
  }

  @Test
  void pr_7_voices_for_other_stewards_die_with_the_head() {
    byte[] named = group.act(kim, new Act.Candidates(List.of(kim.member())));
    byte[] voice =
        group.act(
            kim,
            new Act.Endorse(group.state().seq(), group.state().head(), group.key(), new byte[64]));
    assertNull(broken(named));
    assertNull(broken(voice));
    group.joined();
    assertEquals(ProposalCheck.HEAD, broken(named));
    assertEquals(ProposalCheck.HEAD, broken(voice));
  }

  @Test
  void everyone_computes_who_came_in_only_through_somebody() {
    DeviceKeySet bad = group.steward();
    DeviceKeySet honest = group.steward();
    DeviceKeySet puppet = group.joinedBy(bad, bad);
    DeviceKeySet invitedBy = group.joinedBy(bad, group.founder());
    DeviceKeySet addedBy = group.joinedBy(honest, bad);
    group.promote(puppet, honest);
    DeviceKeySet second = group.joinedBy(puppet, bad);
    DeviceKeySet gone = group.joinedBy(bad, bad);
    group.remove(gone.member());
    assertEquals(
        List.of(bad.member(), puppet.member(), second.member()),
        Provenance.cameInThrough(group.state(), bad.member()));
    assertEquals(
        List.of(addedBy.member()), Provenance.cameInThrough(group.state(), addedBy.member()));
    assertEquals(
        List.of(invitedBy.member()), Provenance.cameInThrough(group.state(), invitedBy.member()));
  }

  @Test
  void an_approver_who_is_not_among_them_vouches_for_a_newcomer() {
    DeviceKeySet bad = group.steward();
    DeviceKeySet other = group.steward(bad);
    group.commit(EntryBody.Policy.of(Policies.APPROVALS, 2), bad);
    EntryBody.Add add = group.addOf(group.invitedBy(bad), group.device());
    group.addBy(bad, add, other);
    DeviceKeySet accomplice = group.device();
    group.addBy(bad, group.addOf(group.invitedBy(bad), accomplice), group.founder());
    assertEquals(List.of(bad.member()), Provenance.cameInThrough(group.state(), bad.member()));
    assertEquals(
        List.of(
            group.founder().member(),
            kim.member(),
            bad.member(),
            other.member(),
            add.device().member(),
            accomplice.member()),
        Provenance.cameInThrough(group.state(), group.founder().member()));
  }
}
