package org.understory.core.linking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.understory.core.roster.DeviceKeySet;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.PreKeyCheck;
import org.understory.core.roster.TestGroup;
import org.understory.core.roster.TestPreKeys;
import org.understory.core.seal.Sealer;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.id.MailboxId;

final class LinkMessagesTest {
  private final TestGroup group = TestGroup.founded(71);
  private final Sealer sealer = group.sealer();
  private final MemberId self = group.founder().member();
  private final LinkSecret secret = LinkSecret.fresh(sealer);
  private final LinkSeal seal = new LinkSeal(sealer, secret);
  private final LinkCheck check = new LinkCheck(sealer);
  private final DeviceKeySet fresh = group.device();
  private final byte[] newNonce = group.key();
  private final LinkOffer offer = LinkOffer.of(sealer, LinkKeys.of(sealer, fresh), newNonce);
  private final LinkAnswer answer =
      new LinkAnswer(
          group.state().groupId(),
          group.space(),
          self,
          group.founder().device(),
          group.key(),
          group.state().seq(),
          group.state().head(),
          group.founder().identity().publicKey());

  private DeviceKeySet as(MemberId member) {
    return new DeviceKeySet(
        member,
        fresh.device(),
        fresh.mailbox(),
        fresh.identity(),
        fresh.signingSeed(),
        fresh.sealingPrivate(),
        fresh.ownerSeed());
  }

  private LinkReveal reveal(byte[] nonce, DeviceKeys keys) {
    TestPreKeys preKeys = new TestPreKeys(group);
    long week = group.now() / 1000 + 7 * 86_400;
    byte[] base =
        new PreKeyCheck(sealer, group.space()).sign(fresh, preKeys.unsigned(fresh, week)).encode();
    return new LinkReveal(nonce, keys, base, preKeys.oneTime(fresh).encode());
  }

  @Test
  void the_three_messages_open_for_who_has_the_secret_and_each_as_itself_alone() {
    LinkReveal reveal = reveal(newNonce, group.publish(as(self)));
    byte[] one = seal.seal(offer);
    byte[] two = seal.seal(answer);
    byte[] three = seal.seal(reveal);
    assertArrayEquals(offer.encode(), encoded(seal.offer(one)));
    assertArrayEquals(answer.encode(), encoded(seal.answer(two)));
    assertArrayEquals(reveal.encode(), encoded(seal.reveal(three)));
    assertNull(seal.answer(one));
    assertNull(seal.reveal(one));
    assertNull(seal.offer(two));
    assertNull(seal.offer(three));
    LinkSeal stranger = new LinkSeal(sealer, LinkSecret.fresh(sealer));
    assertNull(stranger.offer(one));
    assertNull(stranger.answer(two));
    assertNull(stranger.reveal(three));
  }

  private static byte[] encoded(@Nullable Object message) {
    assertNotNull(message);
    return switch (message) {
      case LinkOffer o -> o.encode();
      case LinkAnswer a -> a.encode();
      case LinkReveal r -> r.encode();
      default -> throw new AssertionError();
    };
  }

  @Test
  void only_the_drop_key_signs_and_only_for_this_mailbox_and_owner() {
    byte[] body = seal.seal(offer);
    byte[] owner = fresh.ownerKey(sealer);
    byte[] signature = seal.sign(fresh.mailbox(), owner, body);
    assertTrue(seal.isSigned(fresh.mailbox(), owner, body, signature));
    assertFalse(seal.isSigned(group.device().mailbox(), owner, body, signature));
    assertFalse(seal.isSigned(fresh.mailbox(), group.key(), body, signature));
    assertFalse(seal.isSigned(fresh.mailbox(), owner, seal.seal(offer), signature));
    LinkSeal stranger = new LinkSeal(sealer, LinkSecret.fresh(sealer));
    assertFalse(stranger.isSigned(fresh.mailbox(), owner, body, signature));
  }

  @Test
  void the_keys_of_the_offer_with_the_nonce_it_was_bound_to_may_be_signed_for() {
    LinkReveal reveal = reveal(newNonce, group.publish(as(self)));
    assertNull(check.refusal(group.state(), self, offer, reveal));
  }

  @Test
  void another_nonce_or_other_keys_than_those_of_the_offer_are_refused() {
    DeviceKeys keys = group.publish(as(self));
    assertEquals(
        LinkCheck.Refusal.REVEAL,
        check.refusal(group.state(), self, offer, reveal(group.key(), keys)));
    DeviceKeySet moved =
        new DeviceKeySet(
            self,
            fresh.device(),
            MailboxId.of(group.randomness().bytes(16)),
            fresh.identity(),
            fresh.signingSeed(),
            fresh.sealingPrivate(),
            fresh.ownerSeed());
    assertEquals(
        LinkCheck.Refusal.REVEAL,
        check.refusal(group.state(), self, offer, reveal(newNonce, group.publish(moved))));
    assertEquals(3, LinkCheck.Refusal.REVEAL.number());
  }

  @Test
  void keys_for_another_member_without_proof_or_known_already_are_refused() {
    DeviceKeys another = group.publish(as(group.device().member()));
    DeviceKeys mine = group.publish(as(self));
    DeviceKeys unproven =
        new DeviceKeys(
            self,
            mine.device(),
            mine.identityKey(),
            mine.signingKey(),
            mine.sealingKey(),
            mine.ownerKey(),
            mine.mailbox(),
            new byte[64]);
    for (DeviceKeys keys : new DeviceKeys[] {another, unproven}) {
      assertEquals(
          LinkCheck.Refusal.KEYS,
          check.refusal(group.state(), self, offer, reveal(newNonce, keys)));
    }
    LinkOffer known = LinkOffer.of(sealer, LinkKeys.of(sealer, group.founder()), newNonce);
    assertEquals(
        LinkCheck.Refusal.KEYS,
        check.refusal(
            group.state(), self, known, reveal(newNonce, group.publish(group.founder()))));
  }

  @Test
  void the_words_change_with_either_nonce_the_keys_and_the_answer() {
    int[] words = check.words(newNonce, offer, answer);
    assertEquals(4, words.length);
    assertArrayEquals(words, check.words(newNonce, offer, answer));
    assertFalse(Arrays.equals(words, check.words(group.key(), offer, answer)));
    LinkOffer other = LinkOffer.of(sealer, LinkKeys.of(sealer, group.device()), newNonce);
    assertFalse(Arrays.equals(words, check.words(newNonce, other, answer)));
    LinkAnswer otherAnswer =
        new LinkAnswer(
            answer.group(),
            answer.space(),
            answer.member(),
            answer.parent(),
            group.key(),
            answer.seq(),
            answer.head(),
            answer.identityKey());
    assertFalse(Arrays.equals(words, check.words(newNonce, offer, otherAnswer)));
    for (int word : words) {
      assertTrue(word >= 0 && word < WordNumbers.LIST);
    }
  }

  @Test
  void what_is_cut_or_goes_on_is_no_message() {
    LinkReveal reveal = reveal(newNonce, group.publish(as(self)));
    refusesChanges(offer.encode(), LinkOffer::decode);
    refusesChanges(answer.encode(), LinkAnswer::decode);
    refusesChanges(reveal.encode(), LinkReveal::decode);
  }

  private interface Decoder {
    Object of(byte[] bytes) throws InvalidWireException;
  }

  private static void refusesChanges(byte[] bytes, Decoder decoder) {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
    for (byte[] wrong : new byte[][] {longer, shorter, {}}) {
      org.junit.jupiter.api.Assertions.assertThrows(
          InvalidWireException.class, () -> decoder.of(wrong));
    }
  }
}
