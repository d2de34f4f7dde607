package org.understory.core.roster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.understory.core.roster.Verdicts.applied;
import static org.understory.core.roster.Verdicts.isVoid;

import org.junit.jupiter.api.Test;
import org.understory.core.roster.EntryBody.Policy;
import org.understory.wire.id.LogId;

final class ChannelRuleTest {
  private static final int FOUR_WEEKS = 2_419_200;

  private final TestGroup group = TestGroup.founded(60);
  private final Roster roster = new Roster(group.sealer());

  private Verdict judge(EntryBody body) {
    return roster.apply(group.state(), new Frankenstein(group).sew(body));
  }

  private Verdict channel(LogId id, int timer) {
    return judge(Bodies.channel(id, group.key(), timer));
  }

  @Test
  void a_channel_has_the_timer_and_the_name_of_its_entry() {
    LogId id = group.logId();
    byte[] name = group.key();
    RosterState next = applied(judge(Bodies.channel(id, name, 60)));
    Channel channel = next.channel(id);
    assertNotNull(channel);
    assertEquals(60, channel.timer());
    assertArrayEquals(name, channel.nameCommitment());
    assertEquals(next.seq(), channel.createdSeq());
    assertEquals(group.now(), channel.createdTime());
    assertEquals(EpochDue.NONE, next.epochDue());
  }

  @Test
  void a_channel_that_exists_is_void() {
    isVoid(RosterCheck.CHANNEL_KNOWN, channel(group.channel(), 0));
  }

  @Test
  void the_logs_that_every_space_has_are_no_channels() {
    isVoid(RosterCheck.CHANNEL_RESERVED, channel(LogId.ROSTER, 0));
    isVoid(RosterCheck.CHANNEL_RESERVED, channel(LogId.KNOCK, 0));
    isVoid(RosterCheck.CHANNEL_RESERVED, channel(LogId.PROPOSALS, 0));
  }

  @Test
  void a_group_has_two_hundred_channels_and_no_more() {
    RosterAuthor author = group.author();
    Commitment name = new Commitment(NameKind.CHANNEL, group.key());
    while (author.state().channels().size() < 200) {
      author.append(Bodies.channel(group.logId(), name.value(), 0));
    }
    group.take(author);
    isVoid(RosterCheck.CHANNELS_FULL, channel(group.logId(), 0));
  }

  @Test
  void a_timer_is_off_or_between_five_seconds_and_four_weeks() {
    for (int good : new int[] {0, 5, 604_800, FOUR_WEEKS}) {
      applied(channel(group.logId(), good));
      applied(judge(Bodies.timer(group.channel(), good)));
    }
    for (int bad : new int[] {1, 4, FOUR_WEEKS + 1, Integer.MAX_VALUE}) {
      isVoid(RosterCheck.TIMER, channel(group.logId(), bad));
      isVoid(RosterCheck.TIMER, judge(Bodies.timer(group.channel(), bad)));
    }
  }

  @Test
  void a_policy_changes_the_timer_and_nothing_else() {
    Channel before = group.state().channels().get(group.channel());
    RosterState next = applied(judge(Bodies.timer(group.channel(), 5)));
    Channel after = next.channel(group.channel());
    assertNotNull(before);
    assertNotNull(after);
    assertEquals(5, after.timer());
    assertArrayEquals(before.nameCommitment(), after.nameCommitment());
    assertEquals(before.createdSeq(), after.createdSeq());
    assertEquals(before.createdTime(), after.createdTime());
    assertEquals(604_800, before.timer());
    assertEquals(EpochDue.NONE, next.epochDue());
  }

  @Test
  void a_policy_without_a_rule_or_a_channel_is_void() {
    isVoid(
        RosterCheck.POLICY_UNKNOWN,
        judge(new Policy(0, group.channel().bytes(), 5, 0, new byte[0])));
    isVoid(
        RosterCheck.POLICY_UNKNOWN,
        judge(new Policy(2, group.channel().bytes(), 5, 0, new byte[0])));
    isVoid(RosterCheck.CHANNEL_UNKNOWN, judge(Bodies.timer(group.logId(), 5)));
  }
}
