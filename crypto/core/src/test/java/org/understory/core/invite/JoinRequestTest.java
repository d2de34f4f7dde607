package org.understory.core.invite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.invite.JoinRequestCheck.Outcome;
import org.understory.core.roster.BrokenRuleException;
import org.understory.core.roster.DeviceKeySet;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.GroupId;
import org.understory.core.roster.Member;
import org.understory.core.roster.RosterAuthor;
import org.understory.core.roster.RosterCheck;
import org.understory.core.roster.TestGroup;
import org.understory.wire.Padding;
import org.understory.wire.id.InviteId;

final class JoinRequestTest {
  private final TestGroup group = TestGroup.founded(210);
  private final TestInvite invite = new TestInvite(group);
  private final JoinRequest request = invite.request();
  private final SealedJoinRequest sealed = invite.sealed(request);

  private static void isRefused(RequestCheck check, Outcome outcome) {
    assertEquals(new Outcome.Refused(check), outcome);
  }

  /** Judged as if the joiner had sealed and signed this. */
  private Outcome judge(JoinRequest changed) {
    return invite.judge(invite.sealed(changed));
  }

  private JoinRequest bound(JoinRequest changed) {
    return changed.withMac(changed.expectedMac(group.sealer(), invite.keys));
  }

  @Test
  void a_request_made_with_the_link_holds_and_its_add_repeats_the_very_keys() {
    Outcome.Verified outcome = assertInstanceOf(Outcome.Verified.class, invite.judge(sealed));
    VerifiedJoinRequest verified = outcome.request();
    EntryBody.Add add = verified.add(group.sealer());
    assertTrue(add.device().sameAs(request.device()));
    assertArrayEquals(invite.link.inviteEntry(), add.inviteEntry());
    assertArrayEquals(request.hash(group.sealer()), add.requestHash());
    assertArrayEquals(verified.hash(), add.requestHash());
    assertArrayEquals(request.opening().commitment(group.sealer()).value(), add.nameCommitment());
    assertEquals("Bo", verified.request().name());
    assertEquals("we met in May", verified.request().answer());
    assertEquals(invite.keys.inviteId(), verified.invite().body().invite());
    group.add(add);
    Member member = group.state().memberOf(invite.joiner.device());
    assertNotNull(member);
  }

  @Test
  void changing_any_field_of_a_request_makes_it_refused() {
    for (JoinRequest changed : eachFieldChanged()) {
      isRefused(RequestCheck.MAC, invite.judge(inPlace(Padding.pad(changed.encode()))));
    }
  }

  /** Sealed and signed as the request was, whatever it says of itself. */
  private SealedJoinRequest inPlace(byte[] padded) {
    byte[] bytes =
        group
            .sealer()
            .hpkeSeal(
                invite.requestKey,
                "join-request-seal",
                padded,
                invite.keys.inviteId().bytes(),
                sealed.mailbox().bytes());
    return new SealedJoinRequest(
        sealed.mailbox(),
        sealed.ownerKey(),
        bytes,
        invite.keys.signDrop(sealed.mailbox(), sealed.ownerKey(), bytes));
  }

  /** Every field once with another value, the MAC as it was. */
  private List<JoinRequest> eachFieldChanged() {
    DeviceKeySet other = group.device();
    List<JoinRequest> changed = new ArrayList<>();
    changed.add(with(GroupId.of(group.key()), request.inviteEntry(), request.invite(), 0));
    changed.add(with(request.group(), group.key(), request.invite(), 0));
    changed.add(with(request.group(), request.inviteEntry(), InviteId.of(new byte[16]), 0));
    changed.add(with(request.group(), request.inviteEntry(), request.invite(), 1));
    for (DeviceKeys device : eachKeyChanged(request.device(), group.publish(other))) {
      changed.add(with(device, request.nameSalt(), request.name(), request.answer()));
    }
    changed.add(with(request.device(), group.key(), request.name(), request.answer()));
    changed.add(with(request.device(), request.nameSalt(), "Bob", request.answer()));
    changed.add(with(request.device(), request.nameSalt(), request.name(), ""));
    changed.add(with(flipped(request.preKeyBase()), request.oneTime(), request.mac()));
    changed.add(with(request.preKeyBase(), flipped(request.oneTime()), request.mac()));
    changed.add(with(request.preKeyBase(), request.oneTime(), flipped(request.mac())));
    changed.add(with(List.of("in May", "no"), request.recoveryKey(), request.vouchers()));
    changed.add(with(List.of("in May"), request.recoveryKey(), request.vouchers()));
    changed.add(with(List.of("yes", "in May"), request.recoveryKey(), request.vouchers()));
    changed.add(with(request.answers(), new byte[0], request.vouchers()));
    changed.add(with(request.answers(), flipped(request.recoveryKey()), request.vouchers()));
    changed.add(with(request.answers(), request.recoveryKey(), "Cleo"));
    return changed;
  }

  private static byte[] flipped(byte[] bytes) {
    byte[] changed = bytes.clone();
    changed[changed.length - 1] ^= 1;
    return changed;
  }

  private static List<DeviceKeys> eachKeyChanged(DeviceKeys a, DeviceKeys b) {
    return List.of(
        keys(a, b, a, a, a, a, a, a, a),
        keys(a, a, b, a, a, a, a, a, a),
        keys(a, a, a, b, a, a, a, a, a),
        keys(a, a, a, a, b, a, a, a, a),
        keys(a, a, a, a, a, b, a, a, a),
        keys(a, a, a, a, a, a, b, a, a),
        keys(a, a, a, a, a, a, a, b, a),
        keys(a, a, a, a, a, a, a, a, b));
  }

  private static DeviceKeys keys(DeviceKeys... of) {
    return new DeviceKeys(
        of[1].member(),
        of[2].device(),
        of[3].identityKey(),
        of[4].signingKey(),
        of[5].sealingKey(),
        of[6].ownerKey(),
        of[7].mailbox(),
        of[8].proof());
  }

  private JoinRequest with(GroupId id, byte[] entry, InviteId inviteId, long later) {
    return new JoinRequest(
        id,
        entry,
        inviteId,
        request.expiry() + later,
        request.device(),
        request.nameSalt(),
        request.name(),
        request.answer(),
        request.preKeyBase(),
        request.oneTime(),
        request.answers(),
        request.recoveryKey(),
        request.vouchers(),
        request.mac());
  }

  private JoinRequest with(DeviceKeys device, byte[] salt, String name, String answer) {
    return new JoinRequest(
        request.group(),
        request.inviteEntry(),
        request.invite(),
        request.expiry(),
        device,
        salt,
        name,
        answer,
        request.preKeyBase(),
        request.oneTime(),
        request.answers(),
        request.recoveryKey(),
        request.vouchers(),
        request.mac());
  }

  private JoinRequest with(byte[] base, byte[] oneTime, byte[] mac) {
    return new JoinRequest(
        request.group(),
        request.inviteEntry(),
        request.invite(),
        request.expiry(),
        request.device(),
        request.nameSalt(),
        request.name(),
        request.answer(),
        base,
        oneTime,
        request.answers(),
        request.recoveryKey(),
        request.vouchers(),
        mac);
  }

  private JoinRequest with(List<String> answers, byte[] recoveryKey, String vouchers) {
    return new JoinRequest(
        request.group(),
        request.inviteEntry(),
        request.invite(),
        request.expiry(),
        request.device(),
        request.nameSalt(),
        request.name(),
        request.answer(),
        request.preKeyBase(),
        request.oneTime(),
        answers,
        recoveryKey,
        vouchers,
        request.mac());
  }

  @Test
  void a_key_swapped_by_somebody_without_the_link_is_refused() {
    DeviceKeys attacker = group.publish(group.device());
    JoinRequest swapped = with(attacker, request.nameSalt(), "Bo", request.answer());
    isRefused(RequestCheck.MAC, judge(swapped));
    InviteKeys other = InviteKeys.fresh(group.sealer());
    isRefused(RequestCheck.MAC, judge(swapped.withMac(swapped.expectedMac(group.sealer(), other))));
  }

  @Test
  void a_request_not_signed_by_the_drop_key_is_refused() {
    InviteKeys other = InviteKeys.fresh(group.sealer());
    SealedJoinRequest foreign =
        new SealedJoinRequest(
            sealed.mailbox(),
            sealed.ownerKey(),
            sealed.sealed(),
            other.signDrop(sealed.mailbox(), sealed.ownerKey(), sealed.sealed()));
    isRefused(RequestCheck.DROP_SIGNATURE, invite.judge(foreign));
    SealedJoinRequest moved =
        new SealedJoinRequest(
            group.device().mailbox(), sealed.ownerKey(), sealed.sealed(), sealed.signature());
    isRefused(RequestCheck.DROP_SIGNATURE, invite.judge(moved));
    SealedJoinRequest owned =
        new SealedJoinRequest(sealed.mailbox(), group.key(), sealed.sealed(), sealed.signature());
    isRefused(RequestCheck.DROP_SIGNATURE, invite.judge(owned));
    SealedJoinRequest changed =
        new SealedJoinRequest(
            sealed.mailbox(), sealed.ownerKey(), flipped(sealed.sealed()), sealed.signature());
    isRefused(RequestCheck.DROP_SIGNATURE, invite.judge(changed));
  }

  @Test
  void a_request_sealed_to_another_key_or_changed_in_its_seal_is_refused() {
    byte[] otherKey = group.sealer().primitives().x25519().publicKey(group.key());
    isRefused(
        RequestCheck.SEAL,
        invite.judge(new JoinRequestSeal(group.sealer()).seal(invite.keys, otherKey, request)));
    byte[] changed = flipped(sealed.sealed());
    isRefused(
        RequestCheck.SEAL,
        invite.judge(
            new SealedJoinRequest(
                sealed.mailbox(),
                sealed.ownerKey(),
                changed,
                invite.keys.signDrop(sealed.mailbox(), sealed.ownerKey(), changed))));
  }

  @Test
  void a_request_moved_to_another_mailbox_by_a_holder_of_the_link_is_refused() {
    DeviceKeySet other = group.device();
    SealedJoinRequest moved =
        new SealedJoinRequest(
            other.mailbox(),
            sealed.ownerKey(),
            sealed.sealed(),
            invite.keys.signDrop(other.mailbox(), sealed.ownerKey(), sealed.sealed()));
    isRefused(RequestCheck.SEAL, invite.judge(moved));
    byte[] ownerKey = group.key();
    SealedJoinRequest owned =
        new SealedJoinRequest(
            sealed.mailbox(),
            ownerKey,
            sealed.sealed(),
            invite.keys.signDrop(sealed.mailbox(), ownerKey, sealed.sealed()));
    isRefused(RequestCheck.OTHER_MAILBOX, invite.judge(owned));
  }

  @Test
  void what_is_no_join_request_is_refused() {
    isRefused(RequestCheck.MALFORMED, invite.judge(inPlace(Padding.pad(new byte[] {1, 2, 3}))));
    isRefused(RequestCheck.SEAL, invite.judge(inPlace(request.encode())));
  }

  @Test
  void a_request_for_another_group_or_invite_is_refused() {
    isRefused(
        RequestCheck.OTHER_GROUP,
        judge(bound(with(GroupId.of(group.key()), request.inviteEntry(), request.invite(), 0))));
    isRefused(
        RequestCheck.INVITE_UNKNOWN,
        judge(bound(with(request.group(), group.key(), request.invite(), 0))));
    byte[] another = group.invited();
    isRefused(
        RequestCheck.OTHER_INVITE,
        judge(bound(with(request.group(), another, request.invite(), 0))));
  }

  @Test
  void a_request_that_names_another_invite_id_is_refused() {
    JoinRequest renamed =
        bound(with(request.group(), request.inviteEntry(), InviteId.of(new byte[16]), 0));
    isRefused(RequestCheck.OTHER_INVITE, invite.judge(inPlace(Padding.pad(renamed.encode()))));
  }

  @Test
  void a_replayed_request_and_a_second_use_of_the_invite_are_refused() {
    invite.approved(request);
    isRefused(RequestCheck.INVITE_USED, invite.judge(sealed));
    RosterAuthor author = group.author();
    EntryBody.Add again = group.addOf(invite.link.inviteEntry(), group.device());
    BrokenRuleException refused =
        assertThrows(BrokenRuleException.class, () -> author.append(again));
    assertEquals(RosterCheck.INVITE_USED, refused.check());
  }

  @Test
  void a_request_is_good_until_its_expiry_and_the_invite_s() {
    group.pass(TestGroup.HOUR / 2);
    assertInstanceOf(Outcome.Verified.class, invite.judge(sealed));
    group.pass(1);
    isRefused(RequestCheck.EXPIRED, invite.judge(sealed));
    group.pass(TestGroup.HOUR);
    isRefused(RequestCheck.INVITE_OVER, invite.judge(sealed));
  }

  @Test
  void keys_that_are_in_the_group_or_unproven_or_unusable_are_refused() {
    JoinRequest proofless =
        invite.request(
            invite.application(invite.joiner.publish(group.sealer(), null, group.space())));
    isRefused(RequestCheck.KEYS_UNPROVEN, judge(proofless));
    DeviceKeys mine = request.device();
    DeviceKeys doubled =
        new DeviceKeys(
            mine.member(),
            mine.device(),
            mine.identityKey(),
            mine.ownerKey(),
            mine.sealingKey(),
            mine.ownerKey(),
            mine.mailbox(),
            mine.proof());
    isRefused(RequestCheck.KEYS_UNUSABLE, judge(invite.request(invite.application(doubled))));
    DeviceKeySet member = group.joined();
    isRefused(
        RequestCheck.DEVICE_KNOWN,
        judge(invite.request(invite.application(group.publish(member)))));
  }

  @Test
  void prekeys_that_are_not_the_device_s_are_refused() {
    isRefused(
        RequestCheck.PRE_KEYS,
        judge(bound(with(flipped(request.preKeyBase()), request.oneTime(), request.mac()))));
    isRefused(
        RequestCheck.ONE_TIME_PRE_KEY,
        judge(bound(with(request.preKeyBase(), flipped(request.oneTime()), request.mac()))));
    TestInvite other = new TestInvite(group);
    isRefused(
        RequestCheck.PRE_KEYS,
        judge(bound(with(other.request().preKeyBase(), request.oneTime(), request.mac()))));
  }

  @Test
  void a_name_has_one_to_sixty_four_whole_characters() {
    assertTrue(JoinRequest.isName("x"));
    assertTrue(JoinRequest.isName("x".repeat(64)));
    assertTrue(JoinRequest.isName("🌱".repeat(64)));
    assertFalse(JoinRequest.isName(""));
    assertFalse(JoinRequest.isName("x".repeat(65)));
    assertFalse(JoinRequest.isName("🌱".repeat(65)));
    assertFalse(JoinRequest.isName("\ud83c"));
    assertFalse(JoinRequest.isName("\udf31\ud83c"));
    assertFalse(JoinRequest.isName("x\ud83cx"));
  }

  @Test
  void a_name_that_is_too_long_does_not_decode() {
    JoinRequest named = bound(with(request.device(), request.nameSalt(), "x".repeat(65), ""));
    isRefused(RequestCheck.MALFORMED, judge(named));
    JoinRequest longest = bound(with(request.device(), request.nameSalt(), "x".repeat(64), ""));
    assertInstanceOf(Outcome.Verified.class, judge(longest));
  }

  @Test
  void text_forms_show_nothing_of_the_request() {
    assertEquals("JoinRequest", request.toString());
    assertEquals("Application", invite.application(request.device()).toString());
    assertTrue(sealed.toString().matches("SealedJoinRequest\\[\\d+ bytes]"));
    Outcome.Verified verified = (Outcome.Verified) invite.judge(sealed);
    assertEquals("VerifiedJoinRequest", verified.request().toString());
  }
}
