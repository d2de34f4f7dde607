package org.understory.signal.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.SeededRandomness;
import org.understory.signal.TestDevice;
import org.understory.signal.primitive.BouncyCastlePrimitives;

/** Keys of overtaken messages last as long as they are told to, and no longer. */
class SkippedKeysTest {
  private static final long NOW = TestDevice.NOW;

  private final UnderstoryEngine engine =
      new UnderstoryEngine(BouncyCastlePrimitives.create(), new SeededRandomness(1));
  private final TestDevice alice = new TestDevice(engine, "alice");
  private final TestDevice bob = new TestDevice(engine, "bob");

  @Test
  void a_session_forgets_in_its_current_and_its_archived_states() throws ProtocolException {
    alice.startSessionWith(bob);
    CiphertextMessage archivedLate = encrypt("late in the first session");
    decrypt(encrypt("overtaking"), NOW);
    alice.startSessionWith(bob);
    CiphertextMessage early = encrypt("overtaken at once");
    CiphertextMessage kept = encrypt("overtaken later");
    decrypt(early, NOW);
    CiphertextMessage late = encrypt("late in the second session");
    decrypt(encrypt("overtaking again"), NOW + 5_000);

    engine.forgetSkippedKeys(bob.store(), alice.address(), NOW + 5_000);
    assertArrayEquals("overtaken later".getBytes(UTF_8), decrypt(kept, NOW + 6_000));
    refuses(archivedLate);
    engine.forgetSkippedKeys(bob.store(), alice.address(), NOW + 5_001);
    refuses(late);
  }

  @Test
  void a_sender_s_chains_forget_and_write_only_when_they_do() throws ProtocolException {
    byte[] id = new byte[16];
    engine.processSenderKeyDistribution(
        bob.store(),
        alice.address(),
        engine.createSenderKeyDistribution(alice.store(), alice.address(), id));
    byte[] late = groupEncrypt(id);
    byte[] overtaking = groupEncrypt(id);
    engine.groupDecrypt(bob.store(), alice.address(), overtaking, NOW);
    int writes = bob.store().writes();
    engine.forgetSkippedSenderKeys(bob.store(), alice.address(), id, NOW);
    engine.forgetSkippedSenderKeys(bob.store(), bob.address(), id, NOW + 1);
    engine.forgetSkippedKeys(bob.store(), alice.address(), NOW + 1);
    assertEquals(writes, bob.store().writes());
    engine.forgetSkippedSenderKeys(bob.store(), alice.address(), id, NOW + 1);
    assertEquals(writes + 1, bob.store().writes());
    ProtocolException refusal =
        assertThrows(
            ProtocolException.class,
            () -> engine.groupDecrypt(bob.store(), alice.address(), late, NOW));
    assertEquals(Reason.DUPLICATE, refusal.reason());
  }

  private CiphertextMessage encrypt(String text) throws ProtocolException {
    return alice.encryptTo(bob, text.getBytes(UTF_8));
  }

  private byte[] decrypt(CiphertextMessage message, long now) throws ProtocolException {
    return engine.decrypt(bob.store(), alice.address(), message, now);
  }

  private void refuses(CiphertextMessage message) {
    ProtocolException refusal =
        assertThrows(ProtocolException.class, () -> decrypt(message, NOW + 10_000));
    assertEquals(Reason.DUPLICATE, refusal.reason());
  }

  private byte[] groupEncrypt(byte[] id) throws ProtocolException {
    return engine.groupEncrypt(alice.store(), alice.address(), id, "all".getBytes(UTF_8));
  }
}
