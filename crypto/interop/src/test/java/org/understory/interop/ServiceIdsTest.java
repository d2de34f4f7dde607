package org.understory.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.understory.interop.Talk.reads;
import static org.understory.interop.Talk.say;
import static org.understory.interop.Talk.write;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.ProtocolException;
import org.understory.signal.SeededRandomness;
import org.understory.signal.TestDevice;
import org.understory.signal.codec.ProtoMessage;
import org.understory.trial.FarSide;
import org.understory.trial.RemoteEngine;

/**
 * Between devices that are named by Signal's service ids its newest engine writes both names into
 * first messages, under the MAC. Ours has no such names and passes them over.
 */
class ServiceIdsTest {
  private static final String ALICE = "9d0652a3-dcc3-4d11-975f-74d61598733f";
  private static final String BOB = "796abedb-ca4e-4f18-8803-1fde5b921f9f";
  private static final int ADDRESSES = 6;

  private final SeededRandomness randomness = new SeededRandomness(Settings.SEED);

  @ParameterizedTest
  @EnumSource(names = {"JVM", "JAR", "WASM", "JS"})
  void names_in_a_first_message_change_nothing(Engine engine) throws ProtocolException {
    try (FarSide signal = FarSide.libsignal(ALICE)) {
      TestDevice alice = new TestDevice(new RemoteEngine(signal, randomness), ALICE);
      TestDevice bob = new TestDevice(engine.create(randomness), BOB);
      alice.startSessionWith(bob);
      CiphertextMessage first = write(alice, bob, "hello");
      assertTrue(namesBoth(first));
      reads(bob, alice, first, "hello");
      say(bob, alice, "hello yourself");
      assertEquals(CiphertextMessage.WHISPER, say(alice, bob, "good"));
      bob.startSessionWith(alice);
      assertEquals(CiphertextMessage.PREKEY, say(bob, alice, "and without them"));
    } catch (FarSide.UnavailableException e) {
      abort(e.getMessage());
    }
  }

  private static boolean namesBoth(CiphertextMessage first) throws ProtocolException {
    byte[] inner = ProtoMessage.parse(first.bytes(), 1, first.bytes().length).bytes(4);
    return ProtoMessage.parse(inner, 1, inner.length - 8).bytes(ADDRESSES).length == 36;
  }
}
