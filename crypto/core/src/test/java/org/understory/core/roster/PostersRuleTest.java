package org.understory.core.roster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.understory.core.roster.Verdicts.applied;
import static org.understory.core.roster.Verdicts.isVoid;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.roster.EntryBody.ChannelEntry;
import org.understory.core.roster.EntryBody.Posters;
import org.understory.wire.id.LogId;

final class PostersRuleTest {
  private static final byte[] NONE = {};

  private final TestGroup group = TestGroup.founded(350);
  private final Roster roster = new Roster(group.sealer());
  private final DeviceKeySet kim = group.joined();
  private final DeviceKeySet bo = group.joined();
  private final LogId news = group.logId();

  private Verdict judge(EntryBody body) {
    return roster.apply(group.state(), new Frankenstein(group).sew(body));
  }

  private ChannelEntry news(byte[] postKey, MemberId... posters) {
    return new ChannelEntry(news, group.key(), 60, postKey, IdList.sorted(List.of(posters)));
  }

  private Posters posters(LogId channel, MemberId... posters) {
    return new Posters(channel, group.key(), IdList.sorted(List.of(posters)));
  }

  @Test
  void in_an_announcement_channel_posters_and_stewards_write() {
    byte[] key = group.key();
    group.commit(news(key, kim.member()));
    Channel channel = group.state().channel(news);
    assertNotNull(channel);
    assertTrue(channel.isAnnouncement());
    assertArrayEquals(key, channel.postKey());
    assertTrue(group.state().mayPost(news, kim.member()));
    assertTrue(group.state().mayPost(news, group.founder().member()));
    assertFalse(group.state().mayPost(news, bo.member()));
    assertFalse(group.state().mayPost(group.logId(), kim.member()));
    assertFalse(group.state().mayPost(news, group.device().member()));
    assertTrue(group.state().mayPost(group.channel(), bo.member()));
    group.commit(posters(news, bo.member()));
    assertTrue(group.state().mayPost(news, bo.member()));
    assertFalse(group.state().mayPost(news, kim.member()));
    Channel after = group.state().channel(news);
    assertNotNull(after);
    assertEquals(channel.timer(), after.timer());
    assertArrayEquals(channel.nameCommitment(), after.nameCommitment());
    group.remove(bo.member());
    assertFalse(group.state().mayPost(news, bo.member()));
  }

  @Test
  void rc_36_posters_are_plain_active_members_of_a_channel_with_a_post_key() {
    isVoid(RosterCheck.POSTERS, judge(news(NONE, kim.member())));
    isVoid(RosterCheck.POSTERS, judge(news(group.key(), group.founder().member())));
    isVoid(RosterCheck.POSTERS, judge(news(group.key(), group.device().member())));
    isVoid(RosterCheck.POSTERS, judge(posters(group.channel(), kim.member())));
    isVoid(RosterCheck.POSTERS, judge(posters(group.logId(), kim.member())));
    group.commit(news(group.key()));
    isVoid(RosterCheck.POSTERS, judge(posters(news, group.founder().member())));
    applied(judge(posters(news)));
    group.remove(kim.member());
    isVoid(RosterCheck.POSTERS, judge(posters(news, kim.member())));
    applied(judge(posters(news, bo.member())));
  }

  @Test
  void rc_37_a_post_key_serves_once() {
    byte[] key = group.key();
    group.commit(news(key));
    isVoid(RosterCheck.POST_KEY_KNOWN, judge(new Posters(news, key, List.of())));
    byte[] owner = group.publish(kim).ownerKey();
    isVoid(RosterCheck.POST_KEY_KNOWN, judge(new Posters(news, owner, List.of())));
    byte[] steward = group.state().create().stewardKey();
    ChannelEntry another = new ChannelEntry(group.logId(), group.key(), 0, steward, List.of());
    isVoid(RosterCheck.POST_KEY_KNOWN, judge(another));
    group.commit(posters(news));
    isVoid(RosterCheck.POST_KEY_KNOWN, judge(new Posters(news, key, List.of())));
  }

  @Test
  void posters_have_one_order() {
    List<MemberId> falling = IdList.sorted(List.of(kim.member(), bo.member())).reversed();
    assertThrows(
        IllegalArgumentException.class,
        () -> BodyCodec.encode(new Posters(news, group.key(), falling)));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            BodyCodec.encode(new Posters(news, group.key(), List.of(kim.member(), kim.member()))));
  }
}
