package org.understory.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.understory.interop.Talk.acquaint;
import static org.understory.interop.Talk.reads;
import static org.understory.interop.Talk.refuses;
import static org.understory.interop.Talk.say;
import static org.understory.interop.Talk.write;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.understory.libsignal.LibsignalEngine;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.SeededRandomness;
import org.understory.signal.SignalEngine;
import org.understory.signal.TestDevice;
import org.understory.signal.engine.UnderstoryEngine;
import org.understory.signal.primitive.BouncyCastlePrimitives;

/**
 * What is said about a message that did not decrypt, and what that does to its sender's session.
 */
class DecryptionErrorTest {
  private final SeededRandomness randomness = new SeededRandomness(Settings.SEED);
  private final SignalEngine ours =
      new UnderstoryEngine(BouncyCastlePrimitives.create(), randomness);
  private final SignalEngine theirs = new LibsignalEngine();

  @ParameterizedTest
  @EnumSource
  void both_engines_write_the_same_bytes_about_any_message(Pairing pairing)
      throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    alice.startSessionWith(bob);
    CiphertextMessage first = write(alice, bob, "first");
    reads(bob, alice, first, "first");
    CiphertextMessage reply = write(bob, alice, "reply");
    byte[] id = randomness.bytes(16);
    alice.engine().createSenderKeyDistribution(alice.store(), alice.address(), id);
    CiphertextMessage toAll =
        new CiphertextMessage(
            CiphertextMessage.SENDER_KEY,
            alice.engine().groupEncrypt(alice.store(), alice.address(), id, new byte[3]));
    for (CiphertextMessage failed : List.of(first, reply, toAll)) {
      for (long time : new long[] {0, 1, TestDevice.NOW, Long.MAX_VALUE}) {
        for (int device : new int[] {0, 1, 127, Integer.MAX_VALUE}) {
          assertArrayEquals(
              theirs.decryptionError(failed, time, device),
              ours.decryptionError(failed, time, device));
        }
      }
    }
  }

  @Test
  void what_does_not_decode_gets_no_error_from_either() throws ProtocolException {
    TestDevice alice = Pairing.JVM_WITH_JVM.alice(randomness);
    TestDevice bob = Pairing.JVM_WITH_JVM.bob(randomness);
    alice.startSessionWith(bob);
    CiphertextMessage preKey = write(alice, bob, "first");
    for (SignalEngine engine : List.of(ours, theirs)) {
      noError(engine, new CiphertextMessage(CiphertextMessage.WHISPER, new byte[0]));
      noError(engine, new CiphertextMessage(CiphertextMessage.WHISPER, randomness.bytes(60)));
      noError(engine, new CiphertextMessage(CiphertextMessage.WHISPER, preKey.bytes()));
      noError(engine, new CiphertextMessage(CiphertextMessage.PREKEY, new byte[] {0x44}));
      noError(engine, new CiphertextMessage(99, preKey.bytes()));
    }
  }

  private static void noError(SignalEngine engine, CiphertextMessage failed) {
    ProtocolException refusal =
        assertThrows(ProtocolException.class, () -> engine.decryptionError(failed, 1, 1));
    assertEquals(Reason.INVALID, refusal.reason());
  }

  /** The error is always written by the other engine. */
  @ParameterizedTest
  @EnumSource
  void an_error_that_names_the_sending_key_archives_the_session_once(Pairing pairing)
      throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    acquaint(alice, bob);
    CiphertextMessage late = write(bob, alice, "late");
    byte[] error = error(bob, write(alice, bob, "lost"));
    assertTrue(archive(alice, bob, error));
    assertFalse(archive(alice, bob, error));
    refuses(alice, () -> write(alice, bob, "nothing to send in"), Reason.NO_SESSION);
    reads(alice, bob, late, "late");
    alice.startSessionWith(bob);
    assertEquals(CiphertextMessage.PREKEY, say(alice, bob, "again"));
    assertEquals(CiphertextMessage.WHISPER, say(bob, alice, "there you are"));
  }

  @ParameterizedTest
  @EnumSource
  void of_a_prekey_message_the_key_inside_counts(Pairing pairing) throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    alice.startSessionWith(bob);
    assertTrue(archive(alice, bob, error(bob, write(alice, bob, "to a lost prekey"))));
  }

  @ParameterizedTest
  @EnumSource
  void an_error_about_another_key_or_none_changes_nothing(Pairing pairing)
      throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    assertFalse(archive(alice, bob, error(bob, new CiphertextMessage(7, new byte[0]))));
    acquaint(alice, bob);
    byte[] old = error(bob, write(alice, bob, "old"));
    say(bob, alice, "a new ratchet key follows");
    byte[] own = error(alice, write(bob, alice, "not a key of alice's"));
    say(alice, bob, "there it is");
    int writes = alice.store().writes();
    assertFalse(archive(alice, bob, old));
    assertFalse(archive(alice, bob, own));
    assertFalse(archive(alice, bob, error(bob, new CiphertextMessage(7, new byte[0]))));
    assertEquals(writes, alice.store().writes());
    refuses(alice, () -> archive(alice, bob, new byte[] {1, 2, 3}), Reason.INVALID);
    say(alice, bob, "still there");
  }

  private byte[] error(TestDevice reader, CiphertextMessage failed) throws ProtocolException {
    SignalEngine other = reader.engine().name().equals(ours.name()) ? theirs : ours;
    return other.decryptionError(failed, TestDevice.NOW, 1);
  }

  private static boolean archive(TestDevice sender, TestDevice reader, byte[] error)
      throws ProtocolException {
    return sender.engine().archiveSession(sender.store(), reader.address(), error);
  }
}
