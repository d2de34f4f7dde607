package org.understory.signal.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.ProtocolException;
import org.understory.signal.SeededRandomness;
import org.understory.signal.TestDevice;
import org.understory.signal.codec.Bytes;
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
        "all".getBytes(UTF_8),
        engine.groupDecrypt(bob.store(), alice.address(), message, TestDevice.NOW));
  }

  /** What every runtime is held to: the bytes follow from the randomness and nothing else. */
  @Test
  void the_same_randomness_gives_the_same_bytes() throws ProtocolException {
    assertArrayEquals(transcript(5), transcript(5));
    assertFalse(Arrays.equals(transcript(5), transcript(6)));
  }

  private static byte[] transcript(long seed) throws ProtocolException {
    UnderstoryEngine seeded =
        new UnderstoryEngine(BouncyCastlePrimitives.create(), new SeededRandomness(seed));
    TestDevice first = new TestDevice(seeded, "first");
    TestDevice second = new TestDevice(seeded, "second");
    first.startSessionWith(second);
    byte[] all = new byte[0];
    for (int i = 0; i < 5; i++) {
      CiphertextMessage there = first.encryptTo(second, new byte[i]);
      second.decryptFrom(first, there);
      CiphertextMessage back = second.encryptTo(first, new byte[i]);
      first.decryptFrom(second, back);
      all = Bytes.concat(all, there.bytes(), back.bytes());
    }
    byte[] id = new byte[16];
    byte[] chain = seeded.createSenderKeyDistribution(first.store(), first.address(), id);
    byte[] post = seeded.groupEncrypt(first.store(), first.address(), id, new byte[9]);
    return Bytes.concat(all, chain, post);
  }

  private static int say(TestDevice from, TestDevice to, String text) throws ProtocolException {
    CiphertextMessage message = from.encryptTo(to, text.getBytes(UTF_8));
    assertArrayEquals(text.getBytes(UTF_8), to.decryptFrom(from, message));
    return message.type();
  }
}
