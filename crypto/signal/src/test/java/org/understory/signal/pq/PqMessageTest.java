package org.understory.signal.pq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.codec.Bytes;

class PqMessageTest {
  private static final byte[] CHUNK = chunk();

  @Test
  void the_bytes_are_version_epoch_index_type_and_chunk() {
    assertEquals(
        "01" + "01" + "00" + "01" + "00" + HexFormat.of().formatHex(CHUNK),
        hex(new PqMessage(1, 0, PqMessage.Type.HEADER, new Chunk(0, CHUNK))));
    assertEquals("01" + "01" + "7f" + "00", hex(new PqMessage(1, 127, PqMessage.Type.NONE, null)));
    assertEquals(
        "01" + "8001" + "ac02" + "06" + "ffff03" + HexFormat.of().formatHex(CHUNK),
        hex(new PqMessage(128, 300, PqMessage.Type.SECOND, new Chunk(65535, CHUNK))));
    assertEquals(
        "01" + "ffffffff07" + "8080808004" + "04",
        hex(new PqMessage(Integer.MAX_VALUE, 1 << 30, PqMessage.Type.FIRST_RECEIVED, null)));
  }

  @Test
  void each_type_has_its_number() {
    assertArrayEquals(
        new PqMessage.Type[] {
          PqMessage.Type.NONE,
          PqMessage.Type.HEADER,
          PqMessage.Type.KEY,
          PqMessage.Type.KEY_FIRST_RECEIVED,
          PqMessage.Type.FIRST_RECEIVED,
          PqMessage.Type.FIRST,
          PqMessage.Type.SECOND
        },
        PqMessage.Type.values());
  }

  @ParameterizedTest
  @EnumSource
  void what_was_written_is_read_again(PqMessage.Type type) throws ProtocolException {
    boolean withChunk = type != PqMessage.Type.NONE && type != PqMessage.Type.FIRST_RECEIVED;
    for (int number : new int[] {1, 127, 128, 16383, 16384, 1 << 21, 1 << 28, 0x7FFFFFFF}) {
      Chunk chunk = withChunk ? new Chunk(number & 0xFFFF, CHUNK) : null;
      byte[] bytes = new PqMessage(number, number, type, chunk).serialize();
      PqMessage read = PqMessage.parse(bytes);
      assertEquals(number, read.epoch());
      assertEquals(number, read.index());
      assertEquals(type, read.type());
      Chunk got = read.chunk();
      if (chunk == null) {
        assertNull(got);
      } else {
        assertNotNull(got);
        assertEquals(chunk.index(), got.index());
        assertArrayEquals(CHUNK, got.bytes());
      }
      byte[] longer = Arrays.copyOf(bytes, bytes.length + 7);
      assertEquals(type, PqMessage.parse(longer).type(), "trailing bytes are no harm");
      for (int length = 0; length < bytes.length; length++) {
        refused(Arrays.copyOf(bytes, length));
      }
    }
  }

  @Test
  void what_cannot_be_is_refused() {
    refused("00" + "01" + "01" + "00");
    refused("02" + "01" + "01" + "00");
    refused("01" + "00" + "01" + "00");
    refused("01" + "01" + "01" + "07");
    refused("01" + "01" + "01" + "ff");
    refused("01" + "8080808008" + "01" + "00");
    refused("01" + "ffffffffff01" + "01" + "00");
    refused("01" + "808080808001" + "01" + "00");
    refused("01" + "01" + "8080808008" + "00");
    refused("01" + "01" + "ffffffff0f" + "00");
    refused("01" + "01" + "01" + "01" + "808004" + HexFormat.of().formatHex(CHUNK));
    refused("01" + "01" + "01" + "01" + "ffffffff07" + HexFormat.of().formatHex(CHUNK));
  }

  @Test
  void a_number_may_be_written_longer_than_it_needs() throws ProtocolException {
    PqMessage message = PqMessage.parse(HexFormat.of().parseHex("01" + "8100" + "8000" + "00"));
    assertEquals(1, message.epoch());
    assertEquals(0, message.index());
  }

  @Test
  void only_two_types_acknowledge() {
    for (PqMessage.Type type : PqMessage.Type.values()) {
      boolean acknowledges =
          type == PqMessage.Type.KEY_FIRST_RECEIVED || type == PqMessage.Type.FIRST_RECEIVED;
      assertEquals(acknowledges, type.saysFirstReceived());
    }
  }

  private static void refused(String hex) {
    refused(HexFormat.of().parseHex(hex));
  }

  private static void refused(byte[] bytes) {
    ProtocolException refusal = assertThrows(ProtocolException.class, () -> PqMessage.parse(bytes));
    assertEquals(Reason.INVALID, refusal.reason());
  }

  private static String hex(PqMessage message) {
    return HexFormat.of().formatHex(message.serialize());
  }

  private static byte[] chunk() {
    byte[] half = new byte[16];
    Arrays.fill(half, (byte) 0xA5);
    return Bytes.concat(half, new byte[16]);
  }
}
