package org.understory.signal.pq;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.SeededRandomness;
import org.understory.signal.codec.Bytes;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.signal.primitive.Digest;

class PqChainTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final Digest DIGEST = BouncyCastlePrimitives.create().digest();
  private static final byte[] HANDSHAKE = new SeededRandomness(1).bytes(32);
  private static final byte[] SECRET = new SeededRandomness(2).bytes(32);

  private PqChain alice = PqChain.start(DIGEST, HANDSHAKE, true);
  private PqChain bob = PqChain.start(DIGEST, HANDSHAKE, false);

  /** The derivations again, from the paragraphs of docs/protocol.md. */
  @Test
  void the_keys_are_those_of_the_labels() throws ProtocolException {
    byte[] start = hkdf(new byte[32], HANDSHAKE, "Signal PQ Ratchet V1 Chain  Start");
    byte[] fromAlice = Arrays.copyOfRange(start, 32, 64);
    byte[] fromBob = Arrays.copyOfRange(start, 64, 96);
    assertArrayEquals(key(step(fromAlice, 1)), alice.sending(0).step(DIGEST));
    assertArrayEquals(key(step(chain(step(fromAlice, 1)), 2)), alice.sending(0).step(DIGEST));
    assertArrayEquals(key(step(fromBob, 1)), bob.sending(0).step(DIGEST));
    assertArrayEquals(key(step(fromBob, 1)), alice.receive(DIGEST, 0, 1, NOW));

    byte[] next = hkdf(Arrays.copyOf(start, 32), SECRET, "Signal PQ Ratchet V1 Chain Add Epoch");
    alice.addEpoch(DIGEST, new EpochSecret(1, SECRET));
    assertArrayEquals(
        key(step(Arrays.copyOfRange(next, 32, 64), 1)), alice.sending(1).step(DIGEST));
    byte[] other = new byte[32];
    byte[] third = hkdf(Arrays.copyOf(next, 32), other, "Signal PQ Ratchet V1 Chain Add Epoch");
    alice.addEpoch(DIGEST, new EpochSecret(2, other));
    assertArrayEquals(
        key(step(Arrays.copyOfRange(third, 64, 96), 1)), alice.receive(DIGEST, 2, 1, NOW));
  }

  @Test
  void what_one_sends_with_the_other_receives_with_in_any_order() throws ProtocolException {
    byte[][] keys = new byte[11][];
    for (int index = 1; index <= 10; index++) {
      KeyChain sending = alice.sending(0);
      keys[index] = sending.step(DIGEST);
      assertEquals(index, sending.index());
      alice = PqChain.parse(alice.serialize(), true);
    }
    for (int index : new int[] {10, 1, 6, 5, 9, 2}) {
      bob = PqChain.parse(bob.serialize(), false);
      assertArrayEquals(keys[index], bob.receive(DIGEST, 0, index, NOW));
      refused(bob, 0, index);
    }
    assertArrayEquals(keys[7], bob.receive(DIGEST, 0, 7, NOW));
  }

  @Test
  void a_jump_of_25000_is_the_longest_and_the_last_2000_skipped_are_kept()
      throws ProtocolException {
    refused(bob, 0, 25_001);
    refused(bob, 0, Integer.MAX_VALUE);
    bob.receive(DIGEST, 0, 25_000, NOW);
    bob = PqChain.parse(bob.serialize(), false);
    refused(bob, 0, 22_999);
    bob.receive(DIGEST, 0, 23_000, NOW);
    bob.receive(DIGEST, 0, 24_999, NOW);
    bob.receive(DIGEST, 0, 25_003, NOW);
    bob.receive(DIGEST, 0, 23_001, NOW);
    refused(bob, 0, 50_004);
    bob.receive(DIGEST, 0, 50_003, NOW);
    refused(bob, 0, 25_002);
  }

  @Test
  void the_epoch_before_the_one_we_send_in_is_kept_and_no_earlier_one() throws ProtocolException {
    byte[] late0 = alice.sending(0).step(DIGEST);
    addEpoch(1);
    byte[] late1 = alice.sending(1).step(DIGEST);
    bob.sending(1);
    assertArrayEquals(late0, bob.receive(DIGEST, 0, 1, NOW));
    addEpoch(2);
    bob = PqChain.parse(bob.serialize(), false);
    refused(bob, 3, 1);
    assertTrue(bob.knows(0) && bob.knows(1) && bob.knows(2));
    assertFalse(bob.knows(3) || bob.knows(-1));
    bob.sending(2);
    assertFalse(bob.knows(0));
    refused(bob, 0, 2);
    bob = PqChain.parse(bob.serialize(), false);
    assertArrayEquals(late1, bob.receive(DIGEST, 1, 1, NOW));
    assertThrows(IllegalStateException.class, () -> bob.sending(1));
  }

  @Test
  void two_epochs_may_come_before_anything_is_sent_in_them() throws ProtocolException {
    addEpoch(1);
    addEpoch(2);
    byte[] key = alice.sending(2).step(DIGEST);
    assertArrayEquals(key, bob.receive(DIGEST, 2, 1, NOW));
    assertFalse(alice.knows(0));
    assertTrue(alice.knows(1));
  }

  @Test
  void the_epochs_come_one_after_the_other() {
    for (int epoch : new int[] {0, 2}) {
      EpochSecret secret = new EpochSecret(epoch, SECRET);
      assertThrows(IllegalStateException.class, () -> alice.addEpoch(DIGEST, secret));
    }
  }

  @Test
  void skipped_keys_are_forgotten_once_they_were_kept_their_time() throws ProtocolException {
    bob.receive(DIGEST, 0, 3, NOW);
    addEpoch(1);
    bob.receive(DIGEST, 1, 3, NOW + 10_000);
    bob = PqChain.parse(bob.serialize(), false);
    assertFalse(bob.forgetSkippedBefore(NOW));
    assertTrue(bob.forgetSkippedBefore(NOW + 1000));
    assertFalse(bob.forgetSkippedBefore(NOW + 1000));
    refused(bob, 0, 1);
    bob.receive(DIGEST, 1, 1, NOW);
    assertTrue(bob.forgetSkippedBefore(NOW + 10_001));
    refused(bob, 1, 2);
    assertFalse(bob.forgetSkippedBefore(Long.MAX_VALUE));
  }

  @Test
  void stored_chains_that_cannot_be_are_refused() throws ProtocolException {
    byte[] whole = bob.serialize();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(ProtocolException.class, () -> PqChain.parse(cut, false));
    }
    storedRefused(0, -1, 1);
    storedRefused(0, 1, 1);
    storedRefused(1, 0, 1);
    storedRefused(0, 0, 0);
    assertEquals(
        "PqChain[0, [EpochChains[KeyChain[0], KeyChain[0], SkippedSeeds[0]]]]", bob.toString());
  }

  private void storedRefused(int sendingEpoch, int firstEpoch, int epochs) {
    ProtoWriter writer =
        new ProtoWriter().bytes(1, new byte[32]).uint32(2, sendingEpoch).uint32(3, firstEpoch);
    for (int i = 0; i < epochs; i++) {
      KeyChain keys = new KeyChain(new byte[32], 0);
      writer.bytes(4, new EpochChains(keys, keys).serialize());
    }
    assertThrows(ProtocolException.class, () -> PqChain.parse(writer.toByteArray(), false));
  }

  private void addEpoch(int epoch) {
    alice.addEpoch(DIGEST, new EpochSecret(epoch, SECRET));
    bob.addEpoch(DIGEST, new EpochSecret(epoch, SECRET));
  }

  private static void refused(PqChain chain, int epoch, int index) {
    ProtocolException refusal =
        assertThrows(ProtocolException.class, () -> chain.receive(DIGEST, epoch, index, NOW));
    assertEquals(Reason.INVALID, refusal.reason());
  }

  private static byte[] hkdf(byte[] salt, byte[] input, String label) {
    return DIGEST.hkdfSha256(salt, input, label.getBytes(US_ASCII), 96);
  }

  private static byte[] step(byte[] next, int counter) {
    byte[] number = new byte[4];
    Bytes.putInt(number, 0, counter);
    byte[] label = "Signal PQ Ratchet V1 Chain Next".getBytes(US_ASCII);
    return DIGEST.hkdfSha256(new byte[32], next, Bytes.concat(number, label), 64);
  }

  private static byte[] chain(byte[] step) {
    return Arrays.copyOf(step, 32);
  }

  private static byte[] key(byte[] step) {
    return Arrays.copyOfRange(step, 32, 64);
  }
}
