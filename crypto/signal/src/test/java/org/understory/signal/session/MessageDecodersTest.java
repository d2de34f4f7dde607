package org.understory.signal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.understory.signal.ProtocolException;
import org.understory.signal.codec.Bytes;
import org.understory.signal.codec.ProtoWriter;

/** Messages put together from parts that no engine would put together so. */
class MessageDecodersTest {
  @Test
  void a_whole_prekey_message_is_understood_and_unknown_fields_are_no_harm()
      throws ProtocolException {
    assertEquals(9, PreKeyMessageIn.parse(preKey(parts())).signedPreKeyId());
    Map<Integer, Object> more = parts();
    more.put(99, new byte[5]);
    assertNotNull(PreKeyMessageIn.parse(preKey(more)));
    Map<Integer, Object> withoutOneTime = parts();
    withoutOneTime.remove(1);
    assertEquals(null, PreKeyMessageIn.parse(preKey(withoutOneTime)).preKeyId());
  }

  @Test
  void each_required_part_is_required() {
    for (int field : new int[] {2, 3, 4, 6, 7, 8}) {
      Map<Integer, Object> parts = parts();
      parts.remove(field);
      refused(preKey(parts), "without field " + field);
    }
  }

  @Test
  void parts_of_a_wrong_type_or_length_are_refused() {
    for (int field : new int[] {2, 3, 8}) {
      for (int length : new int[] {0, 1, 32, 34, 1568, 1570}) {
        Map<Integer, Object> parts = parts();
        parts.put(field, Arrays.copyOf(typed(field), length));
        refused(preKey(parts), "field " + field + " of " + length);
      }
      Map<Integer, Object> untyped = parts();
      untyped.put(field, new byte[typed(field).length]);
      refused(preKey(untyped), "field " + field + " without its type byte");
      Map<Integer, Object> number = parts();
      number.put(field, 5);
      refused(preKey(number), "field " + field + " as a number");
    }
  }

  @Test
  void other_versions_are_refused() {
    for (int version : new int[] {0x00, 0x33, 0x34, 0x43 - 0x10, 0x54, 0xFF}) {
      byte[] message = preKey(parts());
      message[0] = (byte) version;
      refused(message, "version " + version);
      byte[] whisper = Bytes.concat(new byte[] {(byte) version}, new byte[60]);
      assertThrows(ProtocolException.class, () -> SignalMessageIn.parse(whisper));
    }
    refused(new byte[0], "nothing");
    assertThrows(ProtocolException.class, () -> SignalMessageIn.parse(new byte[0]));
  }

  /** Type 0x0A is ML-KEM-1024, which would be a sound KEM and is still not the one agreed upon. */
  @Test
  void a_ciphertext_of_another_kem_is_refused() {
    Map<Integer, Object> parts = parts();
    byte[] mlKem = new byte[1569];
    mlKem[0] = 0x0A;
    parts.put(8, mlKem);
    refused(preKey(parts), "ML-KEM");
  }

  @Test
  void nothing_secret_is_in_the_text_of_any_type() throws ProtocolException {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) 0x5A);
    assertEquals("RootKey[secret]", new RootKey(secret).toString());
    assertEquals("MessageKey[secret]", new MessageKey(secret, secret, secret).toString());
    assertEquals(
        "Decrypted[32 bytes]",
        new SessionCipher.Decrypted(secret, PreKeyMessageIn.parse(preKey(parts())).baseKey())
            .toString());
    String text = PreKeyMessageIn.parse(preKey(parts())).toString();
    assertFalse(text.contains("["), text);
  }

  /** Field number to its bytes or number. */
  private static Map<Integer, Object> parts() {
    Map<Integer, Object> parts = new TreeMap<>();
    parts.put(1, 3);
    parts.put(2, typed(2));
    parts.put(3, typed(3));
    parts.put(4, new byte[] {0x44});
    parts.put(5, 17);
    parts.put(6, 9);
    parts.put(7, 4);
    parts.put(8, typed(8));
    return parts;
  }

  private static byte[] typed(int field) {
    byte[] bytes = new byte[field == 8 ? 1569 : 33];
    bytes[0] = (byte) (field == 8 ? 0x08 : 0x05);
    return bytes;
  }

  private static byte[] preKey(Map<Integer, Object> parts) {
    ProtoWriter writer = new ProtoWriter();
    parts.forEach((field, value) -> {
      if (value instanceof byte[] bytes) {
        writer.bytes(field, bytes);
      } else {
        writer.uint32(field, (Integer) value);
      }
    });
    return Bytes.concat(new byte[] {0x44}, writer.toByteArray());
  }

  private static void refused(byte[] message, String why) {
    assertThrows(ProtocolException.class, () -> PreKeyMessageIn.parse(message), why);
  }
}
