package org.understory.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.understory.interop.Talk.acquaint;
import static org.understory.interop.Talk.reads;
import static org.understory.interop.Talk.refuses;
import static org.understory.interop.Talk.say;
import static org.understory.interop.Talk.write;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.SeededRandomness;
import org.understory.signal.TestDevice;
import org.understory.signal.engine.UnderstoryEngine;
import org.understory.signal.pq.MinimumVersion;
import org.understory.signal.primitive.BouncyCastlePrimitives;

/** The Triple Ratchet: ours and libsignal's are one protocol, down to what an onlooker sees. */
class PqRatchetTest {
  private static final int MESSAGES_FOR_TWO_EPOCHS = 100;

  private final SeededRandomness randomness = new SeededRandomness(Settings.SEED);

  /** Type and chunk of every message of two epochs, which no randomness decides. */
  @ParameterizedTest
  @EnumSource(
      names = {
        "JVM_WITH_JVM",
        "JVM_WITH_JAR",
        "JAR_WITH_JVM",
        "JVM_WITH_NPM",
        "NPM_WITH_JVM",
        "WASM_WITH_JAR",
        "JAR_WITH_WASM",
        "JS_WITH_JAR",
        "JAR_WITH_JS"
      })
  void an_onlooker_sees_the_same_whoever_speaks(Pairing pairing) throws ProtocolException {
    List<String> expected = seen(Pairing.JAR_WITH_JAR);
    assertEquals(expected, seen(pairing));
    assertTrue(expected.get(expected.size() - 1).startsWith("3 "), "not so far: " + expected);
  }

  private List<String> seen(Pairing pairing) throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    alice.startSessionWith(bob);
    List<String> result = new ArrayList<>();
    for (int i = 0; i < MESSAGES_FOR_TWO_EPOCHS; i++) {
      result.add(told(alice, bob));
      result.add(told(bob, alice));
    }
    return result;
  }

  private static String told(TestDevice from, TestDevice to) throws ProtocolException {
    CiphertextMessage message = write(from, to, "so");
    reads(to, from, message, "so");
    PqField field = PqField.of(message);
    return field.epoch() + " " + field.type() + " " + field.chunk();
  }

  @ParameterizedTest
  @CsvSource({
    "JVM_WITH_JVM, 30", "JVM_WITH_JAR, 0", "JAR_WITH_JVM, 0", "JVM_WITH_JAR, 30",
    "JAR_WITH_JVM, 30", "JVM_WITH_JAR, 60", "JAR_WITH_JVM, 60", "JVM_WITH_NPM, 0",
    "NPM_WITH_JVM, 0", "JVM_WITH_NPM, 30", "NPM_WITH_JVM, 30", "JVM_WITH_NPM, 60",
    "NPM_WITH_JVM, 60", "WASM_WITH_JAR, 30", "JAR_WITH_WASM, 60", "JS_WITH_JAR, 60",
    "JAR_WITH_JS, 30"
  })
  void the_braid_goes_round_whatever_the_network_does(Pairing pairing, int loss)
      throws ProtocolException {
    LossyConversation talk = new LossyConversation(pairing, Settings.SEED + loss, loss);
    try {
      talk.runToEpoch(6);
    } finally {
      System.out.println(talk + "; " + Settings.describe());
    }
  }

  /** With another salt in our state the same message is unreadable, to us and to libsignal. */
  @Test
  void every_message_is_salted() throws ProtocolException {
    for (Pairing pairing : new Pairing[] {Pairing.JAR_WITH_JVM, Pairing.JVM_WITH_JAR}) {
      TestDevice alice = pairing.alice(randomness);
      TestDevice bob = pairing.bob(randomness);
      acquaint(alice, bob);
      assertTrue(PqField.of(write(alice, bob, "x")).index() > 0);
      CiphertextMessage message;
      if (pairing == Pairing.JAR_WITH_JVM) {
        message = write(alice, bob, "y");
        StoredSession.of(bob, alice).withOtherPqChains().storeIn(bob);
      } else {
        StoredSession.of(alice, bob).withOtherPqChains().storeIn(alice);
        message = write(alice, bob, "y");
      }
      refuses(bob, () -> bob.decryptFrom(alice, message), Reason.INVALID);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_peer_without_it_is_refused_unless_version_0_may_be(boolean peerStarts)
      throws ProtocolException {
    assertTrue(understandsPeerWithout(ours(MinimumVersion.V0), peerStarts));
    assertTrue(understandsPeerWithout(Engine.JAR, peerStarts));
    assertFalse(understandsPeerWithout(ours(MinimumVersion.V1), peerStarts));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void signals_newest_refuses_a_peer_without_it(boolean peerStarts) throws ProtocolException {
    assertFalse(understandsPeerWithout(Engine.NPM, peerStarts));
  }

  private boolean understandsPeerWithout(Engine engine, boolean peerStarts)
      throws ProtocolException {
    return understandsPeerWithout(new TestDevice(engine.create(randomness), "other"), peerStarts);
  }

  private TestDevice ours(MinimumVersion minimum) {
    return new TestDevice(
        new UnderstoryEngine(BouncyCastlePrimitives.create(), randomness, minimum), "ours");
  }

  /** The peer is our engine at version 0, whose state is then taken from it. */
  private boolean understandsPeerWithout(TestDevice device, boolean peerStarts)
      throws ProtocolException {
    TestDevice peer = ours(MinimumVersion.V0);
    TestDevice first = peerStarts ? peer : device;
    TestDevice second = peerStarts ? device : peer;
    first.startSessionWith(second);
    if (peerStarts) {
      StoredSession.of(peer, device).withoutPqRatchet().storeIn(peer);
    }
    CiphertextMessage hello = write(first, second, "hello");
    assertEquals(!peerStarts, PqField.isIn(hello));
    try {
      second.decryptFrom(first, hello);
      if (!peerStarts) {
        StoredSession.of(peer, device).withoutPqRatchet().storeIn(peer);
      }
      for (int i = 0; i < 3; i++) {
        say(second, first, "answer");
        say(first, second, "and so on");
      }
    } catch (ProtocolException e) {
      assertEquals(Reason.INVALID, e.reason());
      return false;
    }
    assertFalse(PqField.isIn(write(device, peer, "without, for good")));
    return true;
  }

  @Test
  void two_of_ours_speak_it_also_when_they_need_not() throws ProtocolException {
    TestDevice alice = ours(MinimumVersion.V0);
    TestDevice bob = new TestDevice(Engine.JVM.create(randomness), "bob");
    acquaint(alice, bob);
    assertEquals(1, PqField.of(write(bob, alice, "x")).epoch());
    assertTrue(PqField.isIn(write(alice, bob, "y")));
  }
}
