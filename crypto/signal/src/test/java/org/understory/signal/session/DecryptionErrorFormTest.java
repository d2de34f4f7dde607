package org.understory.signal.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.ProtocolException;
import org.understory.signal.SeededRandomness;
import org.understory.signal.TestDevice;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.engine.UnderstoryEngine;
import org.understory.signal.primitive.BouncyCastlePrimitives;

class DecryptionErrorFormTest {
  private static final long LATE = 0x1_2345_6789_ABCDL;

  private final UnderstoryEngine engine =
      new UnderstoryEngine(BouncyCastlePrimitives.create(), new SeededRandomness(8));
  private final TestDevice alice = new TestDevice(engine, "alice");
  private final TestDevice bob = new TestDevice(engine, "bob");

  @Test
  void it_names_the_ratchet_key_of_a_message_and_of_the_message_in_a_prekey_message()
      throws ProtocolException {
    alice.startSessionWith(bob);
    CiphertextMessage preKey = alice.encryptTo(bob, new byte[1]);
    byte[] inner = PreKeyMessageIn.parse(preKey.bytes()).message();
    byte[] expected = SignalMessageIn.parse(inner).ratchetKey().serialized();
    CiphertextMessage whisper = new CiphertextMessage(CiphertextMessage.WHISPER, inner);
    for (CiphertextMessage failed : new CiphertextMessage[] {preKey, whisper}) {
      DecryptionError error =
          DecryptionError.parse(DecryptionError.of(failed, LATE, 127).serialize());
      assertNotNull(error.ratchetKey());
      assertArrayEquals(expected, error.ratchetKey().serialized());
      assertEquals(LATE, error.timestampMillis());
      assertEquals(127, error.deviceId());
    }
  }

  @Test
  void of_a_group_message_it_names_no_key() throws ProtocolException {
    CiphertextMessage post = new CiphertextMessage(CiphertextMessage.SENDER_KEY, new byte[3]);
    DecryptionError error = DecryptionError.parse(DecryptionError.of(post, 0, 0).serialize());
    assertNull(error.ratchetKey());
    assertEquals(0, error.timestampMillis());
    assertEquals(0, error.deviceId());
  }

  @Test
  void its_bytes_are_those_of_libsignal() throws ProtocolException {
    CiphertextMessage post = new CiphertextMessage(CiphertextMessage.SENDER_KEY, new byte[3]);
    assertArrayEquals(
        new byte[] {0x10, (byte) 0xAC, 0x02, 0x18, 0x07},
        DecryptionError.of(post, 300, 7).serialize());
  }

  @Test
  void a_device_number_may_be_missing_and_the_time_may_not() throws ProtocolException {
    assertEquals(0, DecryptionError.parse(new ProtoWriter().varint(2, 5).toByteArray()).deviceId());
    byte[] timeless = new ProtoWriter().uint32(3, 5).toByteArray();
    assertThrows(ProtocolException.class, () -> DecryptionError.parse(timeless));
    byte[] keyless = new ProtoWriter().bytes(1, new byte[33]).varint(2, 5).toByteArray();
    assertThrows(ProtocolException.class, () -> DecryptionError.parse(keyless));
  }

  @Test
  void nothing_is_said_of_what_is_no_message() {
    CiphertextMessage unknown = new CiphertextMessage(8, new byte[3]);
    assertThrows(ProtocolException.class, () -> DecryptionError.of(unknown, 0, 0));
    CiphertextMessage garbage = new CiphertextMessage(CiphertextMessage.WHISPER, new byte[3]);
    assertThrows(ProtocolException.class, () -> DecryptionError.of(garbage, 0, 0));
    CiphertextMessage post = new CiphertextMessage(CiphertextMessage.SENDER_KEY, new byte[3]);
    assertThrows(IllegalArgumentException.class, () -> DecryptionError.of(post, -1, 0));
    assertThrows(IllegalArgumentException.class, () -> DecryptionError.of(post, 0, -1));
  }
}
