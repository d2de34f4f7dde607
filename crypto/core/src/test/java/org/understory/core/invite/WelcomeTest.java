package org.understory.core.invite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.invite.WelcomeCheck.Outcome;
import org.understory.core.invite.WelcomeCheck.Refusal;
import org.understory.core.lease.Lease;
import org.understory.core.roster.Bodies;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeySet;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.core.roster.EpochCheck;
import org.understory.core.roster.GroupId;
import org.understory.core.roster.NameKind;
import org.understory.core.roster.Opening;
import org.understory.core.roster.RosterAuthor;
import org.understory.core.roster.RosterKeys;
import org.understory.core.roster.RosterSeal;
import org.understory.core.roster.SignedEntry;
import org.understory.core.roster.TestGroup;
import org.understory.core.seal.EpochSecret;
import org.understory.wire.SealedEntry;
import org.understory.wire.id.SpaceId;

final class WelcomeTest {
  private final TestGroup group = TestGroup.founded(230);
  private final RosterKeys rosterKeys = RosterKeys.of(1, group.key());
  private final List<Opening> openings =
      List.of(group.name(NameKind.GROUP, "The Group"), group.name(NameKind.MEMBER, "Ada"));
  private final TestInvite invite = new TestInvite(group);
  private final JoinRequest request = invite.request();
  private final byte[] requestHash = invite.approved(request);
  private final WelcomeSeal seal = new WelcomeSeal(group.sealer(), group.space());

  private WelcomeParts parts() {
    return parts(group.state().seq(), group.state().head(), group.founder().device(), rosterKeys);
  }

  private WelcomeParts parts(long seq, byte[] head, DeviceId sender, RosterKeys keys) {
    return new WelcomeParts(
        keys.newestGeneration(),
        keys.newestKey(),
        seq,
        head,
        sender,
        openings,
        new byte[] {4, 5, 6},
        List.of(new byte[] {7}));
  }

  private List<SealedEntry> log(List<SignedEntry> entries) {
    RosterSeal rosterSeal = new RosterSeal(group.sealer(), group.space());
    List<SealedEntry> log = new ArrayList<>();
    for (SignedEntry entry : entries) {
      log.add(rosterSeal.seal(rosterKeys, 1, entry, false));
    }
    return log;
  }

  private Outcome judge(WelcomeParts parts, List<SealedEntry> log) {
    return check(invite.link).check(group.space(), parts, log);
  }

  private WelcomeCheck check(InviteLink link) {
    return new WelcomeCheck(
        group.sealer(),
        WelcomeCheck.invited(group.sealer(), link, request.device(), requestHash, null));
  }

  private static void isRefused(Refusal refusal, Outcome outcome) {
    assertEquals(new Outcome.Refused(refusal), outcome);
  }

  @Test
  void the_newcomer_alone_opens_its_welcome() {
    byte[] packet =
        seal.seal(invite.keys.welcomeKey(requestHash), request.device(), requestHash, parts());
    WelcomeParts opened =
        seal.open(invite.keys.welcomeKey(requestHash), invite.joiner, requestHash, packet);
    assertNotNull(opened);
    assertEquals(1, opened.rosterKeyGeneration());
    assertArrayEquals(rosterKeys.newestKey(), opened.rosterKey());
    assertEquals(group.state().seq(), opened.headSeq());
    assertArrayEquals(group.state().head(), opened.head());
    assertEquals(group.founder().device(), opened.sender());
    assertEquals("The Group", opened.openings().getFirst().value());
    assertArrayEquals(new byte[] {4, 5, 6}, opened.message());
    assertNull(seal.open(invite.keys.welcomeKey(requestHash), group.device(), requestHash, packet));
  }

  @Test
  void a_welcome_without_the_link_for_another_request_or_place_does_not_open() {
    byte[] packet =
        seal.seal(invite.keys.welcomeKey(requestHash), request.device(), requestHash, parts());
    InviteKeys stranger = InviteKeys.fresh(group.sealer());
    assertNull(seal.open(stranger.welcomeKey(requestHash), invite.joiner, requestHash, packet));
    assertNull(seal.open(invite.keys.welcomeKey(requestHash), invite.joiner, group.key(), packet));
    WelcomeSeal elsewhere =
        new WelcomeSeal(group.sealer(), SpaceId.of(group.randomness().bytes(16)));
    assertNull(
        elsewhere.open(invite.keys.welcomeKey(requestHash), invite.joiner, requestHash, packet));
    byte[] forged =
        seal.seal(stranger.welcomeKey(requestHash), request.device(), requestHash, parts());
    assertNull(seal.open(invite.keys.welcomeKey(requestHash), invite.joiner, requestHash, forged));
    packet[100] ^= 1;
    assertNull(seal.open(invite.keys.welcomeKey(requestHash), invite.joiner, requestHash, packet));
  }

  @Test
  void a_welcome_moved_to_another_mailbox_of_the_same_device_does_not_open() {
    byte[] packet =
        seal.seal(invite.keys.welcomeKey(requestHash), request.device(), requestHash, parts());
    DeviceKeySet joiner = invite.joiner;
    DeviceKeySet moved =
        new DeviceKeySet(
            joiner.member(),
            joiner.device(),
            group.device().mailbox(),
            joiner.identity(),
            joiner.signingSeed(),
            joiner.sealingPrivate(),
            joiner.ownerSeed());
    assertNull(seal.open(invite.keys.welcomeKey(requestHash), moved, requestHash, packet));
  }

  @Test
  void the_names_of_a_thousand_people_fit_into_a_welcome() {
    List<Opening> thousand =
        Collections.nCopies(1002, group.name(NameKind.MEMBER, "fifteen letters"));
    List<byte[]> leases = List.of(new byte[Lease.MAX_SIGNED]);
    assertEquals(thousand, WelcomeParts.fitting(thousand, new byte[3800], leases));
  }

  @Test
  void what_is_left_out_of_a_welcome_makes_room_for_the_rest() {
    for (int length : new int[] {1, 20, 80, 81, 85, 500}) {
      List<Opening> many =
          Collections.nCopies(2000, group.name(NameKind.MEMBER, "x".repeat(length)));
      List<byte[]> leases = Collections.nCopies(32, new byte[Lease.MAX_SIGNED]);
      byte[] message = new byte[16_384];
      List<Opening> fitting = WelcomeParts.fitting(many, message, leases);
      byte[] packet =
          seal.seal(
              invite.keys.welcomeKey(requestHash),
              request.device(),
              requestHash,
              new WelcomeParts(
                  Integer.MAX_VALUE,
                  rosterKeys.newestKey(),
                  Long.MAX_VALUE,
                  group.key(),
                  group.founder().device(),
                  fitting,
                  message,
                  leases));
      assertTrue(packet.length > 56 * 1024 && fitting.size() < many.size(), "length " + length);
    }
  }

  @Test
  void a_welcome_too_long_for_an_epoch_packet_is_not_sealed() {
    List<Opening> many =
        Collections.nCopies(2000, group.name(NameKind.MEMBER, "a name of some length"));
    WelcomeParts parts =
        new WelcomeParts(
            1,
            rosterKeys.newestKey(),
            1,
            group.key(),
            group.founder().device(),
            many,
            new byte[] {1},
            List.of());
    assertThrows(
        IllegalArgumentException.class,
        () -> seal.seal(invite.keys.welcomeKey(requestHash), request.device(), requestHash, parts));
    WelcomeParts thousand =
        new WelcomeParts(
            1,
            rosterKeys.newestKey(),
            1,
            group.key(),
            group.founder().device(),
            many.subList(0, 900),
            new byte[2500],
            List.of());
    assertTrue(
        seal.seal(invite.keys.welcomeKey(requestHash), request.device(), requestHash, thousand)
                .length
            <= 65_536);
  }

  @Test
  void the_roster_of_the_link_is_accepted_at_the_head_that_is_named() {
    List<SealedEntry> log = log(group.entries());
    Outcome.Accepted accepted = assertInstanceOf(Outcome.Accepted.class, judge(parts(), log));
    assertArrayEquals(group.state().head(), accepted.state().head());
    assertEquals(group.entries().size(), accepted.applied().size());
    assertEquals(log.size(), accepted.read());
    assertEquals(1, accepted.keys().newestGeneration());
  }

  @Test
  void what_follows_the_head_is_left_for_later() {
    WelcomeParts parts = parts();
    group.invited();
    Outcome.Accepted accepted =
        assertInstanceOf(Outcome.Accepted.class, judge(parts, log(group.entries())));
    assertEquals(parts.headSeq(), accepted.state().seq());
    assertEquals(group.entries().size() - 1, accepted.read());
  }

  @Test
  void void_and_unreadable_entries_take_a_place_and_change_nothing() {
    List<SignedEntry> entries = new ArrayList<>(group.entries());
    entries.add(2, entries.get(1));
    List<SealedEntry> log = log(entries);
    log.add(1, new SealedEntry(1, 1, new byte[32], new byte[528], new byte[0]));
    Outcome.Accepted accepted = assertInstanceOf(Outcome.Accepted.class, judge(parts(), log));
    assertEquals(group.entries().size(), accepted.applied().size());
    assertEquals(group.entries().size() + 2, accepted.read());
  }

  @Test
  void a_log_that_is_cut_short_or_out_of_order_does_not_reach_the_head() {
    List<SealedEntry> log = log(group.entries());
    isRefused(Refusal.HEAD_NOT_REACHED, judge(parts(), log.subList(0, log.size() - 1)));
    isRefused(Refusal.HEAD_NOT_REACHED, judge(parts(), List.of()));
    Collections.swap(log, 1, 2);
    isRefused(Refusal.HEAD_NOT_REACHED, judge(parts(), log));
  }

  @Test
  void another_roster_key_opens_nothing() {
    WelcomeParts parts =
        parts(
            group.state().seq(),
            group.state().head(),
            group.founder().device(),
            RosterKeys.of(1, group.key()));
    isRefused(Refusal.HEAD_NOT_REACHED, judge(parts, log(group.entries())));
  }

  @Test
  void another_head_is_refused() {
    WelcomeParts parts =
        parts(group.state().seq(), group.key(), group.founder().device(), rosterKeys);
    isRefused(Refusal.OTHER_HEAD, judge(parts, log(group.entries())));
  }

  @Test
  void another_group_s_roster_is_refused() {
    InviteLink other =
        new InviteLink(
            invite.link.origin(),
            invite.link.secret(),
            GroupId.of(group.key()),
            invite.link.inviteEntry(),
            invite.link.inviteSeq(),
            invite.link.requestKeyHash());
    isRefused(
        Refusal.HEAD_NOT_REACHED, check(other).check(group.space(), parts(), log(group.entries())));
  }

  @Test
  void a_roster_found_in_another_space_is_refused() {
    SpaceId other = SpaceId.of(group.randomness().bytes(16));
    RosterSeal rosterSeal = new RosterSeal(group.sealer(), other);
    List<SealedEntry> log = new ArrayList<>();
    for (SignedEntry entry : group.entries()) {
      log.add(rosterSeal.seal(rosterKeys, 1, entry, false));
    }
    isRefused(Refusal.OTHER_SPACE, check(invite.link).check(other, parts(), log));
  }

  @Test
  void a_branch_from_before_the_invite_is_refused() {
    InviteLink otherPlace =
        new InviteLink(
            invite.link.origin(),
            invite.link.secret(),
            invite.link.group(),
            invite.link.inviteEntry(),
            invite.link.inviteSeq() - 1,
            invite.link.requestKeyHash());
    isRefused(
        Refusal.OTHER_INVITE,
        check(otherPlace).check(group.space(), parts(), log(group.entries())));
    InviteLink otherEntry =
        new InviteLink(
            invite.link.origin(),
            invite.link.secret(),
            invite.link.group(),
            group.key(),
            invite.link.inviteSeq(),
            invite.link.requestKeyHash());
    isRefused(
        Refusal.OTHER_INVITE,
        check(otherEntry).check(group.space(), parts(), log(group.entries())));
    InviteLink beyond =
        new InviteLink(
            invite.link.origin(),
            invite.link.secret(),
            invite.link.group(),
            invite.link.inviteEntry(),
            1000,
            invite.link.requestKeyHash());
    isRefused(
        Refusal.OTHER_INVITE, check(beyond).check(group.space(), parts(), log(group.entries())));
  }

  @Test
  void a_head_before_the_own_add_is_refused() {
    SignedEntry inviteEntry = group.entries().get((int) invite.link.inviteSeq());
    WelcomeParts early =
        parts(
            invite.link.inviteSeq(),
            inviteEntry.hash(group.sealer()),
            group.founder().device(),
            rosterKeys);
    isRefused(Refusal.NOT_ADDED, judge(early, log(group.entries())));
  }

  @Test
  void an_add_of_other_keys_or_another_request_is_refused() {
    WelcomeCheck otherRequest =
        new WelcomeCheck(
            group.sealer(),
            WelcomeCheck.invited(group.sealer(), invite.link, request.device(), group.key(), null));
    isRefused(Refusal.NOT_ADDED, otherRequest.check(group.space(), parts(), log(group.entries())));
    WelcomeCheck otherKeys =
        new WelcomeCheck(
            group.sealer(),
            WelcomeCheck.invited(
                group.sealer(), invite.link, group.publish(group.device()), requestHash, null));
    isRefused(Refusal.NOT_ADDED, otherKeys.check(group.space(), parts(), log(group.entries())));
  }

  @Test
  void a_sender_who_is_no_steward_is_refused() {
    for (DeviceId sender : List.of(invite.joiner.device(), group.device().device())) {
      WelcomeParts parts = parts(group.state().seq(), group.state().head(), sender, rosterKeys);
      isRefused(Refusal.SENDER_NOT_STEWARD, judge(parts, log(group.entries())));
    }
  }

  @Test
  void a_head_whose_epoch_is_open_is_refused() {
    List<SignedEntry> entries = group.entries().subList(0, group.entries().size() - 1);
    SignedEntry last = entries.getLast();
    WelcomeParts parts =
        parts(last.entry().seq(), last.hash(group.sealer()), group.founder().device(), rosterKeys);
    isRefused(Refusal.EPOCH, judge(parts, log(entries)));
  }

  @Test
  void a_roster_key_of_another_generation_than_the_epoch_names_is_refused() {
    RosterKeys later = rosterKeys.with(2, group.key());
    WelcomeParts parts =
        parts(group.state().seq(), group.state().head(), group.founder().device(), later);
    List<SealedEntry> log = log(group.entries());
    log.add(
        new RosterSeal(group.sealer(), group.space())
            .seal(later, 2, group.entries().getLast(), true));
    isRefused(Refusal.EPOCH, judge(parts, log));
  }

  @Test
  void after_a_removal_the_new_key_opens_the_whole_roster() {
    DeviceKeySet gone = group.joined();
    RosterAuthor author = group.author();
    author.append(Bodies.remove(gone.member()));
    author.epoch(EpochSecret.fresh(group.randomness(), 2));
    group.take(author);
    RosterKeys later = rosterKeys.with(2, group.key());
    List<SealedEntry> log = log(group.entries().subList(0, group.entries().size() - 1));
    log.add(
        new RosterSeal(group.sealer(), group.space())
            .seal(later, 2, group.entries().getLast(), true));
    WelcomeParts parts =
        parts(
            group.state().seq(),
            group.state().head(),
            group.founder().device(),
            RosterKeys.of(2, later.newestKey()));
    Outcome.Accepted accepted = assertInstanceOf(Outcome.Accepted.class, judge(parts, log));
    assertEquals(1, accepted.keys().oldestGeneration());
  }

  @Test
  void the_secret_that_is_welcomed_with_matches_its_epoch_entry_and_opens_nothing_earlier() {
    EpochEntry epoch = group.state().epoch();
    assertNotNull(epoch);
    assertTrue(EpochCheck.matches(group.sealer(), group.space(), epoch, group.epoch()));
    TestGroup before = TestGroup.founded(230);
    byte[] sealed =
        group
            .sealer()
            .seal(
                before.epoch().channelKey(group.sealer(), before.channel()),
                "envelope",
                new byte[] {1});
    assertNull(
        group
            .sealer()
            .open(group.epoch().channelKey(group.sealer(), before.channel()), "envelope", sealed));
    assertEquals(before.channel(), group.channel());
  }

  @Test
  void text_forms_show_nothing_of_the_welcome() {
    assertEquals("WelcomeParts[secret]", parts().toString());
    Outcome accepted = judge(parts(), log(group.entries()));
    assertEquals("Accepted[" + group.entries().size() + "]", accepted.toString());
    assertTrue(Arrays.stream(Refusal.values()).allMatch(r -> r.number() > 0));
  }
}
