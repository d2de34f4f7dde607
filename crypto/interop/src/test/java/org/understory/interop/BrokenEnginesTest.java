package org.understory.interop;

import static org.understory.interop.Talk.reads;
import static org.understory.interop.Talk.refuses;
import static org.understory.interop.Talk.text;
import static org.understory.interop.Talk.write;
import static org.understory.interop.WireMessages.withoutRatchet;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.understory.interop.BrokenDigest.Fault;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.PreKeyBundle;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.SeededRandomness;
import org.understory.signal.TestDevice;
import org.understory.signal.engine.UnderstoryEngine;
import org.understory.signal.pq.MinimumVersion;

/**
 * Engines that leave a step of the protocol out, against each whole one: nothing that either writes
 * is read by the other, and nothing of it is stored.
 */
class BrokenEnginesTest {
  private final SeededRandomness randomness = new SeededRandomness(Settings.SEED);

  @ParameterizedTest
  @EnumSource(names = {"JVM", "JAR", "NPM", "WASM", "JS"})
  void one_without_the_kyber_step(Engine whole) throws ProtocolException {
    refusedWhicheverStarts(whole, Fault.WITHOUT_KYBER);
  }

  /** As it calls itself, and under the version that it speaks. */
  @ParameterizedTest
  @EnumSource(names = {"JVM", "JAR", "NPM", "WASM", "JS"})
  void one_that_knows_x3dh_only(Engine whole) throws ProtocolException {
    refusedWhicheverStarts(whole, Fault.X3DH_ONLY);
    TestDevice broken = broken(Fault.X3DH_ONLY);
    TestDevice bob = new TestDevice(whole.create(randomness), "bob");
    broken.startSessionWith(bob);
    CiphertextMessage message = write(broken, bob, "hello");
    for (int version : new int[] {0x33, 0x34, 0x44}) {
      CiphertextMessage old = WireMessages.withoutKyber(message, version);
      refuses(bob, () -> bob.decryptFrom(broken, old), Reason.INVALID);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"JVM", "JAR", "NPM", "WASM", "JS"})
  void one_without_the_post_quantum_ratchets_key(Engine whole) throws ProtocolException {
    refusedAsInitiator(whole, Fault.WITHOUT_SPQR_SALT);
    refusedAsInitiator(whole, Fault.ANOTHER_SPQR_KEY);
    answersAreRefused(whole, Fault.WITHOUT_SPQR_SALT);
    answersAreRefused(whole, Fault.ANOTHER_SPQR_KEY);
  }

  @ParameterizedTest
  @EnumSource(names = {"JVM", "JAR", "NPM", "WASM", "JS"})
  void one_that_has_no_post_quantum_ratchet(Engine whole) throws ProtocolException {
    TestDevice broken = broken(Fault.WITHOUT_SPQR);
    TestDevice bob = new TestDevice(whole.create(randomness), "bob");
    broken.startSessionWith(bob);
    CiphertextMessage message = withoutRatchet(write(broken, bob, "hello"));
    if (Difference.SPEAKS_WITHOUT_POST_QUANTUM_RATCHET.appliesTo(whole)) {
      reads(bob, broken, message, "hello");
    } else {
      refuses(bob, () -> bob.decryptFrom(broken, message), Reason.INVALID);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"JVM", "JAR", "NPM", "WASM", "JS"})
  void a_bundle_stripped_of_its_kyber_prekey(Engine whole) {
    TestDevice alice = new TestDevice(whole.create(randomness), "alice");
    TestDevice bob = new TestDevice(Engine.JVM.create(randomness), "bob");
    PreKeyBundle bundle = bob.bundle();
    for (byte[] kyber : List.of(new byte[0], new byte[1], bundle.signedPreKey())) {
      PreKeyBundle stripped =
          new PreKeyBundle(
              bundle.registrationId(),
              bundle.preKeyId(),
              bundle.preKey(),
              bundle.signedPreKeyId(),
              bundle.signedPreKey(),
              bundle.signedPreKeySignature(),
              bundle.kyberPreKeyId(),
              kyber,
              bundle.signedPreKeySignature(),
              bundle.identityKey());
      refuses(
          alice,
          () -> alice.engine().startSession(alice.store(), bob.address(), stripped, TestDevice.NOW),
          Reason.INVALID);
    }
  }

  /** Each message is put where one of another kind belongs. */
  @ParameterizedTest
  @EnumSource(names = {"JVM", "JAR", "NPM", "WASM", "JS"})
  void a_message_in_the_wrong_channel(Engine whole) throws ProtocolException {
    TestDevice alice = new TestDevice(Engine.JVM.create(randomness), "alice");
    TestDevice bob = new TestDevice(whole.create(randomness), "bob");
    byte[] id = randomness.bytes(16);
    byte[] chain = alice.engine().createSenderKeyDistribution(alice.store(), alice.address(), id);
    alice.startSessionWith(bob);
    byte[] preKey = write(alice, bob, "one").bytes();
    reads(bob, alice, new CiphertextMessage(CiphertextMessage.PREKEY, preKey), "one");
    Talk.say(bob, alice, "two");
    byte[] whisper = write(alice, bob, "three").bytes();
    bob.engine().processSenderKeyDistribution(bob.store(), alice.address(), chain);
    byte[] group = alice.engine().groupEncrypt(alice.store(), alice.address(), id, text("to all"));
    for (byte[] wrong : List.of(preKey, chain, group)) {
      refusedBy(bob, alice, CiphertextMessage.WHISPER, wrong);
    }
    for (byte[] wrong : List.of(whisper, chain, group)) {
      refusedBy(bob, alice, CiphertextMessage.PREKEY, wrong);
    }
    for (byte[] wrong : List.of(preKey, whisper, chain)) {
      refuses(
          bob,
          () -> bob.engine().groupDecrypt(bob.store(), alice.address(), wrong, TestDevice.NOW),
          Reason.INVALID);
    }
    for (byte[] wrong : List.of(preKey, whisper, group)) {
      refuses(
          bob,
          () -> bob.engine().processSenderKeyDistribution(bob.store(), alice.address(), wrong),
          Reason.INVALID);
    }
    for (int type : new int[] {0, 1, 4, 7, 8}) {
      refusedBy(bob, alice, type, whisper);
    }
    reads(bob, alice, new CiphertextMessage(CiphertextMessage.WHISPER, whisper), "three");
  }

  /** Whoever replays it: the key was used with this base key, and no session is left to name. */
  @ParameterizedTest
  @EnumSource(names = {"JVM", "JAR", "NPM", "WASM", "JS"})
  void a_replayed_base_key_of_a_last_resort_bundle(Engine whole) throws ProtocolException {
    TestDevice alice = new TestDevice(Engine.JVM.create(randomness), "alice");
    TestDevice mallory = new TestDevice(Engine.JVM.create(randomness), "mallory");
    TestDevice bob = new TestDevice(whole.create(randomness), "bob");
    PreKeyBundle bundle = bob.lastResortBundle();
    alice.engine().startSession(alice.store(), bob.address(), bundle, TestDevice.NOW);
    CiphertextMessage first = write(alice, bob, "hello");
    CiphertextMessage second = write(alice, bob, "again");
    reads(bob, alice, first, "hello");
    refuses(bob, () -> bob.decryptFrom(mallory, first), Reason.INVALID);
    refuses(bob, () -> bob.decryptFrom(mallory, second), Reason.INVALID);
    reads(bob, alice, second, "again");
  }

  private static void refusedBy(TestDevice bob, TestDevice alice, int type, byte[] bytes) {
    CiphertextMessage message = new CiphertextMessage(type, bytes);
    refuses(bob, () -> bob.decryptFrom(alice, message), Reason.INVALID);
  }

  private TestDevice broken(Fault fault) {
    MinimumVersion least = fault == Fault.WITHOUT_SPQR ? MinimumVersion.V0 : MinimumVersion.V1;
    return new TestDevice(
        new UnderstoryEngine(BrokenDigest.primitives(fault), randomness, least), "broken");
  }

  private void refusedWhicheverStarts(Engine whole, Fault fault) throws ProtocolException {
    refusedAsInitiator(whole, fault);
    TestDevice alice = new TestDevice(whole.create(randomness), "alice");
    TestDevice broken = broken(fault);
    alice.startSessionWith(broken);
    CiphertextMessage message = write(alice, broken, "hello");
    refuses(broken, () -> broken.decryptFrom(alice, message), Reason.INVALID);
  }

  private void refusedAsInitiator(Engine whole, Fault fault) throws ProtocolException {
    TestDevice broken = broken(fault);
    TestDevice bob = new TestDevice(whole.create(randomness), "bob");
    broken.startSessionWith(bob);
    CiphertextMessage message = write(broken, bob, "hello");
    refuses(bob, () -> bob.decryptFrom(broken, message), Reason.INVALID);
  }

  /** The first message of 0.86.5 has no such key yet: then it is the answer that does not read. */
  private void answersAreRefused(Engine whole, Fault fault) throws ProtocolException {
    TestDevice alice = new TestDevice(whole.create(randomness), "alice");
    TestDevice broken = broken(fault);
    alice.startSessionWith(broken);
    CiphertextMessage message = write(alice, broken, "hello");
    if (!Difference.FIRST_MESSAGES_WITHOUT_ITS_KEY.appliesTo(whole)) {
      refuses(broken, () -> broken.decryptFrom(alice, message), Reason.INVALID);
      return;
    }
    reads(broken, alice, message, "hello");
    CiphertextMessage answer = write(broken, alice, "hello yourself");
    refuses(alice, () -> alice.decryptFrom(broken, answer), Reason.INVALID);
  }
}
