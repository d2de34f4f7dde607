package org.understory.core.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoWriter;

class FilePointerCodecTest {

  @Test
  void a_pointer_comes_back_field_by_field() throws Exception {
    FilePointer sent = pointer("Übersicht März.pdf", "image/jpeg", 1600, 900);
    byte[] bytes = FilePointerCodec.encode(sent);
    FilePointer read = FilePointerCodec.decode(bytes);
    assertArrayEquals(sent.blob(), read.blob());
    assertArrayEquals(sent.key(), read.key());
    assertEquals(sent.size(), read.size());
    assertArrayEquals(sent.plainHash(), read.plainHash());
    assertArrayEquals(sent.sealedHash(), read.sealedHash());
    assertEquals(sent.name(), read.name());
    assertEquals(sent.mediaType(), read.mediaType());
    assertEquals(1600, read.width());
    assertEquals(900, read.height());
    assertEquals(4000, read.duration());
    assertEquals("two people", read.alt());
    assertArrayEquals(sent.thumbnail(), read.thumbnail());
    assertArrayEquals(bytes, FilePointerCodec.encode(read));
  }

  @Test
  void the_largest_pointer_is_within_the_bound_of_the_whole() throws Exception {
    FilePointer largest =
        new FilePointer(
            filled(16, 1),
            filled(32, 2),
            FilePointerCodec.MAX_SIZE,
            filled(32, 3),
            filled(32, 4),
            "n".repeat(255),
            "a/" + "b".repeat(125),
            65535,
            65535,
            86_400_000,
            "a".repeat(2000),
            filled(4096, 5));
    byte[] bytes = FilePointerCodec.encode(largest);
    assertEquals(FilePointerCodec.MAX_SIZE, FilePointerCodec.decode(bytes).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "../x",
        "a/b",
        "a\\b",
        "c:x",
        ".profile",
        "x.",
        "x ",
        " x",
        "a\nb",
        "a\u0000b",
        "a\u202egpj.exe",
        "a\u200eb",
        "a\u2066b",
        "a\ufeffb",
        "a\u0085b",
        "a\u061cb",
        "what?",
        "a|b"
      })
  void a_name_that_is_more_than_a_name_is_refused_on_both_sides(String name) {
    assertThrows(
        IllegalArgumentException.class,
        () -> FilePointerCodec.encode(pointer(name, "text/plain", 0, 0)));
    assertThrows(
        InvalidWireException.class,
        () -> FilePointerCodec.decode(raw(name, "text/plain", 0, 0, 16)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "/plain", "text/", "a/b/c", "Text/plain", "a/b; x=y", "a/ b"})
  void a_media_type_with_anything_beside_the_type_is_refused(String type) {
    assertThrows(
        IllegalArgumentException.class, () -> FilePointerCodec.encode(pointer("x", type, 0, 0)));
    assertThrows(
        InvalidWireException.class, () -> FilePointerCodec.decode(raw("x", type, 0, 0, 16)));
  }

  @Test
  void half_a_picture_and_a_wrong_length_are_refused() throws Exception {
    assertEquals("x", FilePointerCodec.decode(raw("x", "a/b", 0, 0, 16)).name());
    assertThrows(
        InvalidWireException.class, () -> FilePointerCodec.decode(raw("x", "a/b", 5, 0, 16)));
    assertThrows(
        InvalidWireException.class, () -> FilePointerCodec.decode(raw("x", "a/b", 0, 5, 16)));
    assertThrows(
        InvalidWireException.class, () -> FilePointerCodec.decode(raw("x", "a/b", 0, 0, 15)));
    assertThrows(
        IllegalArgumentException.class,
        () -> FilePointerCodec.encode(pointer("x", "image/png", 5, 0)));
  }

  @Test
  void every_truncation_and_every_byte_more_is_refused() {
    byte[] whole = FilePointerCodec.encode(pointer("x.png", "image/png", 1, 1));
    for (int length = 0; length <= whole.length + 1; length++) {
      byte[] other = Arrays.copyOf(whole, length);
      if (length == whole.length) {
        continue;
      }
      try {
        // A cut between two fields may leave a pointer, but never the same.
        assertFalse(Arrays.equals(whole, FilePointerCodec.encode(FilePointerCodec.decode(other))));
      } catch (InvalidWireException e) {
        // Refused: as good.
      }
    }
  }

  @Test
  void neither_key_nor_name_is_in_the_text_form() {
    String text = pointer("planted.png", "image/png", 1, 1).toString();
    assertFalse(text.contains("planted"));
    assertFalse(text.contains("two people"));
    assertTrue(text.startsWith("FilePointer["));
  }

  private static FilePointer pointer(String name, String type, int width, int height) {
    return new FilePointer(
        filled(16, 1),
        filled(32, 2),
        70_000,
        filled(32, 3),
        filled(32, 4),
        name,
        type,
        width,
        height,
        4000,
        "two people",
        filled(100, 5));
  }

  /** A pointer as only a hostile client would write it. */
  private static byte[] raw(String name, String type, int width, int height, int idBytes) {
    ProtoWriter out = new ProtoWriter();
    out.number(1, 1, Bounds.ANY);
    out.bytes(2, filled(idBytes, 1), Bounds.ANY);
    out.bytes(3, filled(32, 2), Bounds.ANY);
    out.number(4, 7, Bounds.ANY);
    out.bytes(5, filled(32, 3), Bounds.ANY);
    out.bytes(6, filled(32, 4), Bounds.ANY);
    out.string(7, name, Bounds.ANY);
    out.string(8, type, Bounds.ANY);
    out.number(9, width, Bounds.ANY);
    out.number(10, height, Bounds.ANY);
    return out.toByteArray();
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
