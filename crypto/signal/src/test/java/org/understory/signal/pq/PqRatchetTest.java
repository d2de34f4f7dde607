package org.understory.signal.pq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.SeededRandomness;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.signal.primitive.Primitives;

class PqRatchetTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final Primitives PRIMITIVES = BouncyCastlePrimitives.create();
  private static final byte[] HANDSHAKE = new SeededRandomness(1).bytes(32);
  private static final byte[] NOTHING = {};

  private final SeededRandomness randomness = new SeededRandomness(2);
  private PqRatchet alice = start(true, MinimumVersion.V1);
  private PqRatchet bob = start(false, MinimumVersion.V1);

  @Test
  void both_sides_salt_a_message_with_the_same_key_and_each_with_another()
      throws ProtocolException {
    List<String> salts = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      PqRatchet.Sent fromAlice = send(alice);
      assertArrayEquals(fromAlice.salt(), receive(bob, fromAlice.field()));
      PqRatchet.Sent fromBob = send(bob);
      assertArrayEquals(fromBob.salt(), receive(alice, fromBob.field()));
      salts.add(HexFormat.of().formatHex(fromAlice.salt()));
      salts.add(HexFormat.of().formatHex(fromBob.salt()));
      assertEquals(32, fromAlice.salt().length);
      assertEquals(i + 1, PqMessage.parse(fromAlice.field()).index());
      assertEquals(i + 1, PqMessage.parse(fromBob.field()).index());
    }
    assertEquals(20, salts.stream().distinct().count());
  }

  /** Loss, reordering, repetition and restarts, until the braid has gone round several times. */
  @ParameterizedTest
  @CsvSource({"0, 1", "0, 2", "30, 3", "30, 4", "60, 5", "60, 6", "85, 7"})
  void every_message_that_arrives_has_its_key_whatever_the_network_does(int loss, long seed)
      throws ProtocolException {
    PqConversation talk = new PqConversation(seed, loss);
    talk.untilEpoch(8);
    assertTrue(talk.read() > 200, talk.toString());
  }

  @Test
  void the_same_randomness_makes_the_same_transcript() throws ProtocolException {
    PqConversation first = new PqConversation(9, 20);
    first.untilEpoch(3);
    PqConversation second = new PqConversation(9, 20);
    second.untilEpoch(3);
    assertEquals(first.transcript(), second.transcript());
    PqConversation other = new PqConversation(10, 20);
    other.untilEpoch(3);
    assertNotEquals(first.transcript(), other.transcript());
    assertEquals(
        "295ccc43a57001a6e6edb32e24221c7c041f100380e6bea978cee7a6a2d2a70f", first.transcript());
  }

  @Test
  void one_that_may_do_without_begins_without_keys_and_has_them_from_the_answer_on()
      throws ProtocolException {
    for (MinimumVersion answering : MinimumVersion.values()) {
      alice = start(true, MinimumVersion.V0);
      bob = start(false, answering);
      PqRatchet.Sent first = send(alice);
      PqRatchet.Sent second = send(alice);
      assertEquals(0, first.salt().length);
      assertEquals(0, PqMessage.parse(second.field()).index());
      assertEquals(0, receive(bob, second.field()).length);
      PqRatchet.Sent answer = send(bob);
      assertEquals(32, answer.salt().length);
      assertEquals(1, PqMessage.parse(answer.field()).index());
      assertArrayEquals(answer.salt(), receive(alice, answer.field()));
      assertEquals(0, receive(bob, first.field()).length, "late, and still without");
      PqRatchet.Sent third = send(alice);
      assertEquals(1, PqMessage.parse(third.field()).index());
      assertArrayEquals(third.salt(), receive(bob, third.field()));
    }
  }

  @Test
  void one_that_may_do_without_accepts_keys_from_the_first_message() throws ProtocolException {
    bob = start(false, MinimumVersion.V0);
    PqRatchet.Sent first = send(alice);
    assertArrayEquals(first.salt(), receive(bob, first.field()));
    refused(bob, NOTHING);
  }

  @Test
  void a_peer_without_is_done_without_for_good_or_refused() throws ProtocolException {
    for (boolean initiator : new boolean[] {true, false}) {
      PqRatchet lenient = start(initiator, MinimumVersion.V0);
      assertEquals(0, receive(lenient, NOTHING).length);
      assertEquals(0, lenient.serialize().length);
      PqRatchet.Sent sent = send(lenient);
      assertEquals(0, sent.field().length);
      assertEquals(0, sent.salt().length);
      lenient = PqRatchet.parse(lenient.serialize());
      assertEquals(0, receive(lenient, send(alice).field()).length, "ignored, as the field is");
      assertEquals(0, send(lenient).field().length);
      assertFalse(lenient.forgetSkippedBefore(NOW));

      refused(start(initiator, MinimumVersion.V1), NOTHING);
    }
  }

  @Test
  void nothing_is_negotiated_away_once_a_message_was_read() throws ProtocolException {
    alice = start(true, MinimumVersion.V0);
    bob = start(false, MinimumVersion.V0);
    receive(bob, send(alice).field());
    refused(bob, NOTHING);
    receive(alice, send(bob).field());
    refused(alice, NOTHING);
  }

  @Test
  void only_an_initiators_first_epoch_has_messages_without_key() throws ProtocolException {
    byte[] without = new PqMessage(1, 0, PqMessage.Type.NONE, null).serialize();
    refused(alice, without);
    assertEquals(0, receive(bob, without).length);
    refused(bob, new PqMessage(2, 0, PqMessage.Type.NONE, null).serialize());
    PqConversation talk = new PqConversation(11, 0);
    talk.untilEpoch(4);
    refused(talk.bob(), without);
  }

  @Test
  void a_field_that_is_none_of_ours_is_refused() throws ProtocolException {
    refused(bob, new byte[] {0});
    refused(bob, new byte[] {2, 1, 1, 0});
    refused(bob, new PqMessage(2, 1, PqMessage.Type.NONE, null).serialize());
    refused(bob, new PqMessage(1, 25_001, PqMessage.Type.NONE, null).serialize());
    PqRatchet.Sent first = send(alice);
    receive(bob, first.field());
    refused(bob, first.field());
  }

  @Test
  void what_was_skipped_is_forgotten_once_it_was_kept_its_time() throws ProtocolException {
    PqRatchet.Sent skipped = send(alice);
    receive(bob, send(alice).field());
    assertFalse(bob.forgetSkippedBefore(NOW));
    assertTrue(bob.forgetSkippedBefore(NOW + 1000));
    refused(bob, skipped.field());
    assertFalse(start(true, MinimumVersion.V0).forgetSkippedBefore(NOW));
  }

  @Test
  void stored_ratchets_that_cannot_be_are_refused() throws ProtocolException {
    for (PqRatchet ratchet : List.of(alice, bob, start(true, MinimumVersion.V0))) {
      byte[] whole = ratchet.serialize();
      assertArrayEquals(whole, PqRatchet.parse(whole).serialize());
      for (int length = 1; length < whole.length; length++) {
        byte[] cut = Arrays.copyOf(whole, length);
        assertThrows(ProtocolException.class, () -> PqRatchet.parse(cut));
      }
    }
    byte[] braid = Braid.start(PRIMITIVES.digest(), HANDSHAKE, true).serialize();
    byte[] neither = new ProtoWriter().uint32(1, 1).bytes(3, braid).toByteArray();
    assertThrows(ProtocolException.class, () -> PqRatchet.parse(neither));
  }

  @Test
  void its_text_shows_nothing() throws ProtocolException {
    assertEquals(
        "PqRatchet[Braid[1, KeysUnsampled[]], PqChain[0, "
            + "[EpochChains[KeyChain[0], KeyChain[0], SkippedSeeds[0]]]]]",
        alice.toString());
    assertEquals("PqRatchet.Sent[secret]", send(alice).toString());
  }

  private static PqRatchet start(boolean initiator, MinimumVersion minimum) {
    return PqRatchet.start(PRIMITIVES, HANDSHAKE, initiator, minimum);
  }

  private PqRatchet.Sent send(PqRatchet from) throws ProtocolException {
    return from.send(PRIMITIVES, randomness);
  }

  private byte[] receive(PqRatchet to, byte[] field) throws ProtocolException {
    return to.receive(PRIMITIVES, randomness, field, NOW);
  }

  private void refused(PqRatchet by, byte[] field) throws ProtocolException {
    PqRatchet copy = PqRatchet.parse(by.serialize());
    ProtocolException refusal = assertThrows(ProtocolException.class, () -> receive(copy, field));
    assertEquals(Reason.INVALID, refusal.reason());
  }
}
