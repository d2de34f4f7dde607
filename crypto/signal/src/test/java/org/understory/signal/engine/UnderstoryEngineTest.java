package org.understory.signal.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.ProtocolException;
import org.understory.signal.SeededRandomness;
import org.understory.signal.TestDevice;
import org.understory.signal.primitive.BouncyCastlePrimitives;

class UnderstoryEngineTest {
  private final UnderstoryEngine engine =
      new UnderstoryEngine(BouncyCastlePrimitives.create(), new SeededRandomness(1));
  private final TestDevice alice = new TestDevice(engine, "alice");
  private final TestDevice bob = new TestDevice(engine, "bob");

  @Test
  void two_devices_talk_and_the_first_reply_ends_prekey_messages() throws ProtocolException {
    alice.startSessionWith(bob);
    for (int i = 0; i < 3; i++) {
      assertEquals(CiphertextMessage.PREKEY, say(alice, bob, "hello " + i));
    }
    assertEquals(CiphertextMessage.WHISPER, say(bob, alice, "hi"));
    for (int i = 0; i < 3; i++) {
      assertEquals(CiphertextMessage.WHISPER, say(alice, bob, "and " + i));
      assertEquals(CiphertextMessage.WHISPER, say(bob, alice, "or " + i));
    }
  }

  @Test
  void a_group_message_reads_for_who_has_the_chain() throws ProtocolException {
    byte[] id = new byte[16];
    byte[] distribution = engine.createSenderKeyDistribution(alice.store(), alice.address(), id);
    engine.processSenderKeyDistribution(bob.store(), alice.address(), distribution);
    byte[] message = engine.groupEncrypt(alice.store(), alice.address(), id, "all".getBytes(UTF_8));
    assertArrayEquals(id, engine.distributionIdOf(message));
    assertArrayEquals(id, engine.distributionIdOf(distribution));
    assertArrayEquals(
        "all".getBytes(UTF_8), engine.groupDecrypt(bob.store(), alice.address(), message));
  }

  private static int say(TestDevice from, TestDevice to, String text) throws ProtocolException {
    CiphertextMessage message = from.encryptTo(to, text.getBytes(UTF_8));
    assertArrayEquals(text.getBytes(UTF_8), to.decryptFrom(from, message));
    return message.type();
  }
}
