package org.understory.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.understory.interop.Talk.acquaint;
import static org.understory.interop.Talk.flipped;
import static org.understory.interop.Talk.reads;
import static org.understory.interop.Talk.refuses;
import static org.understory.interop.Talk.say;
import static org.understory.interop.Talk.text;
import static org.understory.interop.Talk.write;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.DeviceAddress;
import org.understory.signal.PreKeyBundle;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.SeededRandomness;
import org.understory.signal.TestDevice;

class SessionBehaviourTest {
  private static final long DAY = 24L * 60 * 60 * 1000;

  private final SeededRandomness randomness = new SeededRandomness(Settings.SEED);

  @ParameterizedTest
  @EnumSource
  void a_session_starts_is_acknowledged_and_goes_on(Pairing pairing) throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    acquaint(alice, bob);
    for (int i = 0; i < 20; i++) {
      assertEquals(CiphertextMessage.WHISPER, say(bob, alice, "b" + i));
      assertEquals(CiphertextMessage.WHISPER, say(alice, bob, "a" + i));
    }
    assertArrayEquals(new byte[0], bob.decryptFrom(alice, alice.encryptTo(bob, new byte[0])));
  }

  @ParameterizedTest
  @EnumSource
  void a_prekey_message_uses_its_prekeys_up_and_names_its_sender(Pairing pairing)
      throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    PreKeyBundle bundle = bob.bundle();
    alice.engine().startSession(alice.store(), bob.address(), bundle, TestDevice.NOW);
    CiphertextMessage message = write(alice, bob, "hello");
    assertArrayEquals(alice.identityKey(), bob.engine().identityKeyOf(message));
    assertNotNull(bob.store().loadPreKey(bundle.preKeyId()));
    reads(bob, alice, message, "hello");
    assertNull(bob.store().loadPreKey(bundle.preKeyId()));
    assertNull(bob.store().loadKyberPreKey(bundle.kyberPreKeyId()));
    say(alice, bob, "the same session, its prekeys gone");
    refuses(bob, () -> bob.decryptFrom(alice, message), Reason.DUPLICATE);
  }

  @ParameterizedTest
  @EnumSource
  void a_spent_prekey_starts_no_second_session(Pairing pairing) throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    PreKeyBundle bundle = bob.bundle();
    alice.engine().startSession(alice.store(), bob.address(), bundle, TestDevice.NOW);
    say(alice, bob, "hello");
    alice.engine().startSession(alice.store(), bob.address(), bundle, TestDevice.NOW);
    CiphertextMessage second = write(alice, bob, "again");
    refuses(bob, () -> bob.decryptFrom(alice, second), Reason.NO_PREKEY);
    say(bob, alice, "the first session still works");
  }

  @ParameterizedTest
  @EnumSource
  void a_last_resort_bundle_serves_many_and_no_base_key_twice(Pairing pairing)
      throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice carol = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    PreKeyBundle bundle = bob.lastResortBundle();
    alice.engine().startSession(alice.store(), bob.address(), bundle, TestDevice.NOW);
    CiphertextMessage first = write(alice, bob, "hello");
    reads(bob, alice, first, "hello");
    carol.engine().startSession(carol.store(), bob.address(), bundle, TestDevice.NOW);
    DeviceAddress carolsAddress = new DeviceAddress("carol");
    CiphertextMessage hers = write(carol, bob, "me too");
    assertArrayEquals(
        text("me too"), bob.engine().decrypt(bob.store(), carolsAddress, hers, TestDevice.NOW));
    DeviceAddress elsewhere = new DeviceAddress("somewhere-else");
    refuses(
        bob,
        () -> bob.engine().decrypt(bob.store(), elsewhere, first, TestDevice.NOW),
        Reason.INVALID);
  }

  @ParameterizedTest
  @EnumSource
  void messages_read_in_any_order_and_once(Pairing pairing) throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    acquaint(alice, bob);
    List<CiphertextMessage> messages = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      messages.add(write(alice, bob, "number " + i));
    }
    for (int i = 29; i >= 0; i -= 2) {
      reads(bob, alice, messages.get(i), "number " + i);
    }
    say(bob, alice, "a step of the ratchet in between");
    say(alice, bob, "and another");
    for (int i = 0; i < 30; i += 2) {
      reads(bob, alice, messages.get(i), "number " + i);
    }
    Collections.shuffle(messages, new java.util.Random(1));
    for (CiphertextMessage message : messages) {
      refuses(bob, () -> bob.decryptFrom(alice, message), Reason.DUPLICATE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_forged_message_changes_nothing(Pairing pairing) throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    alice.startSessionWith(bob);
    CiphertextMessage first = write(alice, bob, "hello");
    for (int at : new int[] {-1, -9, -20, 40, 80}) {
      refuses(
          bob,
          () -> bob.decryptFrom(alice, flipped(first, at)),
          Reason.INVALID,
          Reason.NO_PREKEY,
          Reason.UNTRUSTED_IDENTITY);
    }
    reads(bob, alice, first, "hello");
    say(bob, alice, "hi");
    CiphertextMessage later = write(alice, bob, "later");
    for (int at = 1; at < later.bytes().length; at++) {
      int position = at;
      refuses(
          bob,
          () -> bob.decryptFrom(alice, flipped(later, position)),
          Reason.INVALID,
          Reason.DUPLICATE);
    }
    reads(bob, alice, later, "later");
  }

  @ParameterizedTest
  @EnumSource
  void a_message_for_somebody_else_is_refused(Pairing pairing) throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    TestDevice carol = pairing.bob(randomness);
    acquaint(alice, bob);
    CiphertextMessage message = write(alice, bob, "for bob");
    refuses(carol, () -> carol.decryptFrom(alice, message), Reason.NO_SESSION);
    alice.engine().startSession(alice.store(), new DeviceAddress("c"), carol.bundle(), 0);
    refuses(alice, () -> alice.decryptFrom(alice, message), Reason.NO_SESSION);
  }

  /**
   * Both ratchets count to 25,000. Of "hello" and "good" the post-quantum chain has seen both, the
   * Double Ratchet's newest chain only the second, and so the former's limit comes one earlier.
   */
  @ParameterizedTest
  @EnumSource(names = {"JVM_WITH_JVM", "JVM_WITH_JAR", "JAR_WITH_JVM"})
  void a_jump_of_25000_reads_and_one_more_does_not(Pairing pairing) throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    acquaint(alice, bob);
    CiphertextMessage first = write(alice, bob, "1");
    List<CiphertextMessage> kept = new ArrayList<>();
    for (int i = 2; i < 25_000; i++) {
      CiphertextMessage message = write(alice, bob, "" + i);
      if (i >= 22_999 && i <= 23_002) {
        kept.add(message);
      }
    }
    CiphertextMessage atLimit = write(alice, bob, "25000");
    CiphertextMessage beyond = write(alice, bob, "25001");
    refuses(bob, () -> bob.decryptFrom(alice, beyond), Reason.INVALID);
    reads(bob, alice, atLimit, "25000");
    refuses(bob, () -> bob.decryptFrom(alice, first), Reason.DUPLICATE);
    refuses(bob, () -> bob.decryptFrom(alice, kept.get(0)), Reason.DUPLICATE);
    reads(bob, alice, kept.get(1), "23000");
    reads(bob, alice, beyond, "25001");
  }

  @ParameterizedTest
  @EnumSource
  void an_unacknowledged_session_ends_after_30_days(Pairing pairing) throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    alice.startSessionWith(bob);
    long lastMoment = TestDevice.NOW + 30 * DAY;
    alice.engine().encrypt(alice.store(), bob.address(), text("still"), lastMoment);
    refuses(
        alice,
        () -> alice.engine().encrypt(alice.store(), bob.address(), text("late"), lastMoment + DAY),
        Reason.NO_SESSION);
  }

  @ParameterizedTest
  @EnumSource
  void nobody_speaks_without_a_session_or_to_a_distrusted_identity(Pairing pairing)
      throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    refuses(alice, () -> alice.encryptTo(bob, text("?")), Reason.NO_SESSION);
    alice.startSessionWith(bob);
    CiphertextMessage message = write(alice, bob, "hello");
    bob.store().trust(alice.address(), bob.identityKey());
    refuses(bob, () -> bob.decryptFrom(alice, message), Reason.UNTRUSTED_IDENTITY);
    alice.store().trust(bob.address(), alice.identityKey());
    refuses(alice, () -> alice.encryptTo(bob, text("?")), Reason.UNTRUSTED_IDENTITY);
    PreKeyBundle bundle = bob.bundle();
    refuses(
        alice,
        () -> alice.engine().startSession(alice.store(), bob.address(), bundle, 0),
        Reason.UNTRUSTED_IDENTITY);
  }
}
