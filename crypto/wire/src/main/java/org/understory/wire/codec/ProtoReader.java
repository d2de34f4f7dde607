package org.understory.wire.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one message and accepts only its canonical encoding.
 *
 * <p>Call one method per field of the message, in ascending order of field numbers, then {@link
 * #end()}. A field that is absent reads as 0, empty or null where its bounds allow that. Since
 * every read looks for exactly one field, whatever is unknown, out of order or there twice is left
 * over, and {@code end()} refuses it.
 *
 * <p><i>Guarantees.</i> A length is held against its bounds and against the bytes that are there
 * before anything is allocated for it; a count before its element is read; nesting ends at {@link
 * #MAX_DEPTH}. Arrays returned are copies. <i>Does not</i> say anything about who made the bytes.
 * Not thread-safe.
 */
public final class ProtoReader {
  /** How deep messages may be nested. The deepest of ours needs 4. */
  public static final int MAX_DEPTH = 16;

  private final ByteSource in;
  private final int depth;
  private int lastField;

  /** Starts to read a message that takes up the whole array, which must not change meanwhile. */
  public ProtoReader(byte[] message) {
    this(new ByteSource(message, 0, message.length), 0);
  }

  private ProtoReader(ByteSource in, int depth) {
    this.in = in;
    this.depth = depth;
  }

  /**
   * Decodes a whole message.
   *
   * @param length the bounds of the whole, checked first
   */
  public static <T> T decode(byte[] message, Bounds length, Decoder<T> decoder)
      throws InvalidWireException {
    if (!length.contains(message.length)) {
      throw new InvalidWireException(WireCheck.TOO_LARGE);
    }
    ProtoReader reader = new ProtoReader(message);
    T value = decoder.read(reader);
    reader.end();
    return value;
  }

  /** The number of the next field without taking it, or 0 at the end: for a {@code oneof}. */
  public int nextField() throws InvalidWireException {
    return in.nextField();
  }

  /** A {@code uint64} within bounds; 0 when absent. */
  public long number(int field, Bounds bounds) throws InvalidWireException {
    if (!take(field, WireType.VARINT)) {
      require(bounds.mayBeAbsent(), WireCheck.FIELD_MISSING);
      return 0;
    }
    long value = in.varint();
    require(value != 0, WireCheck.DEFAULT_PRESENT);
    require(bounds.contains(value), WireCheck.NUMBER_OUT_OF_BOUNDS);
    return value;
  }

  /** A {@code uint32} within bounds, of which what exceeds 2^31 - 1 is refused; 0 when absent. */
  public int smallNumber(int field, Bounds bounds) throws InvalidWireException {
    long value = number(field, bounds);
    require(value <= Integer.MAX_VALUE, WireCheck.NUMBER_OUT_OF_BOUNDS);
    return (int) value;
  }

  /** A format version: refused as unknown unless it is {@code known}, which is at least 1. */
  public int version(int field, int known) throws InvalidWireException {
    int version = smallNumber(field, Bounds.ANY_INT);
    require(version == known, WireCheck.UNKNOWN_VERSION);
    return version;
  }

  /** A {@code bool}; false when absent. */
  public boolean bool(int field) throws InvalidWireException {
    return number(field, Bounds.upTo(1)) == 1;
  }

  /** A {@code bytes} field with a length within bounds; empty when absent. */
  public byte[] bytes(int field, Bounds length) throws InvalidWireException {
    if (!take(field, WireType.DELIMITED)) {
      require(length.mayBeAbsent(), WireCheck.FIELD_MISSING);
      return new byte[0];
    }
    int size = in.length();
    require(size != 0, WireCheck.DEFAULT_PRESENT);
    require(length.contains(size), WireCheck.LENGTH_OUT_OF_BOUNDS);
    return in.bytes(size);
  }

  /** A {@code string} field in strictly valid UTF-8, its length in bytes within bounds. */
  public String string(int field, Bounds length) throws InvalidWireException {
    byte[] utf8 = bytes(field, length);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(utf8))
          .toString();
    } catch (CharacterCodingException e) {
      throw new InvalidWireException(WireCheck.INVALID_TEXT);
    }
  }

  /** A {@code string} field of ASCII characters alone. */
  public String ascii(int field, Bounds length) throws InvalidWireException {
    String text = string(field, length);
    require(Ascii.is(text), WireCheck.INVALID_TEXT);
    return text;
  }

  /** A message field that may be absent. */
  public <T> @Nullable T optionalMessage(int field, Decoder<T> decoder)
      throws InvalidWireException {
    return take(field, WireType.DELIMITED) ? nested(decoder) : null;
  }

  /** A message field that must be there, also when it has no fields of its own. */
  public <T> T message(int field, Decoder<T> decoder) throws InvalidWireException {
    require(take(field, WireType.DELIMITED), WireCheck.FIELD_MISSING);
    return nested(decoder);
  }

  /** A repeated message field; the list cannot be changed. */
  public <T> List<T> messages(int field, Bounds count, Decoder<T> decoder)
      throws InvalidWireException {
    List<T> values = new ArrayList<>();
    for (boolean more = take(field, WireType.DELIMITED); more; more = takeAgain(field)) {
      require(values.size() < count.max(), WireCheck.COUNT_OUT_OF_BOUNDS);
      values.add(nested(decoder));
    }
    require(count.contains(values.size()), WireCheck.COUNT_OUT_OF_BOUNDS);
    return Collections.unmodifiableList(values);
  }

  /** A repeated {@code bytes} field; {@code each} bounds the length of every element. */
  public List<byte[]> repeatedBytes(int field, Bounds count, Bounds each)
      throws InvalidWireException {
    List<byte[]> values = new ArrayList<>();
    for (boolean more = take(field, WireType.DELIMITED); more; more = takeAgain(field)) {
      require(values.size() < count.max(), WireCheck.COUNT_OUT_OF_BOUNDS);
      int size = in.length();
      require(each.contains(size), WireCheck.LENGTH_OUT_OF_BOUNDS);
      values.add(in.bytes(size));
    }
    require(count.contains(values.size()), WireCheck.COUNT_OUT_OF_BOUNDS);
    return Collections.unmodifiableList(values);
  }

  /** A packed repeated {@code uint64}; {@code each} bounds every element. */
  public List<Long> packed(int field, Bounds count, Bounds each) throws InvalidWireException {
    List<Long> values = new ArrayList<>();
    if (take(field, WireType.DELIMITED)) {
      ByteSource run = in.slice();
      require(!run.isEmpty(), WireCheck.DEFAULT_PRESENT);
      while (!run.isEmpty()) {
        require(values.size() < count.max(), WireCheck.COUNT_OUT_OF_BOUNDS);
        long value = run.varint();
        require(each.contains(value), WireCheck.NUMBER_OUT_OF_BOUNDS);
        values.add(value);
      }
    }
    require(count.contains(values.size()), WireCheck.COUNT_OUT_OF_BOUNDS);
    return Collections.unmodifiableList(values);
  }

  /** A packed repeated {@code uint32}, of which what exceeds 2^31 - 1 is refused. */
  public List<Integer> smallPacked(int field, Bounds count, Bounds each)
      throws InvalidWireException {
    List<Integer> values = new ArrayList<>();
    for (long value : packed(field, count, each)) {
      require(value <= Integer.MAX_VALUE, WireCheck.NUMBER_OUT_OF_BOUNDS);
      values.add((int) value);
    }
    return Collections.unmodifiableList(values);
  }

  /** Refuses with {@link WireCheck#FIELDS_DISAGREE} unless the fields fit together. */
  public void agree(boolean fieldsFitTogether) throws InvalidWireException {
    require(fieldsFitTogether, WireCheck.FIELDS_DISAGREE);
  }

  /**
   * For a {@code oneof} whose next field is none of its own: says whether it is absent or unknown.
   */
  public InvalidWireException unknownBody() throws InvalidWireException {
    end();
    return new InvalidWireException(WireCheck.FIELD_MISSING);
  }

  /** Refuses whatever is left over. */
  public void end() throws InvalidWireException {
    int next = in.nextField();
    if (next != 0) {
      throw new InvalidWireException(
          next <= lastField ? WireCheck.FIELD_ORDER : WireCheck.UNKNOWN_FIELD);
    }
  }

  private <T> T nested(Decoder<T> decoder) throws InvalidWireException {
    require(depth < MAX_DEPTH, WireCheck.TOO_DEEP);
    ProtoReader inner = new ProtoReader(in.slice(), depth + 1);
    T value = decoder.read(inner);
    inner.end();
    return value;
  }

  private boolean take(int field, int wireType) throws InvalidWireException {
    if (field <= lastField) {
      throw new IllegalArgumentException("field " + field + " is read out of order");
    }
    if (in.nextField() != field) {
      return false;
    }
    in.takeTag(wireType);
    lastField = field;
    return true;
  }

  private boolean takeAgain(int field) throws InvalidWireException {
    if (in.nextField() != field) {
      return false;
    }
    in.takeTag(WireType.DELIMITED);
    return true;
  }

  private static void require(boolean holds, WireCheck check) throws InvalidWireException {
    if (!holds) {
      throw new InvalidWireException(check);
    }
  }
}
