package org.understory.core.roster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.understory.core.roster.Verdicts.applied;
import static org.understory.core.roster.Verdicts.isVoid;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.roster.EntryBody.Policy;
import org.understory.core.roster.EntryBody.Space;
import org.understory.wire.id.SpaceId;

final class PolicyRuleTest {
  private static final byte[] NONE = {};

  private final TestGroup group = TestGroup.founded(340);
  private final Roster roster = new Roster(group.sealer());

  private Verdict judge(EntryBody body) {
    return roster.apply(group.state(), new Frankenstein(group).sew(body));
  }

  @Test
  void a_young_group_has_the_defaults() {
    Policies policies = group.state().policies();
    long[] defaults = {1, 72, 14, 30, 1, 1, 0};
    for (int policy = 2; policy <= 8; policy++) {
      assertEquals(defaults[policy - 2], policies.value(policy), "policy " + policy);
    }
    assertEquals(0, policies.questions().length);
    assertEquals(0, policies.version());
    assertThrows(IllegalArgumentException.class, () -> policies.value(1));
    assertThrows(IllegalArgumentException.class, () -> policies.value(9));
  }

  @Test
  void each_value_has_its_bounds_and_moves_the_version() {
    long[][] bounds = {{2, 1, 5}, {3, 24, 720}, {4, 3, 90}, {5, 1, 90}, {7, 1, 2}, {8, 0, 168}};
    for (long[] one : bounds) {
      int policy = (int) one[0];
      isVoid(RosterCheck.POLICY_VALUE, judge(Policy.of(policy, one[2] + 1)));
      if (one[1] > 0) {
        isVoid(RosterCheck.POLICY_VALUE, judge(Policy.of(policy, one[1] - 1)));
      }
      RosterState next = applied(judge(Policy.of(policy, one[2])));
      assertEquals(one[2], next.policies().value(policy));
      assertEquals(1, next.policies().version());
      assertEquals(EpochDue.NONE, next.epochDue());
      if (group.state().policies().value(policy) != one[1]) {
        applied(judge(Policy.of(policy, one[1])));
      }
    }
  }

  @Test
  void rc_34_a_policy_has_its_own_fields_alone() {
    byte[] channel = group.channel().bytes();
    for (Policy wrong :
        List.of(
            new Policy(0, NONE, 0, 1, NONE),
            new Policy(11, NONE, 0, 1, NONE),
            new Policy(10, NONE, 0, 60, NONE),
            new Policy(10, channel, 0, 60, group.key()),
            new Policy(1, NONE, 5, 0, NONE),
            new Policy(1, channel, 5, 1, NONE),
            new Policy(1, channel, 5, 0, group.key()),
            new Policy(2, channel, 0, 2, NONE),
            new Policy(2, NONE, 5, 2, NONE),
            new Policy(2, NONE, 0, 2, group.key()),
            new Policy(9, NONE, 0, 1, group.key()),
            new Policy(9, NONE, 5, 0, group.key()),
            new Policy(9, channel, 0, 0, group.key()))) {
      isVoid(RosterCheck.POLICY_UNKNOWN, judge(wrong));
    }
  }

  @Test
  void questions_are_promised_and_withdrawn() {
    byte[] questions = group.key();
    group.commit(Policy.questions(questions));
    assertArrayEquals(questions, group.state().policies().questions());
    assertEquals(1, group.state().policies().version());
    RosterState none = applied(judge(Policy.questions(NONE)));
    assertEquals(0, none.policies().questions().length);
  }

  @Test
  void rc_121_there_is_no_way_back_nor_to_a_suite_that_nobody_speaks() {
    isVoid(RosterCheck.POLICY_SUITE, judge(Policy.of(Policies.SUITE, 0)));
    isVoid(RosterCheck.POLICY_SUITE, judge(Policy.of(Policies.SUITE, 1)));
    isVoid(RosterCheck.POLICY_SUITE, judge(Policy.of(Policies.SUITE, 2)));
  }

  @Test
  void rc_122_one_of_three_sets_no_policy_but_timers() {
    group.steward();
    group.steward();
    isVoid(RosterCheck.POLICY_VOICES, judge(Policy.of(Policies.APPROVALS, 2)));
    isVoid(RosterCheck.POLICY_VOICES, judge(Policy.questions(group.key())));
    applied(judge(Policy.timer(group.channel(), 60)));
    isVoid(RosterCheck.SPACE_VOICES, judge(new Space("https://new.example", group.space())));
  }

  @Test
  void rc_123_a_policy_changes_something() {
    for (int policy : new int[] {2, 3, 4, 5, 7, 8}) {
      long same = group.state().policies().value(policy);
      isVoid(RosterCheck.POLICY_SAME, judge(Policy.of(policy, same)));
    }
  }

  @Test
  void rc_124_a_timer_stays_within_what_it_is_locked_to() {
    group.commit(Policy.range(group.channel(), 60, 3600));
    for (int bad : new int[] {0, 59, 3601, 604_800}) {
      isVoid(RosterCheck.TIMER_LOCKED, judge(Policy.timer(group.channel(), bad)));
    }
    for (int good : new int[] {60, 61, 3600}) {
      applied(judge(Policy.timer(group.channel(), good)));
    }
    group.commit(Policy.range(group.channel(), 60, 0));
    applied(judge(Policy.timer(group.channel(), 0)));
    isVoid(RosterCheck.TIMER_LOCKED, judge(Policy.timer(group.channel(), 5)));
    group.commit(Policy.range(group.channel(), 0, 0));
    applied(judge(Policy.timer(group.channel(), 5)));
  }

  @Test
  void a_timer_that_is_outside_becomes_the_nearest_that_is_not() {
    int week = 604_800;
    int[][] cases = {{0, 3600, 3600}, {1_000_000, 0, 1_000_000}, {60, week, week}};
    for (int[] one : cases) {
      RosterState next = applied(judge(Policy.range(group.channel(), one[0], one[1])));
      assertEquals(one[2], timer(next));
      assertEquals(1, next.policies().version());
    }
    group.commit(Policy.timer(group.channel(), 0));
    assertEquals(60, timer(applied(judge(Policy.range(group.channel(), 0, 60)))));
    assertEquals(0, timer(applied(judge(Policy.range(group.channel(), 60, 0)))));
  }

  private int timer(RosterState state) {
    Channel channel = state.channel(group.channel());
    return channel == null ? -1 : channel.timer();
  }

  @Test
  void a_range_has_its_bounds_its_channel_and_its_voices() {
    long fourWeeks = 4 * 604_800;
    byte[] channel = group.channel().bytes();
    for (Policy bad :
        List.of(
            Policy.range(group.channel(), 61, 60),
            Policy.range(group.channel(), 4, 0),
            Policy.range(group.channel(), 0, 4),
            new Policy(10, channel, 0, fourWeeks + 1, NONE),
            new Policy(10, channel, 0, 1L << 32, NONE))) {
      isVoid(RosterCheck.POLICY_VALUE, judge(bad));
    }
    isVoid(RosterCheck.CHANNEL_UNKNOWN, judge(Policy.range(group.logId(), 60, 0)));
    isVoid(RosterCheck.POLICY_SAME, judge(Policy.range(group.channel(), 0, 0)));
    group.steward();
    group.steward();
    isVoid(RosterCheck.POLICY_VOICES, judge(Policy.range(group.channel(), 60, 0)));
  }

  @Test
  void a_timer_leaves_the_version_as_it_is() {
    RosterState next = applied(judge(Policy.timer(group.channel(), 60)));
    assertEquals(0, next.policies().version());
  }

  @Test
  void rc_150_a_group_moves_to_another_origin_with_its_space_id() {
    assertNull(group.state().origin());
    isVoid(RosterCheck.SPACE, judge(new Space("https://new.example", SpaceId.of(new byte[16]))));
    isVoid(RosterCheck.SPACE, judge(new Space("https://new.example/", group.space())));
    isVoid(RosterCheck.SPACE, judge(new Space("ftp://new.example", group.space())));
    group.commit(new Space("https://new.example", group.space()));
    assertEquals("https://new.example", group.state().origin());
    isVoid(RosterCheck.SPACE, judge(new Space("https://new.example", group.space())));
    applied(judge(new Space("https://newer.example", group.space())));
  }
}
