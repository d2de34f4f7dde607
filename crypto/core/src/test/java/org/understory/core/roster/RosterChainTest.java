package org.understory.core.roster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.understory.core.roster.Verdicts.applied;
import static org.understory.core.roster.Verdicts.isVoid;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.roster.EntryBody.ChannelEntry;

/** Where an entry stands in the chain, and who made it: what holds for every kind. */
final class RosterChainTest {
  private final TestGroup group = TestGroup.founded(10);
  private final Roster roster = new Roster(group.sealer());

  private ChannelEntry channel() {
    return Bodies.channel(group.logId(), group.key(), 0);
  }

  private Verdict judge(SignedEntry entry) {
    return roster.apply(group.state(), entry);
  }

  @Test
  void an_entry_of_the_founder_at_the_head_applies_and_becomes_the_head() {
    SignedEntry entry = new Frankenstein(group).sew(channel());
    RosterState next = applied(judge(entry));
    assertEquals(group.state().seq() + 1, next.seq());
    assertArrayEquals(entry.hash(group.sealer()), next.head());
    assertEquals(group.now(), next.time());
  }

  @Test
  void the_verdict_names_the_hash_of_the_signed_entry() {
    SignedEntry entry = new Frankenstein(group).sew(channel());
    Verdict.Applied verdict = (Verdict.Applied) judge(entry);
    assertArrayEquals(group.sealer().hash("entry", entry.bytes()), verdict.hash());
  }

  @Test
  void bytes_and_decoded_entry_get_the_same_verdict() {
    SignedEntry entry = new Frankenstein(group).sew(channel());
    assertArrayEquals(
        applied(judge(entry)).head(), applied(roster.apply(group.state(), entry.bytes())).head());
  }

  @Test
  void bytes_that_are_no_signed_entry_are_void() {
    isVoid(RosterCheck.MALFORMED, roster.apply(group.state(), new byte[] {1, 2, 3}));
    isVoid(RosterCheck.MALFORMED, roster.apply(RosterState.EMPTY, new byte[0]));
  }

  @Test
  void applying_changes_nothing_of_the_state_before() {
    byte[] head = group.state().head();
    int channels = group.state().channels().size();
    applied(judge(new Frankenstein(group).sew(channel())));
    assertArrayEquals(head, group.state().head());
    assertEquals(channels, group.state().channels().size());
  }

  @Test
  void an_entry_of_another_group_is_void() {
    Frankenstein monster = new Frankenstein(group);
    monster.group = GroupId.of(new byte[32]);
    isVoid(RosterCheck.OTHER_GROUP, judge(monster.sew(channel())));
    monster.group = null;
    isVoid(RosterCheck.OTHER_GROUP, judge(monster.sew(channel())));
  }

  @Test
  void an_entry_applies_once_and_its_replay_is_void() {
    SignedEntry entry = new Frankenstein(group).sew(channel());
    RosterState next = applied(judge(entry));
    isVoid(RosterCheck.SEQ, roster.apply(next, entry));
  }

  @Test
  void a_number_that_skips_or_repeats_is_void() {
    Frankenstein monster = new Frankenstein(group);
    monster.seq++;
    isVoid(RosterCheck.SEQ, judge(monster.sew(channel())));
    monster.seq -= 2;
    isVoid(RosterCheck.SEQ, judge(monster.sew(channel())));
  }

  @Test
  void an_entry_on_top_of_another_head_is_void() {
    Frankenstein monster = new Frankenstein(group);
    monster.prevHash = group.entries().get(0).hash(group.sealer());
    isVoid(RosterCheck.PREV_HASH, judge(monster.sew(channel())));
    monster.prevHash = new byte[0];
    isVoid(RosterCheck.PREV_HASH, judge(monster.sew(channel())));
  }

  @Test
  void time_may_stand_still_and_may_not_go_back() {
    Frankenstein monster = new Frankenstein(group);
    monster.time = group.state().time();
    applied(judge(monster.sew(channel())));
    monster.time = group.state().time() - 1;
    isVoid(RosterCheck.TIME, judge(monster.sew(channel())));
  }

  @Test
  void an_entry_with_an_approval_that_is_none_is_void() {
    Frankenstein monster = new Frankenstein(group);
    monster.approvals = List.of(new byte[] {1});
    isVoid(RosterCheck.APPROVAL_FORGED, judge(monster.sew(channel())));
  }

  @Test
  void a_stranger_s_entry_is_void() {
    isVoid(
        RosterCheck.ACTOR_UNKNOWN,
        judge(new Frankenstein(group).as(group.device()).sew(channel())));
  }

  @Test
  void a_plain_member_s_entry_is_void() {
    DeviceKeySet member = group.joined();
    isVoid(RosterCheck.ACTOR_NOT_STEWARD, judge(new Frankenstein(group).as(member).sew(channel())));
  }

  @Test
  void an_entry_by_a_steward_s_other_device_is_void() {
    DeviceKeySet other = group.linked(group.founder());
    isVoid(RosterCheck.ACTOR_NOT_STEWARD, judge(new Frankenstein(group).as(other).sew(channel())));
  }

  @Test
  void a_removed_member_s_entry_is_void() {
    DeviceKeySet member = group.joined();
    group.remove(member.member());
    isVoid(RosterCheck.ACTOR_UNKNOWN, judge(new Frankenstein(group).as(member).sew(channel())));
  }

  @Test
  void an_entry_forged_in_the_founder_s_name_is_void() {
    Frankenstein monster = new Frankenstein(group);
    monster.signingSeed = group.key();
    isVoid(RosterCheck.SIGNATURE, judge(monster.sew(channel())));
  }

  @Test
  void a_signature_of_another_entry_is_void() {
    SignedEntry one = new Frankenstein(group).sew(channel());
    SignedEntry other = new Frankenstein(group).sew(channel());
    isVoid(RosterCheck.SIGNATURE, judge(Frankenstein.resigned(one, other.signature())));
  }

  @Test
  void a_signature_with_any_bit_changed_is_void() {
    SignedEntry entry = new Frankenstein(group).sew(channel());
    for (int i = 0; i < 64; i++) {
      byte[] changed = entry.signature();
      changed[i] ^= 1;
      isVoid(RosterCheck.SIGNATURE, judge(Frankenstein.resigned(entry, changed)));
    }
  }

  @Test
  void the_founder_s_signature_over_another_type_of_statement_is_void() {
    SignedEntry entry = new Frankenstein(group).sew(channel());
    byte[] foreign =
        group.sealer().sign(group.founder().signingSeed(), "proposal", entry.entryBytes());
    isVoid(RosterCheck.SIGNATURE, judge(Frankenstein.resigned(entry, foreign)));
  }

  @Test
  void an_author_refuses_to_sign_what_would_be_void_and_goes_on() {
    RosterAuthor author = group.author();
    BrokenRuleException refused =
        assertThrows(
            BrokenRuleException.class, () -> author.append(Bodies.timer(group.logId(), 0)));
    assertEquals(RosterCheck.CHANNEL_UNKNOWN, refused.check());
    assertTrue(author.entries().isEmpty());
    author.append(Bodies.timer(group.channel(), 0));
    assertEquals(1, author.entries().size());
  }

  @Test
  void an_author_whose_clock_is_behind_signs_with_the_time_of_the_head() {
    RosterAuthor author =
        new RosterAuthor(group.sealer(), group.state(), group.founder(), group.now() - 5);
    author.append(Bodies.timer(group.channel(), 0));
    assertEquals(group.state().time(), author.state().time());
  }

  @Test
  void an_applied_state_has_an_author_s_entries_and_no_others() {
    assertEquals(group.state().seq(), group.replay(group.entries()).seq());
    assertArrayEquals(group.state().head(), group.replay(group.entries()).head());
    assertFalse(group.state().isEmpty());
  }
}
