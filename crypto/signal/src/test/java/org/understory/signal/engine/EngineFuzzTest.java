package org.understory.signal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.ProtocolException;
import org.understory.signal.SeededRandomness;
import org.understory.signal.TestDevice;
import org.understory.signal.engine.ScannableFingerprint.Verdict;
import org.understory.signal.primitive.BouncyCastlePrimitives;

/**
 * Any bytes at all, given to a device in the middle of its conversations as if they were a message
 * or what its store holds. The first are refused and change nothing; the second may be refused, and
 * do no other harm.
 */
class EngineFuzzTest {
  private static final byte[] GROUP = new byte[16];

  private final UnderstoryEngine engine =
      new UnderstoryEngine(BouncyCastlePrimitives.create(), new SeededRandomness(3));
  private final TestDevice alice = new TestDevice(engine, "alice");
  private final TestDevice bob = new TestDevice(engine, "bob");

  private final byte[] ownCode =
      engine.scannableFingerprint(
          new byte[] {1}, alice.identityKey(), new byte[] {2}, bob.identityKey());

  EngineFuzzTest() throws ProtocolException {
    alice.startSessionWith(bob);
    for (int i = 0; i < 3; i++) {
      bob.decryptFrom(alice, alice.encryptTo(bob, new byte[i]));
      alice.decryptFrom(bob, bob.encryptTo(alice, new byte[i]));
    }
    byte[] distribution = engine.createSenderKeyDistribution(alice.store(), alice.address(), GROUP);
    engine.processSenderKeyDistribution(bob.store(), alice.address(), distribution);
  }

  @FuzzTest
  void a_pairwise_message_that_nobody_wrote(byte[] bytes) {
    refused(() -> bob.decryptFrom(alice, new CiphertextMessage(CiphertextMessage.WHISPER, bytes)));
    refused(() -> bob.decryptFrom(alice, new CiphertextMessage(CiphertextMessage.PREKEY, bytes)));
  }

  @FuzzTest
  void a_group_message_that_nobody_wrote(byte[] bytes) {
    refused(() -> engine.groupDecrypt(bob.store(), alice.address(), bytes, TestDevice.NOW));
  }

  /** Only who has seen a message of the session can name its ratchet key. */
  @FuzzTest
  void a_decryption_error(byte[] bytes) throws ProtocolException {
    byte[] record = bob.store().loadSession(alice.address());
    assertNotNull(record);
    int writes = bob.store().writes();
    try {
      boolean archived = engine.archiveSession(bob.store(), alice.address(), bytes);
      assertEquals(archived, bob.store().writes() > writes);
      bob.store().storeSession(alice.address(), record);
      byte[] message = bob.encryptTo(alice, new byte[1]).bytes();
      bob.store().storeSession(alice.address(), record);
      assertTrue(!archived || contains(bytes, Arrays.copyOfRange(message, 3, 36)));
    } catch (ProtocolException refused) {
      assertEquals(writes, bob.store().writes());
    }
  }

  @FuzzTest
  void a_scanned_fingerprint(byte[] bytes) {
    if (ScannableFingerprint.compare(ownCode, bytes) == Verdict.SAME) {
      assertTrue(contains(bytes, Arrays.copyOfRange(ownCode, 6, 38)));
      assertTrue(contains(bytes, Arrays.copyOfRange(ownCode, 42, 74)));
    }
  }

  private static boolean contains(byte[] bytes, byte[] part) {
    for (int at = 0; at + part.length <= bytes.length; at++) {
      if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }

  @FuzzTest
  void a_session_record_that_nobody_wrote(byte[] bytes) throws ProtocolException {
    bob.store().storeSession(alice.address(), bytes);
    CiphertextMessage message = alice.encryptTo(bob, new byte[1]);
    harmless(() -> bob.encryptTo(alice, new byte[1]));
    harmless(() -> bob.decryptFrom(alice, message));
  }

  @FuzzTest
  void a_sender_key_record_that_nobody_wrote(byte[] bytes) throws ProtocolException {
    bob.store().storeSenderKey(bob.address(), GROUP, bytes);
    bob.store().storeSenderKey(alice.address(), GROUP, bytes);
    byte[] message = engine.groupEncrypt(alice.store(), alice.address(), GROUP, new byte[1]);
    harmless(() -> engine.groupEncrypt(bob.store(), bob.address(), GROUP, new byte[1]));
    harmless(() -> engine.createSenderKeyDistribution(bob.store(), bob.address(), GROUP));
    harmless(() -> engine.groupDecrypt(bob.store(), alice.address(), message, TestDevice.NOW));
  }

  private interface Work {
    Object run() throws ProtocolException;
  }

  private void refused(Work work) {
    int writes = bob.store().writes();
    try {
      work.run();
    } catch (ProtocolException refused) {
      assertEquals(writes, bob.store().writes(), "a refusal that wrote to the store");
      return;
    }
    throw new AssertionError("read what nobody wrote");
  }

  private static void harmless(Work work) {
    try {
      work.run();
    } catch (ProtocolException refused) {
      // the one way to refuse
    }
  }
}
