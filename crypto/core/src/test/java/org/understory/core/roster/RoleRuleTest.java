package org.understory.core.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.understory.core.roster.Verdicts.applied;
import static org.understory.core.roster.Verdicts.isVoid;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.roster.EntryBody.Remove;
import org.understory.core.roster.EntryBody.Role;
import org.understory.core.seal.EpochSecret;

final class RoleRuleTest {
  private static final byte[] NONE = {};

  private final TestGroup group = TestGroup.founded(310);
  private final Roster roster = new Roster(group.sealer());
  private final DeviceKeySet plain = group.joined();

  private Verdict judge(EntryBody body) {
    return judge(group.founder(), body);
  }

  private Verdict judge(DeviceKeySet by, EntryBody body, DeviceKeySet... approvers) {
    Frankenstein monster = new Frankenstein(group).as(by);
    monster.approvals =
        group.approvals(body, approvers).stream().map(SignedApproval::encode).toList();
    return roster.apply(group.state(), monster.sew(body));
  }

  private Role back(DeviceKeySet member) {
    return new Role(member.member(), Role.MEMBER, NONE);
  }

  private Member member(DeviceKeySet device) {
    Member member = group.state().member(device.member());
    assertNotNull(member);
    return member;
  }

  @Test
  void a_member_who_agreed_becomes_a_steward_with_the_device_that_signed() {
    byte[] seed = group.key();
    RosterState next = applied(judge(group.office(plain, seed)));
    Member steward = next.stewardOf(plain.device());
    assertNotNull(steward);
    assertNotNull(steward.office());
    assertEquals(next.seq(), steward.office().since());
    assertEquals(EpochDue.STEP, next.epochDue());
    assertFalse(next.isStewardSecretSpent());
    assertEquals(2, next.stewardCount());
    assertEquals(
        List.of(group.founder().member(), plain.member()),
        next.stewards().stream().map(Member::id).toList());
  }

  @Test
  void a_steward_becomes_a_plain_member_and_a_new_generation_is_due() {
    group.promote(plain);
    RosterState next = applied(judge(back(plain)));
    assertNull(next.stewardOf(plain.device()));
    assertNotNull(next.deviceOf(plain.device()));
    assertEquals(EpochDue.GENERATION, next.epochDue());
    assertTrue(next.isStewardSecretSpent());
    assertEquals(1, next.stewardCount());
  }

  @Test
  void rc_90_who_is_out_or_has_the_role_gets_none() {
    isVoid(RosterCheck.ROLE_SUBJECT, judge(back(group.device())));
    isVoid(RosterCheck.ROLE_SUBJECT, judge(back(plain)));
    DeviceKeySet gone = group.joined();
    Role office = group.office(gone, group.key());
    group.remove(gone.member());
    isVoid(RosterCheck.ROLE_SUBJECT, judge(office));
    isVoid(RosterCheck.ROLE_SUBJECT, judge(back(gone)));
  }

  @Test
  void rc_90_another_steward_s_office_is_moved_by_itself_alone() {
    group.promote(plain);
    Role move = group.office(plain, group.key());
    isVoid(RosterCheck.ROLE_SUBJECT, judge(move));
    applied(judge(plain, move));
  }

  @Test
  void a_frozen_member_comes_back_as_it_was_and_never_as_a_steward() {
    DeviceKeySet second = group.linked(plain);
    Role office = group.office(plain, group.key());
    group.commit(new Remove(List.of(plain.member()), NONE, true));
    assertTrue(group.state().isFrozen(plain.member()));
    assertNull(group.state().deviceOf(plain.device()));
    isVoid(RosterCheck.ROLE_SUBJECT, judge(office));
    isVoid(RosterCheck.CONSENT, judge(new Role(plain.member(), Role.MEMBER, office.consent())));
    RosterState next = applied(judge(back(plain)));
    assertEquals(EpochDue.STEP, next.epochDue());
    assertNotNull(next.deviceOf(plain.device()));
    assertNotNull(next.deviceOf(second.device()));
    assertFalse(next.isFrozen(plain.member()));
  }

  @Test
  void rc_91_where_three_are_stewards_one_appoints_nobody_and_dismisses_nobody() {
    DeviceKeySet second = group.steward();
    group.steward();
    Role office = group.office(plain, group.key());
    isVoid(RosterCheck.ROLE_VOICES, judge(office));
    applied(judge(group.founder(), office, second));
    isVoid(RosterCheck.ROLE_VOICES, judge(back(second)));
    applied(judge(group.founder(), back(second), second));
    group.commit(new Remove(List.of(plain.member()), NONE, true));
    isVoid(RosterCheck.ROLE_VOICES, judge(back(plain)));
  }

  @Test
  void a_steward_resigns_through_one_voice_and_moves_its_office_with_its_own() {
    DeviceKeySet second = group.steward();
    group.steward();
    Role resigned = new Role(second.member(), Role.MEMBER, group.act(second, new Act.Resign()));
    applied(judge(resigned));
    applied(judge(second, resigned));
    DeviceKeySet other = group.linked(second);
    RosterState moved = applied(judge(second, group.office(other, group.key())));
    assertNull(moved.stewardOf(second.device()));
    Member steward = moved.stewardOf(other.device());
    assertNotNull(steward);
    assertNotNull(steward.office());
    Member.Office before = member(second).office();
    assertNotNull(before);
    assertEquals(before.since(), steward.office().since());
    assertTrue(moved.isStewardSecretSpent());
    assertEquals(EpochDue.STEP, moved.epochDue());
  }

  @Test
  void rc_8_who_moved_its_office_away_ends_that_commit_and_signs_nothing_else() {
    DeviceKeySet mover = group.steward();
    DeviceKeySet former = group.steward();
    group.commit(back(former), mover);
    DeviceKeySet other = group.linked(mover);
    RosterAuthor author = new RosterAuthor(group.sealer(), group.state(), mover, group.now());
    author.append(group.office(other, group.key()));
    RosterState moved = author.state();
    EntryBody epoch =
        author.epoch(group.epoch().step(group.sealer(), moved.head()), group.key()).entry().body();
    applied(roster.apply(moved, next(moved, other, epoch)));
    applied(roster.apply(moved, next(moved, group.founder(), epoch)));
    for (DeviceKeySet none : List.of(former, plain)) {
      isVoid(RosterCheck.ACTOR_NOT_STEWARD, roster.apply(moved, next(moved, none, epoch)));
    }
    group.take(author);
    group.pass(2 * TestGroup.HOUR);
    isVoid(
        RosterCheck.ACTOR_NOT_STEWARD,
        roster.apply(group.state(), next(group.state(), mover, epoch)));
    isVoid(RosterCheck.ACTOR_NOT_STEWARD, judge(mover, group.invite()));
  }

  @Test
  void rc_8_who_gave_its_office_up_does_not_draw_the_next_generation() {
    DeviceKeySet second = group.steward();
    RosterAuthor author = new RosterAuthor(group.sealer(), group.state(), second, group.now());
    author.append(new Role(second.member(), Role.MEMBER, group.act(second, new Act.Resign())));
    assertEquals(EpochDue.GENERATION, author.state().epochDue());
    RosterState resigned = author.state();
    EpochSecret secret = EpochSecret.fresh(group.randomness(), 2);
    BrokenRuleException refused =
        assertThrows(BrokenRuleException.class, () -> author.epoch(secret, group.key()));
    assertEquals(RosterCheck.ACTOR_NOT_STEWARD, refused.check());
    new RosterAuthor(group.sealer(), resigned, group.founder(), group.now())
        .epoch(secret, group.key());
  }

  private SignedEntry next(RosterState state, DeviceKeySet by, EntryBody body) {
    Frankenstein monster = new Frankenstein(group).as(by);
    monster.seq = state.seq() + 1;
    monster.prevHash = state.head();
    return monster.sew(body);
  }

  @Test
  void rc_92_nobody_is_appointed_unasked() {
    DeviceKeySet other = group.joined();
    Act.Office office =
        Act.Office.of(group.sealer(), group.state().groupId(), plain.device(), group.key());
    Act.Office elsewhere =
        Act.Office.of(group.sealer(), group.state().groupId(), other.device(), group.key());
    Act.Office unproven = new Act.Office(group.key(), office.keyProof());
    for (byte[] consent :
        List.of(
            NONE,
            group.key(),
            group.act(other, office),
            group.act(plain, new Act.Resign()),
            group.act(plain, elsewhere),
            group.act(plain, unproven))) {
      isVoid(RosterCheck.CONSENT, judge(new Role(plain.member(), Role.STEWARD, consent)));
    }
    applied(judge(new Role(plain.member(), Role.STEWARD, group.act(plain, office))));
  }

  @Test
  void rc_92_a_resignation_is_one_s_own_and_counts_once() {
    group.promote(plain);
    DeviceKeySet third = group.steward();
    byte[] resign = group.act(plain, new Act.Resign());
    isVoid(RosterCheck.CONSENT, judge(new Role(third.member(), Role.MEMBER, resign)));
    isVoid(RosterCheck.CONSENT, judge(new Role(plain.member(), Role.MEMBER, group.leave(plain))));
    group.commit(new Role(plain.member(), Role.MEMBER, resign));
    group.promote(plain, third);
    isVoid(RosterCheck.CONSENT, judge(new Role(plain.member(), Role.MEMBER, resign)));
  }

  @Test
  void rc_93_a_steward_access_key_serves_once() {
    byte[] seed = group.key();
    group.promote(plain);
    DeviceKeySet third = group.joined();
    group.commit(group.office(third, seed));
    DeviceKeySet fourth = group.joined();
    Role again = group.office(fourth, seed);
    isVoid(RosterCheck.STEWARD_KEY_KNOWN, judge(again));
    isVoid(RosterCheck.STEWARD_KEY_KNOWN, judge(group.office(fourth, plain.ownerSeed())));
    isVoid(RosterCheck.STEWARD_KEY_KNOWN, judge(group.office(fourth, fourth.signingSeed())));
    group.remove(third.member(), plain);
    isVoid(RosterCheck.STEWARD_KEY_KNOWN, judge(again));
  }

  @Test
  void rc_94_the_last_steward_stays() {
    isVoid(RosterCheck.LAST_OFFICE, judge(back(group.founder())));
    byte[] resign = group.act(group.founder(), new Act.Resign());
    isVoid(RosterCheck.LAST_OFFICE, judge(new Role(group.founder().member(), Role.MEMBER, resign)));
  }

  @Test
  void rc_95_there_are_thirty_two_stewards_and_no_more() {
    group.promote(plain);
    while (group.state().stewardCount() < 32) {
      group.steward(plain);
    }
    DeviceKeySet next = group.joined();
    isVoid(
        RosterCheck.STEWARDS_FULL, judge(group.founder(), group.office(next, group.key()), plain));
    applied(judge(plain, group.office(plain, group.key())));
  }
}
