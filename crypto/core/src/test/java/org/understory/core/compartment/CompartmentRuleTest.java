package org.understory.core.compartment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.understory.core.compartment.CompartmentBody.Add;
import org.understory.core.compartment.CompartmentBody.Create;
import org.understory.core.compartment.CompartmentBody.Policy;
import org.understory.core.compartment.CompartmentBody.Remove;
import org.understory.core.compartment.CompartmentBody.Role;
import org.understory.core.roster.Act;
import org.understory.core.roster.Approval;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeySet;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.GroupId;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.SignedApproval;
import org.understory.core.roster.TestGroup;
import org.understory.core.seal.EpochSecret;
import org.understory.wire.id.LogId;

/** CP-*: a refusal each, and beside it the nearest thing that holds. */
final class CompartmentRuleTest {
  /** Six in the group; 0, 1, 2, 3 in the compartment; 0 and 1 keep it. */
  private final TestCompartment made = TestCompartment.founded(1, 6, 4, 2);

  private static Policy timer(int seconds) {
    return new Policy(Policy.TIMER, seconds);
  }

  private void holds(int who, CompartmentBody body) {
    assertNull(made.bent(who, body).check());
    assertInstanceOf(CompartmentVerdict.Applied.class, made.bent(who, body).verdict());
  }

  private void refused(CompartmentCheck check, int who, CompartmentBody body) {
    assertEquals(check, made.bent(who, body).check());
  }

  @Test
  void a_signature_by_another_device_is_refused() {
    TestCompartment.Bent bent = made.bent(0, timer(5));
    bent.seed = made.people.get(1).signingSeed();
    assertEquals(CompartmentCheck.SIGNATURE, bent.check());
  }

  @Test
  void a_signature_over_the_groups_statement_is_refused() {
    SignedCompartmentEntry good = made.bent(0, timer(5)).signed();
    byte[] asOfTheGroup =
        made.sealer.sign(made.people.get(0).signingSeed(), "roster-entry", good.entryBytes());
    assertEquals(
        new CompartmentVerdict.Void(CompartmentCheck.SIGNATURE),
        made.roster()
            .apply(
                made.state,
                new SignedCompartmentEntry(good.entry(), good.entryBytes(), asOfTheGroup)));
  }

  @Test
  void a_compartment_begins_with_two_keepers_who_are_in_it() {
    TestCompartment fresh = new TestCompartment(2, 4);
    assertEquals(CompartmentCheck.KEEPERS, fresh.bent(0, fresh.create(3, 1)).check());
    Create outsider = fresh.create(3, 2);
    Create kept =
        new Create(
            outsider.nonce(),
            outsider.group(),
            outsider.log(),
            outsider.rosterLog(),
            outsider.members(),
            fresh.ids(0, 3),
            60,
            outsider.nameCommitment());
    assertEquals(CompartmentCheck.KEEPERS, fresh.bent(0, kept).check());
    assertNull(fresh.bent(0, fresh.create(3, 2)).check());
  }

  @Test
  void only_who_is_active_in_the_group_is_founded_with_or_added() {
    TestCompartment fresh = new TestCompartment(3, 4);
    Create create = fresh.create(4, 2);
    fresh.leavesGroup(3);
    assertEquals(CompartmentCheck.NOT_ACTIVE, fresh.bent(0, create).check());
    refused(CompartmentCheck.NOT_ACTIVE, 0, new Add(List.of(MemberId.of(new byte[16]))));
    made.leavesGroup(4);
    refused(CompartmentCheck.NOT_ACTIVE, 0, new Add(made.ids(4)));
    holds(0, new Add(made.ids(5)));
  }

  @Test
  void an_entry_is_judged_by_the_group_that_it_names_not_by_todays() {
    SignedCompartmentEntry before = made.bent(0, new Add(made.ids(4))).signed();
    made.leavesGroup(4);
    assertInstanceOf(CompartmentVerdict.Applied.class, made.roster().apply(made.state, before));
  }

  @Test
  void an_entry_of_the_groups_future_waits() {
    TestCompartment.Bent bent = made.bent(0, timer(5));
    bent.groupSeq++;
    assertInstanceOf(CompartmentVerdict.Waits.class, bent.verdict());
  }

  @Test
  void acts_of_keepers_are_refused_to_members_and_others() {
    refused(CompartmentCheck.NOT_KEEPER, 2, new Add(made.ids(4)));
    refused(CompartmentCheck.NOT_KEEPER, 2, timer(5));
    refused(CompartmentCheck.NOT_KEEPER, 2, new Role(made.id(2), Role.KEEPER));
    refused(CompartmentCheck.CLEAN_UP, 2, new Remove(made.ids(3)));
    refused(CompartmentCheck.ACTOR, 4, timer(5));
    holds(1, timer(5));
  }

  @Test
  void a_steward_of_the_group_who_is_not_in_it_is_nobody_there() {
    made.author(1, new Remove(made.ids(0)));
    refused(CompartmentCheck.ACTOR, 0, timer(5));
  }

  @Test
  void anyone_cleans_up_after_those_who_left_the_group_and_after_nobody_else() {
    made.leavesGroup(1);
    refused(CompartmentCheck.CLEAN_UP, 2, new Remove(made.ids(1, 3)));
    refused(CompartmentCheck.CLEAN_UP, 2, new Remove(made.ids(3)));
    refused(CompartmentCheck.ACTOR, 4, new Remove(made.ids(1)));
    holds(2, new Remove(made.ids(1)));
    made.author(2, new Remove(made.ids(1)));
    assertNull(made.state.person(made.id(1)));
    assertFalse(made.state.isStale(made.group.state()));
  }

  @Test
  void the_last_keeper_goes_by_clean_up_and_the_two_longest_in_keep_on() {
    TestCompartment other = TestCompartment.founded(9, 7, 2, 2);
    other.author(0, new Add(other.ids(2)));
    other.author(0, new Add(other.ids(3, 4)));
    other.author(0, new Remove(other.ids(0)));
    other.leavesGroup(1);
    other.author(3, new Remove(other.ids(1)));
    List<MemberId> keepers =
        other.state.keepers().stream()
            .map(CompartmentState.Person::id)
            .sorted((a, b) -> a.hex().compareTo(b.hex()))
            .toList();
    MemberId lower = other.ids(3, 4).getFirst();
    assertTrue(keepers.contains(other.id(2)) && keepers.contains(lower), keepers.size() + "");
    assertEquals(2, keepers.size());
  }

  @Test
  void a_member_leaves_by_itself_but_for_the_last_keeper() {
    holds(2, new Remove(made.ids(2)));
    holds(1, new Remove(made.ids(1)));
    made.author(1, new Remove(made.ids(1)));
    refused(CompartmentCheck.LAST_KEEPER, 0, new Remove(made.ids(0)));
    refused(CompartmentCheck.LAST_KEEPER, 0, new Role(made.id(0), Role.MEMBER));
  }

  @Test
  void with_three_keepers_two_decide_about_keepers_and_who_goes_in_numbers() {
    TestCompartment three = TestCompartment.founded(4, 9, 8, 3);
    assertEquals(
        CompartmentCheck.VOICES, three.bent(0, new Role(three.id(3), Role.KEEPER)).check());
    assertEquals(
        CompartmentCheck.VOICES, three.bent(0, new Role(three.id(1), Role.MEMBER)).check());
    assertEquals(CompartmentCheck.VOICES, three.bent(0, new Remove(three.ids(1))).check());
    assertEquals(CompartmentCheck.VOICES, three.bent(0, new Policy(2, 2)).check());
    assertEquals(CompartmentCheck.VOICES, three.bent(0, new Remove(three.ids(3, 4, 5, 6))).check());
    assertNull(three.bent(0, new Remove(three.ids(3, 4, 5))).check());
    assertNull(three.bent(0, new Role(three.id(0), Role.MEMBER)).check());
    assertNull(three.bent(0, new Remove(three.ids(0))).check());
  }

  @Test
  void more_voices_for_adding_are_asked_for_once_the_policy_says_so() {
    made.author(0, new Policy(Policy.APPROVALS, 2));
    refused(CompartmentCheck.VOICES, 0, new Add(made.ids(4)));
    refused(CompartmentCheck.POLICY, 0, new Policy(Policy.APPROVALS, 2));
    refused(CompartmentCheck.POLICY, 0, new Policy(Policy.APPROVALS, 6));
    refused(CompartmentCheck.POLICY, 0, new Policy(3, 1));
  }

  @Test
  void bytes_that_are_none_are_refused() {
    assertEquals(
        new CompartmentVerdict.Void(CompartmentCheck.MALFORMED),
        made.roster().apply(made.state, made.group.entries().getFirst().bytes()));
  }

  @Test
  void create_comes_once_and_first() {
    refused(CompartmentCheck.CREATED, 0, made.create(3, 2));
    TestCompartment fresh = new TestCompartment(5, 3);
    assertEquals(CompartmentCheck.CREATED, fresh.bent(0, timer(5)).check());
  }

  @Test
  void another_compartment_or_group_is_refused() {
    TestCompartment.Bent bent = made.bent(0, timer(5));
    bent.compartment = GroupId.of(made.group.key());
    assertEquals(CompartmentCheck.OTHER_COMPARTMENT, bent.check());
    TestCompartment fresh = new TestCompartment(6, 3);
    Create good = fresh.create(3, 2);
    SignedCompartmentEntry signed = fresh.bent(0, good).signed();
    assertEquals(
        new CompartmentVerdict.Void(CompartmentCheck.OTHER_COMPARTMENT),
        fresh.roster().apply(CompartmentState.awaiting(made.state.id()), signed));
    Create elsewhere =
        new Create(
            good.nonce(),
            made.state.id(),
            good.log(),
            good.rosterLog(),
            good.members(),
            good.keepers(),
            60,
            good.nameCommitment());
    assertEquals(CompartmentCheck.OTHER_GROUP, fresh.bent(0, elsewhere).check());
  }

  @Test
  void another_place_or_an_earlier_time_is_refused() {
    TestCompartment.Bent skipped = made.bent(0, timer(5));
    skipped.seq++;
    assertEquals(CompartmentCheck.PLACE, skipped.check());
    TestCompartment.Bent beside = made.bent(0, timer(5));
    beside.prevHash = made.group.key();
    assertEquals(CompartmentCheck.PLACE, beside.check());
    TestCompartment.Bent early = made.bent(0, timer(5));
    early.time = made.state.time() - 1;
    assertEquals(CompartmentCheck.TIME, early.check());
  }

  @Test
  void the_groups_head_never_goes_back() {
    long seq = made.group.state().seq();
    byte[] head = made.group.state().head();
    made.people.add(made.group.joined());
    made.remember();
    made.author(0, timer(10));
    TestCompartment.Bent back = made.bent(0, timer(5));
    back.groupSeq = seq;
    back.groupHead = head;
    assertEquals(CompartmentCheck.GROUP_SEQ, back.check());
  }

  @Test
  void logs_that_every_space_has_or_that_are_channels_are_not_taken() {
    TestCompartment fresh = new TestCompartment(7, 3);
    Create good = fresh.create(3, 2);
    for (LogId log : List.of(LogId.ROSTER, LogId.KNOCK, fresh.group.channel(), good.rosterLog())) {
      Create bad =
          new Create(
              good.nonce(),
              good.group(),
              log,
              good.rosterLog(),
              good.members(),
              good.keepers(),
              60,
              good.nameCommitment());
      assertEquals(CompartmentCheck.FOUNDING, fresh.bent(0, bad).check());
    }
    assertEquals(
        CompartmentCheck.FOUNDING, fresh.bent(2, fresh.create(2, 2)).check(), "not in it itself");
  }

  @Test
  void a_timer_is_off_or_between_five_seconds_and_four_weeks() {
    refused(CompartmentCheck.TIMER, 0, timer(4));
    refused(CompartmentCheck.TIMER, 0, timer(4 * 7 * 24 * 3600 + 1));
    holds(0, timer(0));
  }

  @Test
  void who_is_in_it_is_not_added_and_who_is_not_is_not_removed() {
    refused(CompartmentCheck.MEMBER_KNOWN, 0, new Add(made.ids(2)));
    refused(CompartmentCheck.MEMBER_UNKNOWN, 0, new Remove(made.ids(4)));
    refused(CompartmentCheck.MEMBER_UNKNOWN, 0, new Role(made.id(4), Role.KEEPER));
    refused(CompartmentCheck.SAME_ROLE, 0, new Role(made.id(1), Role.KEEPER));
    refused(CompartmentCheck.SAME_ROLE, 0, new Role(made.id(2), Role.MEMBER));
  }

  @Test
  void a_ninth_keeper_is_refused() {
    TestCompartment many = TestCompartment.founded(8, 9, 9, 8);
    TestCompartment.Bent bent = many.bent(0, new Role(many.id(8), Role.KEEPER));
    assertEquals(CompartmentCheck.FULL, bent.check());
  }

  @Test
  void an_epoch_that_is_due_comes_before_everything_else_from_anyone() {
    CompartmentAuthor author = made.by(0);
    author.append(new Remove(made.ids(3)), List.of());
    made.take(author);
    refused(CompartmentCheck.EPOCH_DUE, 0, timer(5));
    refused(CompartmentCheck.EPOCH_NUMBER, 2, made.epoch(1, 1, 2));
    refused(CompartmentCheck.EPOCH_NUMBER, 2, made.epoch(3, 0, 2));
    refused(CompartmentCheck.ROSTER_KEY, 2, made.epoch(2, 0, 1));
    refused(CompartmentCheck.ACTOR, 3, made.epoch(2, 0, 2));
    holds(2, made.epoch(2, 0, 2));
  }

  @Test
  void an_added_member_makes_one_step_under_the_same_roster_key() {
    CompartmentAuthor author = made.by(0);
    author.append(new Add(made.ids(4, 5)), List.of());
    made.take(author);
    refused(CompartmentCheck.EPOCH_NUMBER, 0, made.epoch(2, 0, 2));
    refused(CompartmentCheck.ROSTER_KEY, 0, made.epoch(1, 1, 2));
    holds(4, made.epoch(1, 1, 1));
  }

  @Test
  void keepers_refresh_once_an_hour_and_nobody_else_does() {
    refused(CompartmentCheck.EPOCH_NOT_DUE, 0, made.epoch(2, 0, 2));
    made.group.pass(3_600_000);
    holds(0, made.epoch(2, 0, 2));
    refused(CompartmentCheck.EPOCH_NOT_DUE, 2, made.epoch(2, 0, 2));
  }

  @Test
  void it_is_stale_from_the_moment_that_somebody_in_it_leaves_the_group() {
    assertFalse(made.state.isStale(made.group.state()));
    made.leavesGroup(4);
    assertFalse(made.state.isStale(made.group.state()), "an outsider is nobody's business");
    made.leavesGroup(3);
    assertTrue(made.state.isStale(made.group.state()));
  }

  private static final CompartmentCheck APPROVAL = CompartmentCheck.APPROVAL;

  private byte[] voice(TestCompartment in, int who, CompartmentBody body, long time) {
    return new Keepers(in.state, in.group.state())
        .approve(
            in.sealer, in.people.get(who).signingSeed(), in.people.get(who).device(), body, time)
        .encode();
  }

  private static @Nullable CompartmentCheck with(
      TestCompartment in, CompartmentBody body, byte[]... approvals) {
    TestCompartment.Bent bent = in.bent(0, body);
    bent.approvals = List.of(approvals);
    return bent.check();
  }

  @Test
  void a_second_keepers_voice_for_this_very_act_makes_it_hold() {
    TestCompartment three = TestCompartment.founded(11, 6, 5, 3);
    Role up = new Role(three.id(3), Role.KEEPER);
    long now = three.group.now();
    byte[] good = voice(three, 1, up, now);
    assertNull(with(three, up, good));
    boolean rising =
        three.people.get(1).device().hex().compareTo(three.people.get(2).device().hex()) < 0;
    byte[] more = voice(three, 2, up, now);
    assertEquals(
        CompartmentCheck.VOICES,
        rising ? with(three, up, good, more) : with(three, up, more, good),
        "which voices are cited is no channel");
    assertEquals(CompartmentCheck.VOICES, with(three, timer(5), voice(three, 1, timer(5), now)));
  }

  @Test
  void a_voice_that_does_not_hold_voids_the_entry() {
    TestCompartment three = TestCompartment.founded(12, 6, 5, 3);
    Role up = new Role(three.id(3), Role.KEEPER);
    long now = three.group.now();
    byte[] forged = voice(three, 1, up, now);
    forged[forged.length - 1] ^= 1;
    assertEquals(APPROVAL, with(three, up, forged));
    assertEquals(APPROVAL, with(three, up, voice(three, 3, up, now)), "of no keeper");
    assertEquals(APPROVAL, with(three, up, voice(three, 5, up, now)), "of an outsider");
    assertEquals(
        APPROVAL, with(three, up, voice(three, 1, new Role(three.id(4), Role.KEEPER), now)));
    assertEquals(APPROVAL, with(three, up, voice(three, 0, up, now)), "the actor's own, twice");
    assertEquals(APPROVAL, with(three, up, voice(three, 1, up, now + 1_000_000)), "to come");
    long hoarded = now - 14 * 24 * 3_600_000L - 1;
    assertEquals(APPROVAL, with(three, up, voice(three, 1, up, hoarded)));
    Keepers keepers = new Keepers(three.state, three.group.state());
    Approval approval =
        new Approval(
            three.state.id(),
            three.people.get(1).device(),
            Keepers.subject(three.sealer, up),
            0,
            three.state.seq(),
            three.state.head(),
            now);
    byte[] asOfTheGroup =
        SignedApproval.sign(three.sealer, three.people.get(1).signingSeed(), approval).encode();
    assertEquals(APPROVAL, with(three, up, asOfTheGroup), "CP-1: over the group's statement");
    assertEquals(2, three.state.threshold());
    assertEquals(three.state.id(), keepers.id());
  }

  @Test
  void a_voice_counts_for_one_entry() {
    TestCompartment three = TestCompartment.founded(15, 6, 5, 3);
    Role up = new Role(three.id(3), Role.KEEPER);
    byte[] once = voice(three, 1, up, three.group.now());
    CompartmentAuthor first = three.by(0);
    first.append(up, List.of(once));
    three.take(first);
    three.author(3, new Role(three.id(3), Role.MEMBER));
    assertEquals(APPROVAL, with(three, up, once));
    assertNull(with(three, up, voice(three, 1, up, three.group.now())));
  }

  @Test
  void a_voice_from_an_earlier_term_or_another_policy_does_not_hold() {
    TestCompartment three = TestCompartment.founded(13, 6, 5, 3);
    Role up = new Role(three.id(3), Role.KEEPER);
    byte[] early = voice(three, 2, up, three.group.now());
    CompartmentAuthor resigns = three.by(2);
    resigns.append(new Role(three.id(2), Role.MEMBER), List.of());
    three.take(resigns);
    three.author(0, new Role(three.id(2), Role.KEEPER)); // with two keepers left one is enough
    assertEquals(APPROVAL, with(three, up, early), "given before the keeper was put out");
    assertNull(with(three, up, voice(three, 2, up, three.group.now())));
    byte[] before = voice(three, 1, up, three.group.now());
    Policy two = new Policy(Policy.APPROVALS, 2);
    CompartmentAuthor changes = three.by(0);
    changes.append(two, List.of(voice(three, 1, two, three.group.now())));
    three.take(changes);
    assertEquals(APPROVAL, with(three, up, before), "the policy changed");
  }

  @Test
  void a_device_that_is_gone_makes_it_stale_and_anyone_renews_the_secret() {
    TestGroup group = made.group;
    DeviceKeySet second = group.linked(made.people.get(3));
    made.remember();
    assertFalse(made.state.isStale(group.state()));
    List<DeviceId> gone = List.of(second.device());
    byte[] act = group.act(made.people.get(3), new Act.DeviceRevoke(gone, List.of(), new byte[0]));
    group.commit(
        new EntryBody.DeviceRevoke(made.people.get(3).member(), gone, List.of(), act, new byte[0]));
    made.remember();
    assertTrue(made.state.isStale(group.state()));
    holds(2, made.epoch(2, 0, 2));
    CompartmentAuthor author = made.by(2);
    author.epoch(EpochSecret.fresh(EpochSecret.Of.COMPARTMENT, group.randomness(), 2));
    made.take(author);
    assertFalse(made.state.isStale(group.state()));
    refused(CompartmentCheck.EPOCH_NOT_DUE, 2, made.epoch(3, 0, 3));
  }
}
