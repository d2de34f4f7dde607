package org.understory.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.understory.interop.Talk.acquaint;
import static org.understory.interop.Talk.reads;
import static org.understory.interop.Talk.refuses;
import static org.understory.interop.Talk.say;
import static org.understory.interop.Talk.write;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.GeneratedPreKey;
import org.understory.signal.PreKeyBundle;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.SeededRandomness;
import org.understory.signal.TestDevice;

/** At the edges of what a session takes. */
class SessionLimitsTest {
  private static final long HOUR = 60L * 60 * 1000;

  private final SeededRandomness randomness = new SeededRandomness(Settings.SEED);

  @ParameterizedTest
  @EnumSource
  void of_the_chains_of_the_other_side_five_are_kept(Pairing pairing) throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    acquaint(alice, bob);
    List<CiphertextMessage> late = new ArrayList<>();
    for (int chain = 0; chain < 6; chain++) {
      say(bob, alice, "a step of the ratchet");
      late.add(write(alice, bob, "late " + chain));
      say(alice, bob, "in time");
    }
    refuses(bob, () -> bob.decryptFrom(alice, late.get(0)), Reason.INVALID, Reason.DUPLICATE);
    for (int chain = 5; chain > 0; chain--) {
      reads(bob, alice, late.get(chain), "late " + chain);
    }
    say(bob, alice, "no harm done");
  }

  /** A responder that answers does not stop the initiator's first messages, late and repeated. */
  @ParameterizedTest
  @EnumSource
  void first_messages_read_after_the_answer_too(Pairing pairing) throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    alice.startSessionWith(bob);
    CiphertextMessage one = write(alice, bob, "one");
    CiphertextMessage two = write(alice, bob, "two");
    CiphertextMessage three = write(alice, bob, "three");
    reads(bob, alice, two, "two");
    say(bob, alice, "answer");
    reads(bob, alice, three, "three");
    reads(bob, alice, one, "one");
    for (CiphertextMessage message : List.of(one, two, three)) {
      assertEquals(CiphertextMessage.PREKEY, message.type());
      refuses(bob, () -> bob.decryptFrom(alice, message), Reason.DUPLICATE);
    }
    assertEquals(CiphertextMessage.WHISPER, say(alice, bob, "acknowledged"));
  }

  /** The same bundle twice: two sessions, and whoever spoke last is answered. */
  @ParameterizedTest
  @EnumSource
  void a_bundle_taken_twice_gives_two_sessions(Pairing pairing) throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    PreKeyBundle bundle = bob.lastResortBundle();
    alice.engine().startSession(alice.store(), bob.address(), bundle, TestDevice.NOW);
    CiphertextMessage first = write(alice, bob, "in the first");
    alice.engine().startSession(alice.store(), bob.address(), bundle, TestDevice.NOW);
    CiphertextMessage second = write(alice, bob, "in the second");
    reads(bob, alice, second, "in the second");
    reads(bob, alice, first, "in the first");
    say(bob, alice, "answered in the one that spoke last");
    say(alice, bob, "well");
    say(bob, alice, "on we go");
  }

  @ParameterizedTest
  @EnumSource
  void zero_is_an_id_like_any_other(Pairing pairing) throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    GeneratedPreKey preKey = bob.engine().generatePreKey(0);
    bob.store().putPreKey(0, preKey.record());
    GeneratedPreKey signed =
        bob.engine().generateSignedPreKey(bob.store().identityKeyPair(), 0, TestDevice.NOW);
    bob.store().putSignedPreKey(0, signed.record());
    GeneratedPreKey kyber =
        bob.engine().generateKyberPreKey(bob.store().identityKeyPair(), 0, TestDevice.NOW);
    bob.store().putKyberPreKey(0, kyber.record(), false);
    PreKeyBundle bundle =
        new PreKeyBundle(
            0,
            0,
            preKey.publicKey(),
            0,
            signed.publicKey(),
            signed.signature(),
            0,
            kyber.publicKey(),
            kyber.signature(),
            bob.identityKey());
    alice.engine().startSession(alice.store(), bob.address(), bundle, TestDevice.NOW);
    CiphertextMessage message = write(alice, bob, "hello");
    reads(bob, alice, message, "hello");
    assertTrue(bob.store().loadPreKey(0) == null && bob.store().loadKyberPreKey(0) == null);
    say(bob, alice, "hello yourself");
    say(alice, bob, "good");
  }

  /** Ours forgets; what the others do is written down in {@link Difference}. */
  @ParameterizedTest
  @EnumSource
  void keys_of_overtaken_messages_go_when_they_are_told_to(Pairing pairing)
      throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    acquaint(alice, bob);
    CiphertextMessage overtaken = write(alice, bob, "overtaken");
    say(alice, bob, "quick");
    bob.engine().forgetSkippedKeys(bob.store(), alice.address(), TestDevice.NOW + HOUR);
    if (Difference.SKIPPED_KEYS_STAY.appliesTo(pairing.answers())) {
      reads(bob, alice, overtaken, "overtaken");
    } else {
      refuses(bob, () -> bob.decryptFrom(alice, overtaken), Reason.DUPLICATE);
    }
    say(alice, bob, "nothing else is lost");
  }
}
