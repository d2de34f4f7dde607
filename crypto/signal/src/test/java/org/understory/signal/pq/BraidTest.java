package org.understory.signal.pq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.understory.signal.ProtocolException;
import org.understory.signal.SeededRandomness;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.pq.PqMessage.Type;

/** Each state, each way out of it, and what does not lead out of it. */
class BraidTest {
  private static final byte[] HANDSHAKE = new SeededRandomness(1).bytes(32);

  private final Strand alice = new Strand(2, HANDSHAKE, true);
  private final Strand bob = new Strand(3, HANDSHAKE, false);

  @Test
  void an_epoch_without_loss_goes_through_these_states() throws ProtocolException {
    alice.in(KeysUnsampled.class, 1);
    bob.in(NoHeaderReceived.class, 1);
    sends(bob, Type.NONE);
    for (int i = 0; i < 3; i++) {
      bob.in(NoHeaderReceived.class, 1);
      bob.receive(sends(alice, Type.HEADER));
      alice.in(KeysSampled.class, 1);
    }
    bob.in(HeaderReceived.class, 1);
    alice.receive(sends(bob, Type.FIRST));
    bob.in(Ct1Sampled.class, 1);
    assertEquals(1, bob.secrets().size());
    for (int i = 1; i < 30; i++) {
      alice.in(HeaderSent.class, 1);
      bob.receive(sends(alice, Type.KEY));
      bob.in(Ct1Sampled.class, 1);
      alice.receive(sends(bob, Type.FIRST));
    }
    alice.in(Ct1Received.class, 1);
    for (int i = 29; i < 36; i++) {
      bob.receive(sends(alice, Type.KEY_FIRST_RECEIVED));
      if (i < 35) {
        bob.in(Ct1Acknowledged.class, 1);
        alice.ignores(sends(bob, Type.NONE));
      }
    }
    bob.in(Ct2Sampled.class, 1);
    for (int i = 0; i < 5; i++) {
      assertEquals(0, alice.secrets().size());
      alice.receive(sends(bob, Type.SECOND));
      if (i < 4) {
        alice.in(EkSentCt1Received.class, 1);
        bob.ignores(sends(alice, Type.FIRST_RECEIVED));
      }
    }
    alice.in(NoHeaderReceived.class, 2);
    bob.in(Ct2Sampled.class, 1);
    bob.receive(sends(alice, Type.NONE));
    bob.in(KeysUnsampled.class, 2);
    assertArrayEquals(bob.secrets().get(0).bytes(), alice.secrets().get(0).bytes());
  }

  @Test
  void the_key_may_be_there_before_the_first_part_is_acknowledged() throws ProtocolException {
    toHeaderReceived();
    alice.receive(sends(bob, Type.FIRST));
    for (int i = 0; i < 36; i++) {
      bob.in(Ct1Sampled.class, 1);
      bob.receive(sends(alice, Type.KEY));
    }
    bob.in(EkReceivedCt1Sampled.class, 1);
    bob.ignores(sends(alice, Type.KEY));
    for (int i = 1; i < 30; i++) {
      alice.receive(sends(bob, Type.FIRST));
    }
    alice.in(Ct1Received.class, 1);
    bob.receive(sends(alice, Type.KEY_FIRST_RECEIVED));
    bob.in(Ct2Sampled.class, 1);
    finish();
  }

  @Test
  void the_last_of_the_key_and_the_acknowledgement_may_come_at_once() throws ProtocolException {
    toHeaderReceived();
    alice.receive(sends(bob, Type.FIRST));
    for (int i = 0; i < 35; i++) {
      bob.receive(sends(alice, Type.KEY));
    }
    for (int i = 1; i < 30; i++) {
      alice.receive(sends(bob, Type.FIRST));
    }
    bob.in(Ct1Sampled.class, 1);
    bob.receive(sends(alice, Type.KEY_FIRST_RECEIVED));
    bob.in(Ct2Sampled.class, 1);
    finish();
  }

  @Test
  void an_acknowledgement_without_a_chunk_counts_too() throws ProtocolException {
    toHeaderReceived();
    bob.send();
    PqMessage bare = new PqMessage(1, 1, Type.FIRST_RECEIVED, null);
    bob.receive(bare);
    bob.in(Ct1Acknowledged.class, 1).ignores(bare);
    alice.receive(new PqMessage(1, 1, Type.FIRST, new Chunk(0, new byte[32])));
    for (int i = 0; i < 36; i++) {
      bob.in(Ct1Acknowledged.class, 1);
      bob.receive(sends(alice, Type.KEY));
    }
    bob.in(Ct2Sampled.class, 1);
  }

  @Test
  void an_acknowledgement_without_a_chunk_ends_the_first_part() throws ProtocolException {
    toHeaderReceived();
    alice.receive(sends(bob, Type.FIRST));
    for (int i = 0; i < 36; i++) {
      bob.receive(alice.send());
    }
    bob.in(EkReceivedCt1Sampled.class, 1);
    bob.receive(new PqMessage(1, 1, Type.FIRST_RECEIVED, null));
    bob.in(Ct2Sampled.class, 1);
  }

  @Test
  void the_sides_change_with_each_epoch() throws ProtocolException {
    for (int epoch = 1; epoch <= 6; epoch++) {
      Strand giving = epoch % 2 == 1 ? alice : bob;
      Strand taking = epoch % 2 == 1 ? bob : alice;
      giving.in(KeysUnsampled.class, epoch);
      taking.in(NoHeaderReceived.class, epoch);
      while (giving.epoch() == epoch) {
        taking.receive(giving.send());
        giving.receive(taking.send());
      }
      taking.receive(giving.send());
    }
    assertEquals(6, alice.secrets().size());
    for (int i = 0; i < 6; i++) {
      assertArrayEquals(alice.secrets().get(i).bytes(), bob.secrets().get(i).bytes());
      assertFalse(
          i > 0
              && Arrays.equals(alice.secrets().get(i).bytes(), alice.secrets().get(i - 1).bytes()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_a_state_does_not_wait_for_is_ignored(Type type) throws ProtocolException {
    Chunk chunk = new Chunk(0, new byte[32]);
    boolean bare = type == Type.NONE || type == Type.FIRST_RECEIVED;
    PqMessage message = new PqMessage(1, 1, type, bare ? null : chunk);
    alice.in(KeysUnsampled.class, 1).ignores(message);
    ignoresUnless(alice.in(KeysUnsampled.class, 1), message);
    ignoresUnless(bob, message, Type.HEADER);
    PqMessage header = alice.send();
    ignoresUnless(alice.in(KeysSampled.class, 1), message, Type.FIRST);
    bob.receive(header);
    bob.receive(alice.send());
    bob.receive(alice.send());
    ignoresUnless(bob.in(HeaderReceived.class, 1), message);
    alice.receive(bob.send());
    ignoresUnless(alice.in(HeaderSent.class, 1), message, Type.FIRST);
    ignoresUnless(
        bob.in(Ct1Sampled.class, 1),
        message,
        Type.KEY,
        Type.KEY_FIRST_RECEIVED,
        Type.FIRST_RECEIVED);
    for (int i = 1; i < 30; i++) {
      alice.receive(bob.send());
    }
    ignoresUnless(alice.in(Ct1Received.class, 1), message, Type.SECOND);
    bob.receive(alice.send());
    ignoresUnless(bob.in(Ct1Acknowledged.class, 1), message, Type.KEY, Type.KEY_FIRST_RECEIVED);
    for (int i = 1; i < 36; i++) {
      bob.receive(alice.send());
    }
    ignoresUnless(bob.in(Ct2Sampled.class, 1), message);
    alice.receive(bob.send());
    ignoresUnless(alice.in(EkSentCt1Received.class, 1), message, Type.SECOND);
  }

  /** Of an earlier epoch it is ignored whatever it is; of this one unless it is waited for. */
  private static void ignoresUnless(Strand strand, PqMessage message, Type... expected)
      throws ProtocolException {
    if (!Arrays.asList(expected).contains(message.type())) {
      strand.ignores(message);
    }
    PqMessage early = new PqMessage(2, 1, message.type(), message.chunk());
    if (!(strand.braid().state() instanceof Ct2Sampled)) {
      strand.refuses(early);
    }
    strand.refuses(new PqMessage(3, 1, message.type(), message.chunk()));
    strand.refuses(new PqMessage(Integer.MAX_VALUE, 1, message.type(), message.chunk()));
  }

  @Test
  void what_is_of_an_epoch_gone_by_is_ignored() throws ProtocolException {
    PqMessage late = sends(alice, Type.HEADER);
    while (alice.epoch() == 1) {
      bob.receive(alice.send());
      alice.receive(bob.send());
    }
    bob.receive(alice.send());
    alice.in(NoHeaderReceived.class, 2).ignores(late);
    bob.in(KeysUnsampled.class, 2).ignores(late);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 32, 63, 64, 95})
  void a_header_that_was_tampered_with_is_refused(int at) throws ProtocolException {
    PqMessage[] chunks = {alice.send(), alice.send(), alice.send()};
    for (int i = 0; i < 3; i++) {
      PqMessage message = i == at / 32 ? flipped(chunks[i], at % 32) : chunks[i];
      if (i < 2) {
        bob.receive(message);
      } else {
        bob.refuses(message);
      }
    }
    bob.in(NoHeaderReceived.class, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 383, 1151})
  void a_vector_that_is_not_the_headers_is_refused(int at) throws ProtocolException {
    toHeaderReceived();
    alice.receive(bob.send());
    for (int i = 0; i < 36; i++) {
      PqMessage message = alice.send();
      PqMessage given = i == at / 32 ? flipped(message, at % 32) : message;
      if (i < 35) {
        bob.receive(given);
      } else {
        bob.refuses(given);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 127, 128, 159})
  void a_second_part_that_was_tampered_with_is_refused(int at) throws ProtocolException {
    toCt2Sampled();
    for (int i = 0; i < 5; i++) {
      PqMessage message = sends(bob, Type.SECOND);
      PqMessage given = i == at / 32 ? flipped(message, at % 32) : message;
      if (i < 4) {
        alice.receive(given);
      } else {
        alice.refuses(given);
      }
    }
    alice.in(EkSentCt1Received.class, 1);
    assertEquals(0, alice.secrets().size());
  }

  @Test
  void a_first_part_that_was_tampered_with_is_refused_with_the_second() throws ProtocolException {
    toHeaderReceived();
    alice.receive(flipped(bob.send(), 5));
    for (int i = 1; i < 30; i++) {
      alice.receive(bob.send());
    }
    for (int i = 0; i < 36; i++) {
      bob.receive(alice.send());
    }
    for (int i = 0; i < 4; i++) {
      alice.receive(bob.send());
    }
    alice.refuses(bob.send());
  }

  @Test
  void a_side_that_began_from_another_secret_is_refused() throws ProtocolException {
    Strand mallory = new Strand(2, new byte[32], true);
    bob.receive(mallory.send());
    bob.receive(mallory.send());
    bob.refuses(mallory.send());
  }

  @Test
  void the_same_randomness_makes_the_same_braid() throws ProtocolException {
    Strand again = new Strand(2, HANDSHAKE, true);
    for (int i = 0; i < 5; i++) {
      assertArrayEquals(alice.send().serialize(), again.send().serialize());
    }
  }

  @Test
  void stored_braids_that_cannot_be_are_refused() throws ProtocolException {
    storedRefused(0, 64, 1);
    storedRefused(-1, 64, 1);
    storedRefused(1, 63, 1);
    storedRefused(1, 65, 1);
    storedRefused(1, 64, 0);
    storedRefused(1, 64, 12);
    for (int state = 2; state <= 11; state++) {
      storedRefused(1, 64, state);
    }
    assertNotNull(Braid.parse(stored(1, 64, 1)));
  }

  private static void storedRefused(int epoch, int authenticator, int state) {
    byte[] stored = stored(epoch, authenticator, state);
    assertThrows(ProtocolException.class, () -> Braid.parse(stored));
  }

  private static byte[] stored(int epoch, int authenticator, int state) {
    return new ProtoWriter()
        .uint32(1, epoch)
        .bytes(2, new byte[authenticator])
        .uint32(3, state)
        .toByteArray();
  }

  private void toHeaderReceived() throws ProtocolException {
    for (int i = 0; i < 3; i++) {
      bob.receive(sends(alice, Type.HEADER));
    }
    bob.in(HeaderReceived.class, 1);
  }

  private void toCt2Sampled() throws ProtocolException {
    toHeaderReceived();
    for (int i = 0; i < 30; i++) {
      alice.receive(bob.send());
    }
    for (int i = 0; i < 36; i++) {
      bob.receive(alice.send());
    }
    bob.in(Ct2Sampled.class, 1);
  }

  private void finish() throws ProtocolException {
    for (int i = 0; i < 5; i++) {
      alice.receive(sends(bob, Type.SECOND));
    }
    alice.in(NoHeaderReceived.class, 2);
    assertArrayEquals(bob.secrets().get(0).bytes(), alice.secrets().get(0).bytes());
  }

  private static PqMessage sends(Strand strand, Type type) throws ProtocolException {
    PqMessage message = strand.send();
    assertEquals(type, message.type());
    boolean bare = type == Type.NONE || type == Type.FIRST_RECEIVED;
    if (bare) {
      assertNull(message.chunk());
    } else {
      assertNotNull(message.chunk());
    }
    return message;
  }

  private static PqMessage flipped(PqMessage message, int at) {
    Chunk chunk = message.chunk();
    assertNotNull(chunk);
    byte[] bytes = chunk.bytes().clone();
    bytes[at] ^= 1;
    return new PqMessage(
        message.epoch(), message.index(), message.type(), new Chunk(chunk.index(), bytes));
  }
}
