package org.understory.wire.codec;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes one message in the canonical encoding. Call one method per field, in ascending order of
 * field numbers; zero, empty and absent values write nothing.
 *
 * <p>Every method throws IllegalArgumentException when a value is outside of the bounds given, or a
 * field number does not rise: what this class wrote, {@link ProtoReader} accepts with the same
 * bounds. The bytes handed in are copied. Not thread-safe; one writer makes one message.
 */
public final class ProtoWriter {
  private final ByteSink out;
  private int lastField;

  public ProtoWriter() {
    this(new ByteSink());
  }

  private ProtoWriter(ByteSink out) {
    this.out = out;
  }

  /** Encodes a whole message. */
  public static <T> byte[] encode(T message, Encoder<T> encoder) {
    ProtoWriter writer = new ProtoWriter();
    encoder.write(writer, message);
    return writer.toByteArray();
  }

  /** A {@code uint64}, or a {@code uint32} kept in a Java {@code int}, within bounds. */
  public void number(int field, long value, Bounds bounds) {
    advance(field);
    bounds.require(field, value);
    if (value != 0) {
      out.varint(tag(field, WireType.VARINT));
      out.varint(value);
    }
  }

  /** A {@code bool}; false writes nothing. */
  public void bool(int field, boolean value) {
    number(field, value ? 1 : 0, Bounds.upTo(1));
  }

  /** A {@code bytes} field whose length lies within bounds; length 0 writes nothing. */
  public void bytes(int field, byte[] value, Bounds length) {
    advance(field);
    length.require(field, value.length);
    if (value.length != 0) {
      delimited(field, value);
    }
  }

  /** A {@code string} field whose length in UTF-8 bytes lies within bounds. */
  public void string(int field, String value, Bounds length) {
    try {
      ByteBuffer utf8 =
          StandardCharsets.UTF_8
              .newEncoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .encode(CharBuffer.wrap(value));
      byte[] copy = new byte[utf8.remaining()];
      utf8.get(copy);
      bytes(field, copy, length);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("field " + field + " holds half a character", e);
    }
  }

  /** A {@code string} field of ASCII characters alone. */
  public void ascii(int field, String value, Bounds length) {
    agree(Ascii.is(value));
    string(field, value, length);
  }

  /** A message field; null writes nothing, a message without fields writes an empty one. */
  public <T> void message(int field, @Nullable T value, Encoder<? super T> encoder) {
    advance(field);
    if (value != null) {
      nested(field, value, encoder);
    }
  }

  /** A repeated message field, in the list's order. */
  public <T> void messages(int field, List<T> values, Bounds count, Encoder<? super T> encoder) {
    advance(field);
    count.require(field, values.size());
    for (T value : values) {
      nested(field, value, encoder);
    }
  }

  /** A repeated {@code bytes} field; {@code each} bounds the length of every element. */
  public void repeatedBytes(int field, List<byte[]> values, Bounds count, Bounds each) {
    advance(field);
    count.require(field, values.size());
    for (byte[] value : values) {
      each.require(field, value.length);
      delimited(field, value);
    }
  }

  /** A repeated {@code uint64} or {@code uint32}, packed; {@code each} bounds every element. */
  public void packed(int field, List<? extends Number> values, Bounds count, Bounds each) {
    advance(field);
    count.require(field, values.size());
    if (values.isEmpty()) {
      return;
    }
    out.varint(tag(field, WireType.DELIMITED));
    int start = out.beginLength();
    for (Number value : values) {
      out.varint(each.require(field, value.longValue()));
    }
    out.endLength(start);
  }

  /** Throws IllegalArgumentException unless the fields of the message fit together. */
  public void agree(boolean fieldsFitTogether) {
    if (!fieldsFitTogether) {
      throw new IllegalArgumentException("the fields of the message do not fit together");
    }
  }

  /** What was written so far, as a copy. */
  public byte[] toByteArray() {
    return out.toByteArray();
  }

  private <T> void nested(int field, T value, Encoder<? super T> encoder) {
    out.varint(tag(field, WireType.DELIMITED));
    int start = out.beginLength();
    encoder.write(new ProtoWriter(out), value);
    out.endLength(start);
  }

  private void delimited(int field, byte[] value) {
    out.varint(tag(field, WireType.DELIMITED));
    out.varint(value.length);
    out.bytes(value);
  }

  private void advance(int field) {
    if (field <= lastField || field > WireType.MAX_FIELD) {
      throw new IllegalArgumentException("field " + field + " is written out of order");
    }
    lastField = field;
  }

  private static long tag(int field, int wireType) {
    return ((long) field << 3) | wireType;
  }
}
