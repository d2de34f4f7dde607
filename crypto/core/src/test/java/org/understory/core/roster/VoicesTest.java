package org.understory.core.roster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.understory.core.roster.Verdicts.applied;
import static org.understory.core.roster.Verdicts.isVoid;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.roster.EntryBody.Policy;

/** RC-80 to RC-88, by a policy that takes two of three voices. */
final class VoicesTest {
  private static final long DAY = 24 * TestGroup.HOUR;

  private final TestGroup group = TestGroup.founded(300);
  private final Roster roster = new Roster(group.sealer());
  private final DeviceKeySet second = group.steward();
  private final DeviceKeySet third = group.steward();
  private final Policy body = Policy.of(Policies.LEASE_HOURS, 48);

  private Approval approval(DeviceKeySet by) {
    return Approval.of(group.sealer(), group.state(), by.device(), body, group.now());
  }

  private SignedApproval signed(DeviceKeySet by, Approval approval) {
    return SignedApproval.sign(group.sealer(), by.signingSeed(), approval);
  }

  private Verdict judge(SignedApproval... approvals) {
    return judge(body, approvals);
  }

  private Verdict judge(EntryBody what, SignedApproval... approvals) {
    List<byte[]> cited = new ArrayList<>();
    for (SignedApproval one : approvals) {
      cited.add(one.encode());
    }
    return cite(what, cited);
  }

  private Verdict cite(EntryBody what, List<byte[]> approvals) {
    Frankenstein monster = new Frankenstein(group);
    monster.approvals = approvals;
    return roster.apply(group.state(), monster.sew(what));
  }

  @Test
  void one_of_three_stewards_decides_nothing_alone_and_two_do() {
    isVoid(RosterCheck.POLICY_VOICES, judge());
    applied(judge(signed(second, approval(second))));
    applied(judge(signed(third, approval(third))));
  }

  @Test
  void two_stewards_decide_alone_each() {
    TestGroup two = TestGroup.founded(301);
    DeviceKeySet other = two.steward();
    Frankenstein monster = new Frankenstein(two).as(other);
    assertEquals(1, two.state().threshold());
    applied(roster.apply(two.state(), monster.sew(body)));
  }

  @Test
  void rc_80_what_is_no_approval_of_this_group_by_its_device_is_void() {
    isVoid(RosterCheck.APPROVAL_FORGED, cite(body, List.of(new byte[] {1})));
    isVoid(RosterCheck.APPROVAL_FORGED, judge(signed(third, approval(second))));
    Approval good = approval(second);
    Approval elsewhere =
        new Approval(
            GroupId.of(group.key()),
            good.device(),
            good.subject(),
            good.policyVersion(),
            good.headSeq(),
            good.head(),
            good.time());
    isVoid(RosterCheck.APPROVAL_FORGED, judge(signed(second, elsewhere)));
    DeviceKeySet stranger = group.device();
    isVoid(RosterCheck.APPROVAL_FORGED, judge(signed(stranger, approval(stranger))));
    byte[] longer = signed(second, good).encode();
    longer[longer.length - 1] ^= 1;
    isVoid(RosterCheck.APPROVAL_FORGED, cite(body, List.of(longer)));
  }

  @Test
  void rc_81_a_plain_or_removed_member_s_approval_is_void() {
    DeviceKeySet plain = group.joined();
    isVoid(RosterCheck.APPROVER, judge(signed(plain, approval(plain))));
    SignedApproval hoarded = signed(third, approval(third));
    group.remove(third.member(), second);
    isVoid(RosterCheck.APPROVER, judge(hoarded));
  }

  @Test
  void rc_81_a_steward_s_other_device_does_not_approve() {
    DeviceKeySet other = group.linked(second);
    isVoid(RosterCheck.APPROVER, judge(signed(other, approval(other))));
  }

  @Test
  void rc_82_an_approval_of_something_else_is_void() {
    Approval other =
        Approval.of(
            group.sealer(),
            group.state(),
            second.device(),
            Policy.of(Policies.LEASE_HOURS, 49),
            group.now());
    isVoid(RosterCheck.APPROVAL_SUBJECT, judge(signed(second, other)));
  }

  @Test
  void rc_82_an_add_s_approvals_are_of_the_request() {
    group.commit(Policy.of(Policies.APPROVALS, 2), second);
    EntryBody.Add add = group.addOf(group.invited(), group.device());
    assertArrayEquals(add.requestHash(), Approval.subject(group.sealer(), add));
    isVoid(RosterCheck.ADD_VOICES, judge(add));
    EntryBody.Add renamed =
        new EntryBody.Add(
            add.inviteEntry(), add.requestHash(), add.device(), group.key(), new byte[0]);
    SignedApproval approval = group.approvals(renamed, second).getFirst();
    applied(judge(add, approval));
    EntryBody.Add rewritten = group.addOf(add.inviteEntry(), group.device());
    isVoid(RosterCheck.APPROVAL_SUBJECT, judge(rewritten, approval));
  }

  @Test
  void rc_83_an_approval_under_another_policy_version_is_void() {
    SignedApproval before = signed(second, approval(second));
    group.commit(Policy.of(Policies.ABSENCE_DAYS, 20), third);
    assertEquals(1, group.state().policies().version());
    isVoid(RosterCheck.APPROVAL_POLICY, judge(before));
    SignedApproval after = signed(second, approval(second));
    group.commit(Policy.timer(group.channel(), 60));
    applied(judge(after));
  }

  @Test
  void rc_84_an_approval_counts_for_fourteen_days_and_not_before_its_time() {
    SignedApproval early = signed(second, approval(second));
    group.pass(14 * DAY);
    applied(judge(early));
    group.pass(1);
    isVoid(RosterCheck.APPROVAL_AGE, judge(early));
    Approval good = approval(second);
    Approval later =
        new Approval(
            good.group(),
            good.device(),
            good.subject(),
            good.policyVersion(),
            good.headSeq(),
            good.head(),
            good.time() + 1);
    isVoid(RosterCheck.APPROVAL_AGE, judge(signed(second, later)));
  }

  private Approval at(Approval good, long seq, byte[] head) {
    return new Approval(
        good.group(), good.device(), good.subject(), good.policyVersion(), seq, head, good.time());
  }

  @Test
  void rc_85_an_approval_given_on_another_line_is_void() {
    Approval good = approval(second);
    isVoid(RosterCheck.APPROVAL_HEAD, judge(signed(second, at(good, good.headSeq(), group.key()))));
    isVoid(
        RosterCheck.APPROVAL_HEAD,
        judge(signed(second, at(good, good.headSeq() + 1, good.head()))));
    isVoid(
        RosterCheck.APPROVAL_HEAD,
        judge(signed(second, at(good, good.headSeq() - 1, good.head()))));
  }

  @Test
  void rc_85_an_approval_from_before_the_term_is_void() {
    SignedApproval first = signed(third, approval(third));
    group.commit(new EntryBody.Role(third.member(), 1, new byte[0]), second);
    group.promote(third, second);
    isVoid(RosterCheck.APPROVAL_HEAD, judge(first));
    applied(judge(signed(third, approval(third))));
    Member.Office office =
        RosterState.existing(RosterState.existing(group.state().member(third.member())).office());
    byte[] hash = RosterState.existing(group.state().hashAt(office.since()));
    applied(judge(signed(third, at(approval(third), office.since(), hash))));
  }

  @Test
  void rc_86_nobody_is_heard_twice_and_approvals_rise() {
    DeviceKeySet fourth = group.steward(second);
    group.commit(Policy.of(Policies.APPROVALS, 3), second);
    EntryBody.Add add = group.addOf(group.invited(), group.device());
    SignedApproval own = group.approvals(add, group.founder()).getFirst();
    List<SignedApproval> others = new ArrayList<>(group.approvals(add, second, fourth));
    others.sort(Comparator.comparing(one -> one.approval().device().hex()));
    applied(judge(add, others.get(0), others.get(1)));
    isVoid(RosterCheck.APPROVAL_TWICE, judge(add, others.get(1), others.get(0)));
    isVoid(RosterCheck.APPROVAL_TWICE, judge(add, others.get(0), others.get(0)));
    isVoid(RosterCheck.APPROVAL_TWICE, judge(add, own));
  }

  @Test
  void rc_87_an_entry_cites_no_more_than_it_needs() {
    List<SignedApproval> both = new ArrayList<>(group.approvals(body, second, third));
    both.sort(Comparator.comparing(one -> one.approval().device().hex()));
    isVoid(RosterCheck.APPROVALS_TOO_MANY, judge(both.get(0), both.get(1)));
    Policy timer = Policy.timer(group.channel(), 60);
    isVoid(RosterCheck.APPROVALS_TOO_MANY, judge(timer, group.approvals(timer, second).getFirst()));
  }

  @Test
  void rc_88_an_approval_counts_for_one_entry() {
    DeviceKeySet plain = group.joined();
    EntryBody.Remove freeze = new EntryBody.Remove(List.of(third.member()), new byte[0], true);
    SignedApproval voice = group.approvals(freeze, second).getFirst();
    take(freeze, voice);
    group.commit(new EntryBody.Role(third.member(), EntryBody.Role.MEMBER, new byte[0]));
    group.promote(third, second);
    group.promote(plain, second);
    isVoid(RosterCheck.APPROVAL_SPENT, judge(freeze, voice));
    group.pass(14 * DAY - TestGroup.HOUR);
    isVoid(RosterCheck.APPROVAL_SPENT, judge(freeze, voice));
    assertEquals(
        List.of(),
        new Voices(group.sealer(), group.state(), entry(freeze))
            .chosen(List.of(voice), group.founder().member(), 2));
    applied(judge(freeze, group.approvals(freeze, second).getFirst()));
    assertTrue(group.replay(group.entries()).isCited(voice.hash(group.sealer())));
  }

  @Test
  void what_was_cited_is_known_for_as_long_as_it_could_count_and_let_go_in_the_end() {
    SignedApproval voice = signed(second, approval(second));
    take(body, voice);
    byte[] first = voice.hash(group.sealer());
    for (int day = 0; day < 60; day++) {
      assertTrue(group.state().isCited(first) || day > 14);
      group.pass(DAY);
      Policy next = Policy.of(Policies.LEASE_HOURS, 49 + day);
      take(next, group.approvals(next, second).getFirst());
    }
    assertFalse(group.state().isCited(first));
  }

  private Entry entry(EntryBody what) {
    return new Entry(
        group.state().groupId(),
        group.state().seq() + 1,
        group.state().head(),
        what,
        group.founder().device(),
        group.now(),
        List.of());
  }

  private void take(EntryBody what, SignedApproval voice) {
    RosterAuthor author = group.author();
    author.append(what, List.of(voice));
    group.close(author);
    group.take(author);
  }

  @Test
  void an_author_cites_the_lowest_devices_of_those_that_hold() {
    List<SignedApproval> all = new ArrayList<>(group.approvals(body, group.founder()));
    all.addAll(group.approvals(Policy.of(Policies.LEASE_HOURS, 50), second));
    all.addAll(group.approvals(body, third, second));
    RosterAuthor author = group.author();
    SignedEntry entry = author.append(body, all);
    String lowest =
        second.device().hex().compareTo(third.device().hex()) < 0
            ? second.device().hex()
            : third.device().hex();
    assertEquals(1, entry.entry().approvals().size());
    assertEquals(lowest, decoded(entry.entry().approvals().getFirst()).approval().device().hex());
  }

  private static SignedApproval decoded(byte[] bytes) {
    try {
      return SignedApproval.decode(bytes);
    } catch (org.understory.wire.codec.InvalidWireException e) {
      throw new AssertionError(e);
    }
  }
}
