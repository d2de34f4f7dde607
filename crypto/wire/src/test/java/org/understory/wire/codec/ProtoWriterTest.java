package org.understory.wire.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ProtoWriterTest {
  private static final Bounds SHORT = Bounds.upTo(4);

  private static byte[] written(Consumer<ProtoWriter> writing) {
    return ProtoWriter.encode(writing, (writer, message) -> message.accept(writer));
  }

  private static void refused(Consumer<ProtoWriter> writing) {
    assertThrows(IllegalArgumentException.class, () -> written(writing));
  }

  @Test
  void defaults_write_nothing() {
    assertArrayEquals(
        new byte[0],
        written(w -> {
          w.number(1, 0, SHORT);
          w.bool(2, false);
          w.bytes(3, new byte[0], SHORT);
          w.string(4, "", SHORT);
          w.message(5, null, (inner, m) -> {});
          w.messages(6, List.of(), SHORT, (inner, m) -> {});
          w.repeatedBytes(7, List.of(), SHORT, SHORT);
          w.packed(8, List.of(), SHORT, SHORT);
        }));
  }

  @Test
  void every_type_is_written_in_its_only_way() {
    byte[] expected =
        new Raw()
            .number(1, 300)
            .number(2, 1)
            .filled(3, 2)
            .text(4, "é")
            .message(5, new Raw())
            .message(6, new Raw().number(1, 1))
            .message(6, new Raw())
            .filled(7, 1)
            .filled(7, 2)
            .message(8, new Raw().varint(0).varint(128))
            .number(1 << 20, Long.MAX_VALUE)
            .bytes();
    byte[] actual =
        written(w -> {
          w.number(1, 300, Bounds.ANY);
          w.bool(2, true);
          w.bytes(3, new byte[] {1, 1}, SHORT);
          w.string(4, "é", SHORT);
          w.message(5, "empty", (inner, m) -> {});
          w.messages(6, List.of(1, 0), SHORT, (inner, m) -> inner.number(1, m, SHORT));
          w.repeatedBytes(7, List.of(new byte[] {1}, new byte[] {1, 1}), SHORT, SHORT);
          w.packed(8, List.of(0L, 128L), SHORT, Bounds.ANY);
          w.number(1 << 20, Long.MAX_VALUE, Bounds.ANY);
        });
    assertArrayEquals(expected, actual);
  }

  @Test
  void nested_messages_of_any_length_have_the_right_length_before_them() {
    for (int size : new int[] {0, 1, 120, 127, 128, 129, 16_383, 16_384, 2_097_151, 2_097_152}) {
      byte[] body = new byte[size];
      byte[] actual =
          written(w ->
              w.message(
                  1,
                  body,
                  (outer, m) ->
                      outer.message(2, m, (inner, n) -> inner.bytes(3, n, Bounds.upTo(1 << 22)))));
      Raw inner = size == 0 ? new Raw() : new Raw().bytes(3, body);
      assertArrayEquals(new Raw().message(1, new Raw().message(2, inner)).bytes(), actual);
    }
  }

  @Test
  void what_is_out_of_bounds_is_refused() {
    refused(w -> w.number(1, 5, SHORT));
    refused(w -> w.number(1, -1, Bounds.ANY));
    refused(w -> w.number(1, 0, Bounds.of(1, 2)));
    refused(w -> w.bytes(1, new byte[5], SHORT));
    refused(w -> w.bytes(1, new byte[0], Bounds.exactly(1)));
    refused(w -> w.bytes(1, new byte[31], Bounds.exactlyOrNone(32)));
    refused(w -> w.string(1, "ééé", SHORT));
    refused(w -> w.string(1, "\ud800", SHORT));
    refused(w -> w.ascii(1, "é", SHORT));
    refused(w -> w.messages(1, List.of(), Bounds.of(1, 2), (inner, m) -> {}));
    refused(w -> w.repeatedBytes(1, List.of(new byte[5]), SHORT, SHORT));
    refused(w -> w.packed(1, List.of(1, 1, 1, 1, 1), SHORT, SHORT));
    refused(w -> w.packed(1, List.of(5), SHORT, SHORT));
    refused(w -> w.agree(false));
  }

  @Test
  void fields_that_do_not_rise_are_refused() {
    refused(w -> w.number(0, 1, SHORT));
    refused(w -> w.number(1 << 29, 1, SHORT));
    refused(w -> {
      w.number(2, 1, SHORT);
      w.number(2, 1, SHORT);
    });
    refused(w -> {
      w.number(2, 0, SHORT);
      w.number(1, 0, SHORT);
    });
  }

  @Test
  void bounds_know_what_they_contain() {
    Bounds sixteen = Bounds.exactlyOrNone(16);
    assertEquals(true, sixteen.contains(0) && sixteen.contains(16) && sixteen.mayBeAbsent());
    assertEquals(false, sixteen.contains(15) || sixteen.contains(17));
    assertEquals(false, Bounds.ANY.contains(-1));
    assertThrows(IllegalArgumentException.class, () -> Bounds.of(2, 1));
    assertThrows(IllegalArgumentException.class, () -> Bounds.of(-1, 1));
  }
}
