package org.understory.signal.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.understory.signal.ProtocolException;

class ProtoMessageTest {
  @Test
  void what_is_written_reads_back() throws ProtocolException {
    byte[] bytes =
        new ProtoWriter()
            .uint32(1, -1)
            .varint(2, -1)
            .bytes(3, new byte[] {1, 2})
            .bytes(3, new byte[0])
            .uint32(1000, 128)
            .toByteArray();
    ProtoMessage message = ProtoMessage.parse(bytes);
    assertEquals(-1, message.uint32(1));
    assertEquals(-1L, message.uint64(2));
    assertEquals(2, message.repeatedBytes(3).size());
    assertArrayEquals(new byte[0], message.bytes(3));
    assertEquals(128, message.uint32(1000));
    assertFalse(message.has(4));
    assertNull(message.optionalBytes(4));
    assertEquals(9, message.uint32(4, 9));
  }

  @Test
  void unknown_fields_of_every_type_are_passed_over() throws ProtocolException {
    byte[] bytes = hex("7801" + "710102030405060708" + "7d01020304" + "7a01ff" + "0805");
    assertEquals(5, ProtoMessage.parse(bytes).uint32(1));
  }

  @Test
  void of_a_repeated_scalar_the_last_counts() throws ProtocolException {
    assertEquals(2, ProtoMessage.parse(hex("08010802")).uint32(1));
  }

  @Test
  void what_is_cut_or_of_another_type_or_beyond_64_bits_is_refused() {
    for (String bad :
        new String[] {
          "08", // a number is missing
          "0880", // a number breaks off
          "0a05000000", // five bytes announced, three there
          "0affffffff0f", // 4 GB announced
          "0affffffffffffffffff01", // 2^64 - 1 announced
          "08ffffffffffffffffff02", // more than 64 bits
          "0880808080808080808080", // more than ten bytes
          "0001", // field number 0
          "0b", // a group
          "0f", // wire type 7
          "09000000", // a cut fixed64
          "8080808080800101" // a field number beyond 29 bits
        }) {
      assertThrows(ProtocolException.class, () -> ProtoMessage.parse(hex(bad)), bad);
    }
  }

  @Test
  void a_field_of_another_type_or_length_is_refused_on_use() throws ProtocolException {
    ProtoMessage message = ProtoMessage.parse(hex("0801" + "120101"));
    assertThrows(ProtocolException.class, () -> message.bytes(1));
    assertThrows(ProtocolException.class, () -> message.uint32(2));
    assertThrows(ProtocolException.class, () -> message.bytes(2, 2));
    assertThrows(ProtocolException.class, () -> message.repeatedBytes(1));
    assertThrows(ProtocolException.class, () -> message.uint32(3));
  }

  @Test
  void a_flood_of_fields_is_refused() {
    byte[] flood = new byte[2 * 257];
    for (int i = 0; i < flood.length; i += 2) {
      flood[i] = 0x08;
    }
    assertThrows(ProtocolException.class, () -> ProtoMessage.parse(flood));
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
