package org.understory.wire.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.understory.wire.codec.Refusals.refused;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProtoReaderTest {
  private static final Bounds SHORT = Bounds.upTo(4);

  /** A message with a field of every type. */
  private record Sample(
      long number,
      byte[] bytes,
      String text,
      @Nullable Sample inner,
      List<Sample> inners,
      List<byte[]> parts,
      List<Long> numbers,
      boolean flag) {
    static Sample read(ProtoReader r) throws InvalidWireException {
      return new Sample(
          r.number(1, Bounds.upTo(1000)),
          r.bytes(2, SHORT),
          r.string(3, SHORT),
          r.optionalMessage(4, Sample::read),
          r.messages(5, Bounds.upTo(2), Sample::read),
          r.repeatedBytes(6, Bounds.upTo(2), Bounds.of(1, 4)),
          r.packed(7, Bounds.upTo(3), Bounds.upTo(1000)),
          r.bool(8));
    }
  }

  private static Sample decode(byte[] bytes) throws InvalidWireException {
    return ProtoReader.decode(bytes, Bounds.upTo(1000), Sample::read);
  }

  private static Raw raw() {
    return new Raw();
  }

  @Test
  void every_field_is_read_and_absent_ones_are_empty() throws InvalidWireException {
    Sample full =
        decode(
            raw()
                .number(1, 300)
                .filled(2, 4)
                .text(3, "é")
                .message(4, raw())
                .message(5, raw().number(1, 1))
                .message(5, raw())
                .filled(6, 1)
                .message(7, raw().varint(0).varint(1000))
                .number(8, 1)
                .bytes());
    assertEquals(300, full.number());
    assertEquals("é", full.text());
    assertEquals(2, full.inners().size());
    assertEquals(List.of(0L, 1000L), full.numbers());
    assertEquals(true, full.flag());
    Sample empty = decode(new byte[0]);
    assertEquals(0, empty.number());
    assertArrayEquals(new byte[0], empty.bytes());
    assertEquals("", empty.text());
    assertEquals(null, empty.inner());
    assertEquals(List.of(), empty.numbers());
  }

  @Test
  void bytes_that_end_inside_a_field_are_refused() {
    refused(WireCheck.TRUNCATED, ProtoReaderTest::decode, raw().tag(1, 0));
    refused(WireCheck.TRUNCATED, ProtoReaderTest::decode, raw().octets(0x88));
    refused(WireCheck.TRUNCATED, ProtoReaderTest::decode, raw().tag(2, 2));
    refused(WireCheck.TRUNCATED, ProtoReaderTest::decode, raw().tag(2, 2).octets(3, 1, 1));
    refused(WireCheck.TRUNCATED, ProtoReaderTest::decode, raw().tag(7, 2).octets(2, 1, 0x80));
  }

  @Test
  void a_length_of_nearly_all_memory_is_refused_before_anything_is_taken() {
    for (long length : new long[] {Integer.MAX_VALUE, 1L << 32, Long.MAX_VALUE}) {
      for (int field = 2; field <= 7; field++) {
        refused(WireCheck.TRUNCATED, ProtoReaderTest::decode, raw().tag(field, 2).varint(length));
      }
    }
  }

  @Test
  void a_varint_that_could_be_shorter_is_refused() {
    refused(
        WireCheck.VARINT_NOT_SHORTEST, ProtoReaderTest::decode, raw().tag(1, 0).octets(0x81, 0));
    refused(WireCheck.VARINT_NOT_SHORTEST, ProtoReaderTest::decode, raw().octets(0x88, 0, 1));
    refused(
        WireCheck.VARINT_NOT_SHORTEST, ProtoReaderTest::decode, raw().tag(2, 2).octets(0x81, 0, 1));
    refused(
        WireCheck.VARINT_NOT_SHORTEST,
        ProtoReaderTest::decode,
        raw().tag(1, 0).octets(0x81, 128, 128, 128, 128, 128, 128, 128, 128, 0));
  }

  @Test
  void a_varint_of_more_than_64_bits_is_refused() {
    refused(
        WireCheck.VARINT_TOO_LONG,
        ProtoReaderTest::decode,
        raw().tag(1, 0).octets(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2));
    refused(
        WireCheck.VARINT_TOO_LONG,
        ProtoReaderTest::decode,
        raw().tag(1, 0).octets(128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 1));
  }

  @Test
  void a_number_outside_of_its_bounds_is_refused() {
    refused(WireCheck.NUMBER_OUT_OF_BOUNDS, ProtoReaderTest::decode, raw().number(1, 1001));
    refused(WireCheck.NUMBER_OUT_OF_BOUNDS, ProtoReaderTest::decode, raw().number(1, -1));
    refused(
        WireCheck.NUMBER_OUT_OF_BOUNDS, ProtoReaderTest::decode, raw().number(1, Long.MIN_VALUE));
    refused(WireCheck.NUMBER_OUT_OF_BOUNDS, ProtoReaderTest::decode, raw().number(8, 2));
    refused(
        WireCheck.NUMBER_OUT_OF_BOUNDS,
        ProtoReaderTest::decode,
        raw().message(7, raw().varint(1001)));
    refused(
        WireCheck.NUMBER_OUT_OF_BOUNDS,
        bytes -> new ProtoReader(bytes).smallNumber(1, Bounds.ANY),
        raw().number(1, 1L << 31));
  }

  @Test
  void the_largest_number_is_read() throws InvalidWireException {
    byte[] bytes = raw().number(1, Long.MAX_VALUE).bytes();
    assertEquals(Long.MAX_VALUE, new ProtoReader(bytes).number(1, Bounds.ANY));
  }

  @Test
  void a_length_outside_of_its_bounds_is_refused() {
    refused(WireCheck.LENGTH_OUT_OF_BOUNDS, ProtoReaderTest::decode, raw().filled(2, 5));
    refused(WireCheck.LENGTH_OUT_OF_BOUNDS, ProtoReaderTest::decode, raw().text(3, "ééé"));
    refused(WireCheck.LENGTH_OUT_OF_BOUNDS, ProtoReaderTest::decode, raw().filled(6, 5));
    refused(WireCheck.LENGTH_OUT_OF_BOUNDS, ProtoReaderTest::decode, raw().filled(6, 0));
    refused(
        WireCheck.LENGTH_OUT_OF_BOUNDS,
        bytes -> new ProtoReader(bytes).bytes(1, Bounds.exactlyOrNone(32)),
        raw().filled(1, 31));
  }

  @Test
  void too_many_and_too_few_elements_are_refused() {
    Raw three = raw().message(5, raw()).message(5, raw()).message(5, raw());
    refused(WireCheck.COUNT_OUT_OF_BOUNDS, ProtoReaderTest::decode, three);
    Raw parts = raw().filled(6, 1).filled(6, 1).filled(6, 1);
    refused(WireCheck.COUNT_OUT_OF_BOUNDS, ProtoReaderTest::decode, parts);
    Raw numbers = raw().message(7, raw().octets(1, 2, 3, 4));
    refused(WireCheck.COUNT_OUT_OF_BOUNDS, ProtoReaderTest::decode, numbers);
    Bounds some = Bounds.of(1, 2);
    refused(
        WireCheck.COUNT_OUT_OF_BOUNDS,
        bytes -> new ProtoReader(bytes).messages(1, some, Sample::read),
        raw());
    refused(
        WireCheck.COUNT_OUT_OF_BOUNDS,
        bytes -> new ProtoReader(bytes).repeatedBytes(1, some, SHORT),
        raw());
    refused(
        WireCheck.COUNT_OUT_OF_BOUNDS,
        bytes -> new ProtoReader(bytes).packed(1, some, SHORT),
        raw());
  }

  @Test
  void a_default_that_is_written_out_is_refused() {
    refused(WireCheck.DEFAULT_PRESENT, ProtoReaderTest::decode, raw().number(1, 0));
    refused(WireCheck.DEFAULT_PRESENT, ProtoReaderTest::decode, raw().filled(2, 0));
    refused(WireCheck.DEFAULT_PRESENT, ProtoReaderTest::decode, raw().text(3, ""));
    refused(WireCheck.DEFAULT_PRESENT, ProtoReaderTest::decode, raw().filled(7, 0));
    refused(WireCheck.DEFAULT_PRESENT, ProtoReaderTest::decode, raw().number(8, 0));
  }

  @Test
  void a_field_that_must_be_there_is_missed() {
    Bounds some = Bounds.of(1, 4);
    refused(WireCheck.FIELD_MISSING, b -> new ProtoReader(b).number(1, some), raw());
    refused(WireCheck.FIELD_MISSING, b -> new ProtoReader(b).bytes(1, some), raw());
    refused(WireCheck.FIELD_MISSING, b -> new ProtoReader(b).string(1, some), raw());
    refused(WireCheck.FIELD_MISSING, b -> new ProtoReader(b).message(1, Sample::read), raw());
  }

  @Test
  void an_unknown_field_is_refused_wherever_it_stands() {
    refused(WireCheck.UNKNOWN_FIELD, ProtoReaderTest::decode, raw().number(9, 1));
    refused(WireCheck.UNKNOWN_FIELD, ProtoReaderTest::decode, raw().message(4, raw().number(9, 1)));
    refused(WireCheck.UNKNOWN_FIELD, ProtoReaderTest::decode, raw().number(0, 1));
    refused(
        WireCheck.UNKNOWN_FIELD, ProtoReaderTest::decode, raw().number(1, 1).number(1 << 29, 1));
  }

  @Test
  void fields_out_of_order_and_singular_fields_twice_are_refused() {
    refused(WireCheck.FIELD_ORDER, ProtoReaderTest::decode, raw().filled(2, 1).number(1, 1));
    refused(WireCheck.FIELD_ORDER, ProtoReaderTest::decode, raw().number(1, 1).number(1, 1));
    refused(
        WireCheck.FIELD_ORDER, ProtoReaderTest::decode, raw().message(4, raw()).message(4, raw()));
    Raw interrupted = raw().filled(6, 1).number(8, 1).filled(6, 1);
    refused(WireCheck.FIELD_ORDER, ProtoReaderTest::decode, interrupted);
    Raw packedTwice = raw().message(7, raw().octets(1)).message(7, raw().octets(1));
    refused(WireCheck.FIELD_ORDER, ProtoReaderTest::decode, packedTwice);
  }

  @Test
  void a_wire_type_that_is_not_the_declared_one_is_refused() {
    refused(WireCheck.WIRE_TYPE, ProtoReaderTest::decode, raw().filled(1, 1));
    refused(WireCheck.WIRE_TYPE, ProtoReaderTest::decode, raw().number(2, 1));
    refused(WireCheck.WIRE_TYPE, ProtoReaderTest::decode, raw().number(7, 1));
    for (int wireType : new int[] {1, 3, 4, 5, 6, 7}) {
      refused(WireCheck.WIRE_TYPE, ProtoReaderTest::decode, raw().tag(1, wireType).octets(1, 1));
    }
  }

  @Test
  void text_that_is_not_strictly_utf_8_is_refused() {
    int[][] bad = {
      {0xc0, 0x80}, {0xff}, {0xc3}, {0xed, 0xa0, 0x80}, {0xf4, 0x90, 0x80, 0x80}, {0xe0, 0x80, 0xaf}
    };
    for (int[] octets : bad) {
      refused(
          WireCheck.INVALID_TEXT, ProtoReaderTest::decode, raw().message(3, raw().octets(octets)));
    }
    refused(WireCheck.INVALID_TEXT, b -> new ProtoReader(b).ascii(3, SHORT), raw().text(3, "é"));
    refused(WireCheck.INVALID_TEXT, b -> new ProtoReader(b).ascii(3, SHORT), raw().text(3, "a\n"));
  }

  @Test
  void nesting_has_an_end() throws InvalidWireException {
    Raw nested = raw();
    for (int depth = 0; depth < ProtoReader.MAX_DEPTH; depth++) {
      nested = raw().message(4, nested);
    }
    decode(nested.bytes());
    refused(WireCheck.TOO_DEEP, ProtoReaderTest::decode, raw().message(4, nested));
  }

  @Test
  void a_message_longer_than_it_may_be_is_refused_unread() {
    refused(WireCheck.TOO_LARGE, ProtoReaderTest::decode, raw().filled(2, 1001));
  }

  @Test
  void another_version_is_refused_as_such() {
    refused(WireCheck.UNKNOWN_VERSION, b -> new ProtoReader(b).version(1, 1), raw().number(1, 2));
    refused(WireCheck.UNKNOWN_VERSION, b -> new ProtoReader(b).version(1, 1), raw());
  }

  @Test
  void a_refusal_says_its_number_and_nothing_of_the_content() {
    InvalidWireException refusal =
        assertThrows(
            InvalidWireException.class, () -> decode(raw().text(3, "secret words").bytes()));
    assertEquals("wire check 5 failed: LENGTH_OUT_OF_BOUNDS", refusal.getMessage());
  }

  @Test
  void reading_out_of_order_is_the_callers_mistake() {
    assertThrows(
        IllegalArgumentException.class,
        () -> {
          ProtoReader reader = new ProtoReader(raw().number(2, 1).bytes());
          reader.number(2, Bounds.ANY);
          reader.number(1, Bounds.ANY);
        });
  }
}
