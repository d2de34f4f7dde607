package org.understory.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.ProtocolException;
import org.understory.signal.SeededRandomness;
import org.understory.signal.TestDevice;

/**
 * Bytes that mean nothing, and messages cut anywhere: refused, and nothing else, by both engines.
 */
class GarbageTest {
  private final SeededRandomness randomness = new SeededRandomness(Settings.SEED);

  @ParameterizedTest
  @EnumSource
  void garbage_is_refused_everywhere(Pairing pairing) throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    byte[] distribution =
        alice.engine().createSenderKeyDistribution(alice.store(), alice.address(), new byte[16]);
    byte[] group =
        alice.engine().groupEncrypt(alice.store(), alice.address(), new byte[16], new byte[5]);
    alice.startSessionWith(bob);
    CiphertextMessage preKey = alice.encryptTo(bob, new byte[3]);
    for (byte[] whole : List.of(distribution, group, preKey.bytes(), randomness.bytes(200))) {
      for (int cut = 0;
          cut < whole.length;
          cut += 1 + whole.length / pairing.answers().thoroughly(100)) {
        refusedByAll(alice, bob, Arrays.copyOf(whole, cut));
      }
    }
    for (int version : new int[] {0x33, 0x44, 0x34, 0x55, 0xFF}) {
      for (int i = 0; i < pairing.answers().thoroughly(50); i++) {
        byte[] bytes = randomness.bytes(1 + randomness.below(300));
        bytes[0] = (byte) version;
        refusedByAll(alice, bob, bytes);
      }
    }
    Talk.reads(bob, alice, preKey, "\0\0\0");
  }

  private static void refusedByAll(TestDevice alice, TestDevice bob, byte[] bytes) {
    int writes = bob.store().writes();
    CiphertextMessage whisper = new CiphertextMessage(CiphertextMessage.WHISPER, bytes);
    CiphertextMessage preKey = new CiphertextMessage(CiphertextMessage.PREKEY, bytes);
    refused(() -> bob.decryptFrom(alice, whisper));
    refused(() -> bob.decryptFrom(alice, preKey));
    refused(() -> bob.engine().groupDecrypt(bob.store(), alice.address(), bytes, TestDevice.NOW));
    refused(() -> bob.engine().processSenderKeyDistribution(bob.store(), alice.address(), bytes));
    assertEquals(writes, bob.store().writes());
  }

  private static void refused(Executable work) {
    assertThrows(ProtocolException.class, work);
  }
}
