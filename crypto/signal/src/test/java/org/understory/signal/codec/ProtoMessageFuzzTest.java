package org.understory.signal.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.signal.Decoding;
import org.understory.signal.ProtocolException;

class ProtoMessageFuzzTest {
  private static final int FIELDS = 16;

  @FuzzTest
  void any_bytes_are_a_message_or_refused(byte[] bytes) {
    Decoding.refusedOrStable(bytes, ProtoMessage::parse, ProtoMessageFuzzTest::rewritten);
  }

  /** The low fields, each by the accessor of its type; the last one of a field counts. */
  private static byte[] rewritten(ProtoMessage message) {
    ProtoWriter writer = new ProtoWriter();
    for (int field = 1; field <= FIELDS; field++) {
      byte[] value = orNull(message::bytes, field);
      List<byte[]> all = orNull(message::repeatedBytes, field);
      if (value != null && all != null) {
        assertArrayEquals(value, all.get(all.size() - 1));
        writer.bytes(field, value);
      }
      Long number = orNull(message::uint64, field);
      if (number != null) {
        assertEquals(Integer.valueOf(number.intValue()), orNull(message::uint32, field));
        writer.varint(field, number);
      }
    }
    return writer.toByteArray();
  }

  private interface Accessor<T> {
    T of(int field) throws ProtocolException;
  }

  private static <T> @Nullable T orNull(Accessor<T> accessor, int field) {
    try {
      return accessor.of(field);
    } catch (ProtocolException absentOrOfAnotherType) {
      return null;
    }
  }
}
