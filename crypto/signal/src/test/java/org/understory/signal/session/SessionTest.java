package org.understory.signal.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.SeededRandomness;
import org.understory.signal.codec.ProtoMessage;

/** Two sides of a session, message by message; both go on from stored bytes after each. */
class SessionTest {
  private static final int WHISPER = CiphertextMessage.WHISPER;
  private static final int PREKEY = CiphertextMessage.PREKEY;

  private final SessionSide alice = new SessionSide(1);
  private final SessionSide bob = new SessionSide(2);

  @Test
  void prekey_messages_go_out_until_the_first_answer_was_read() throws ProtocolException {
    alice.start(bob);
    assertEquals(PREKEY, alice.says(bob, "one"));
    CiphertextMessage two = alice.write("two");
    assertEquals(PREKEY, two.type());
    assertEquals(WHISPER, bob.says(alice, "answer"));
    assertEquals(WHISPER, alice.says(bob, "three"));
    bob.reads(two, "two", alice);
    assertEquals(WHISPER, bob.says(alice, "still"));
    assertEquals(bob.identity().publicKey(), alice.cipher().recipient(alice.record()));
    assertEquals("SessionRecord[1 + 0]", alice.record().toString());
  }

  @Test
  void a_prekey_message_names_what_the_session_began_with() throws ProtocolException {
    alice.start(bob);
    ProtoMessage fields = preKeyFields(alice.write("x"));
    assertEquals(11, fields.uint32(1));
    assertArrayEquals(alice.identity().publicKey().serialized(), fields.bytes(3));
    assertEquals(0x1111, fields.uint32(5));
    assertEquals(12, fields.uint32(6));
    assertEquals(13, fields.uint32(7));
    assertEquals(1569, fields.bytes(8).length);
    assertArrayEquals(fields.bytes(2), preKeyFields(alice.write("y")).bytes(2));
    alice.start(bob, false);
    CiphertextMessage lastResort = alice.write("z");
    assertFalse(preKeyFields(lastResort).has(1));
    bob.reads(lastResort, "z", alice);
  }

  @Test
  void messages_read_in_any_order_through_steps_of_the_ratchet_and_once() throws ProtocolException {
    alice.acquaint(bob);
    List<CiphertextMessage> late = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      late.add(alice.write("late " + i));
      late.add(alice.write("later " + i));
      alice.says(bob, "in time");
      bob.says(alice, "a step");
    }
    for (int i = 7; i >= 0; i--) {
      String text = (i % 2 == 0 ? "late " : "later ") + i / 2;
      bob.reads(late.get(i), text, alice);
      bob.refuses(late.get(i), Reason.DUPLICATE);
    }
  }

  @Test
  void of_their_ratchet_keys_five_are_kept() throws ProtocolException {
    alice.acquaint(bob);
    CiphertextMessage fifth = alice.write("of the fifth key back");
    CiphertextMessage gone = alice.write("gone");
    alice.says(bob, "and now four more keys");
    for (int i = 0; i < 4; i++) {
      bob.says(alice, "a step");
      alice.says(bob, "another");
    }
    bob.reads(fifth, "of the fifth key back", alice);
    bob.says(alice, "a step");
    alice.says(bob, "the sixth key");
    bob.refuses(gone, Reason.INVALID);
  }

  @Test
  void counters_and_the_previous_chains_length_stand_in_the_message() throws ProtocolException {
    alice.acquaint(bob);
    for (int i = 0; i < 3; i++) {
      ProtoMessage fields = whisperFields(alice.write("x"));
      assertEquals(i, fields.uint32(2));
      assertEquals(0, fields.uint32(3));
    }
    alice.says(bob, "fourth");
    bob.says(alice, "a step");
    ProtoMessage fields = whisperFields(alice.write("x"));
    assertEquals(0, fields.uint32(2));
    assertEquals(3, fields.uint32(3));
  }

  @Test
  void a_message_with_any_bit_flipped_is_refused_and_leaves_nothing() throws ProtocolException {
    alice.acquaint(bob);
    alice.says(bob, "good");
    CiphertextMessage message = alice.write("genuine");
    for (int at = 0; at < message.bytes().length; at++) {
      byte[] bytes = message.bytes().clone();
      bytes[at] ^= 0x10;
      byte[] before = bob.record().serialize();
      assertThrows(
          ProtocolException.class, () -> bob.read(new CiphertextMessage(WHISPER, bytes)), "" + at);
      assertArrayEquals(before, bob.record().serialize());
    }
    bob.reads(message, "genuine", alice);
  }

  @Test
  void a_prekey_message_with_its_inside_forged_starts_nothing() throws ProtocolException {
    alice.start(bob);
    CiphertextMessage message = alice.write("genuine");
    byte[] inside = preKeyFields(message).bytes(4);
    int from = indexOf(message.bytes(), inside);
    for (int at = from; at < from + inside.length; at += 3) {
      byte[] bytes = message.bytes().clone();
      bytes[at] ^= 1;
      assertThrows(
          ProtocolException.class, () -> bob.read(new CiphertextMessage(PREKEY, bytes)), "" + at);
    }
    assertEquals("SessionRecord[0 + 0]", bob.record().toString());
    bob.reads(message, "genuine", alice);
  }

  @Test
  void a_message_whose_padding_is_wrong_is_refused_though_its_mac_is_right()
      throws ProtocolException {
    alice.acquaint(bob);
    SessionState state = alice.current();
    byte[] seed = state.ratchet().sending().chainKey().messageSeed(SessionSide.PRIMITIVES.digest());
    byte[] salt = state.pqRatchet().send(SessionSide.PRIMITIVES, new SeededRandomness(9)).salt();
    MessageKey key = MessageKey.derive(SessionSide.PRIMITIVES.digest(), seed, salt);
    byte[] field = whisperFields(alice.write("x")).bytes(5);
    byte[] forged = SignalMessageIn.write(SessionSide.PRIMITIVES, state, key, new byte[16], field);
    bob.refuses(new CiphertextMessage(WHISPER, forged), Reason.INVALID);
    byte[] right =
        SignalMessageIn.write(
            SessionSide.PRIMITIVES,
            state,
            key,
            key.encrypt(SessionSide.PRIMITIVES, new byte[3]),
            field);
    assertArrayEquals(new byte[3], bob.read(new CiphertextMessage(WHISPER, right)).plaintext());
  }

  @Test
  void a_message_without_post_quantum_ratchet_has_no_field_for_it() throws ProtocolException {
    alice.acquaint(bob);
    MessageKey key = new MessageKey(new byte[32], new byte[32], new byte[16]);
    for (int length : new int[] {0, 1}) {
      byte[] field = new byte[length];
      byte[] message =
          SignalMessageIn.write(SessionSide.PRIMITIVES, alice.current(), key, new byte[16], field);
      assertEquals(length == 1, whisperFields(new CiphertextMessage(WHISPER, message)).has(5));
      assertArrayEquals(field, SignalMessageIn.parse(message).pqRatchet());
    }
  }

  @Test
  void without_a_session_nothing_is_said_or_read() throws ProtocolException {
    refused(Reason.NO_SESSION, () -> alice.write("?"));
    refused(Reason.NO_SESSION, () -> alice.cipher().recipient(alice.record()));
    bob.acquaint(alice);
    CiphertextMessage message = bob.write("x");
    SessionSide carol = new SessionSide(3);
    carol.refuses(message, Reason.NO_SESSION);
    refused(
        Reason.NO_SESSION,
        () -> carol.cipher().decryptInCurrent(carol.record(), message.bytes(), SessionSide.NOW));
    carol.acquaint(alice);
    carol.refuses(message, Reason.INVALID);
  }

  @Test
  void a_session_never_answered_is_given_up_after_30_days() throws ProtocolException {
    alice.start(bob);
    long days30 = 30L * 24 * 60 * 60 * 1000;
    assertEquals(PREKEY, alice.write("x", SessionSide.NOW + days30).type());
    refused(Reason.NO_SESSION, () -> alice.write("x", SessionSide.NOW + days30 + 1));
    alice.says(bob, "but it is");
    bob.says(alice, "answered");
    assertEquals(WHISPER, alice.write("x", SessionSide.NOW + days30 + 1).type());
  }

  @Test
  void the_same_randomness_makes_the_same_messages() throws ProtocolException {
    byte[] hash = new byte[32];
    alice.acquaint(bob);
    for (int i = 0; i < 90; i++) {
      for (SessionSide from : List.of(alice, bob)) {
        SessionSide to = from == alice ? bob : alice;
        CiphertextMessage message = from.write("number " + i);
        hash = SessionSide.PRIMITIVES.digest().sha256(hash, message.bytes());
        to.reads(message, "number " + i, from);
      }
    }
    hash =
        SessionSide.PRIMITIVES
            .digest()
            .sha256(hash, alice.record().serialize(), bob.record().serialize());
    assertEquals(
        "ae70480b51040aacb1547bbf0b74c541d983fcb618ca7994cde21d6a94a812e2",
        HexFormat.of().formatHex(hash));
  }

  @Test
  void what_was_skipped_in_either_ratchet_is_forgotten() throws ProtocolException {
    alice.acquaint(bob);
    CiphertextMessage skipped = alice.write("skipped");
    alice.says(bob, "read");
    SessionRecord record = bob.record();
    assertFalse(record.forgetSkippedBefore(SessionSide.NOW));
    assertTrue(record.forgetSkippedBefore(SessionSide.NOW + 1000));
    assertFalse(record.forgetSkippedBefore(SessionSide.NOW + 1000));
    bob.keep(record);
    bob.refuses(skipped, Reason.DUPLICATE);
  }

  @Test
  void each_ratchet_alone_has_something_to_forget() throws ProtocolException {
    alice.acquaint(bob);
    alice.write("skipped");
    CiphertextMessage message = alice.write("read");
    SignalMessageIn parsed = SignalMessageIn.parse(message.bytes());
    long later = SessionSide.NOW + 1000;
    SessionState pqOnly = bob.current();
    SessionState doubleOnly = bob.current();
    SeededRandomness randomness = new SeededRandomness(9);
    pqOnly
        .pqRatchet()
        .receive(SessionSide.PRIMITIVES, randomness, parsed.pqRatchet(), SessionSide.NOW);
    assertTrue(pqOnly.forgetSkippedBefore(later));
    assertFalse(pqOnly.forgetSkippedBefore(later));
    doubleOnly
        .ratchet()
        .takeSeed(
            SessionSide.PRIMITIVES,
            randomness,
            parsed.ratchetKey(),
            parsed.counter(),
            SessionSide.NOW);
    assertTrue(doubleOnly.forgetSkippedBefore(later));
    assertFalse(doubleOnly.forgetSkippedBefore(later));
  }

  @Test
  void nothing_secret_is_in_its_texts() throws ProtocolException {
    alice.start(bob);
    SessionState state = alice.current();
    assertEquals(
        "SessionState[RatchetState[SendingChain[ChainKey[0]], "
            + "[ReceiverChain[MessageChain[ChainKey[0], SkippedSeeds[0]]]]], unacknowledged]",
        state.toString());
    CiphertextMessage message = alice.write("x");
    PreKeyMessageIn parsed = PreKeyMessageIn.parse(message.bytes());
    assertEquals("PreKeyMessageIn", parsed.toString());
    assertEquals("SignalMessageIn[0]", SignalMessageIn.parse(parsed.message()).toString());
    assertEquals("Decrypted[1 bytes]", bob.read(message).toString());
    assertNull(bob.current().pending());
    assertEquals("PendingPreKey", String.valueOf(state.pending()));
    assertEquals("RootKey[secret]", new RootKey(new byte[32]).toString());
  }

  private static void refused(Reason reason, Executable work) {
    assertEquals(reason, assertThrows(ProtocolException.class, work).reason());
  }

  private static ProtoMessage preKeyFields(CiphertextMessage message) throws ProtocolException {
    return ProtoMessage.parse(message.bytes(), 1, message.bytes().length);
  }

  private static ProtoMessage whisperFields(CiphertextMessage message) throws ProtocolException {
    return ProtoMessage.parse(message.bytes(), 1, message.bytes().length - 8);
  }

  private static int indexOf(byte[] whole, byte[] part) {
    for (int at = 0; at + part.length <= whole.length; at++) {
      if (Arrays.equals(whole, at, at + part.length, part, 0, part.length)) {
        return at;
      }
    }
    throw new AssertionError("not there");
  }
}
