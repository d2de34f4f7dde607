package org.understory.signal.codec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;

/**
 * A decoded proto2 message. Of a field that occurs again the last counts, as proto2 has it; unknown
 * fields are kept aside and ignored; groups are refused.
 */
public final class ProtoMessage {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;
  static final int FIXED32 = 5;

  /** More than any of Signal's messages or our records has; so many would only cost memory. */
  private static final int MAX_FIELDS = 256;

  private record Field(int number, int wireType, long value, int start) {}

  private final byte[] source;
  private final List<Field> fields = new ArrayList<>();
  private int position;
  private final int end;

  private ProtoMessage(byte[] source, int from, int to) {
    this.source = source;
    this.position = from;
    this.end = to;
  }

  /** Decodes {@code source[from..to)}. */
  public static ProtoMessage parse(byte[] source, int from, int to) throws ProtocolException {
    if (from < 0 || to > source.length || from > to) {
      throw invalid("truncated");
    }
    ProtoMessage message = new ProtoMessage(source, from, to);
    while (message.position < to) {
      message.readField();
    }
    return message;
  }

  public static ProtoMessage parse(byte[] source) throws ProtocolException {
    return parse(source, 0, source.length);
  }

  public boolean has(int field) {
    return find(field) != null;
  }

  /** A required number, cut to 32 bits as proto2 does with larger ones. */
  public int uint32(int field) throws ProtocolException {
    return (int) uint64(field);
  }

  /** An optional number of 32 bits; {@code absent} when it is not there. */
  public int uint32(int field, int absent) throws ProtocolException {
    return has(field) ? uint32(field) : absent;
  }

  public long uint64(int field) throws ProtocolException {
    return required(field, VARINT).value();
  }

  public byte[] bytes(int field) throws ProtocolException {
    return copy(required(field, BYTES));
  }

  /** A required byte string that has exactly {@code length} bytes. */
  public byte[] bytes(int field, int length) throws ProtocolException {
    Field found = required(field, BYTES);
    if (found.value() != length) {
      throw invalid("field " + field + " has a wrong length");
    }
    return copy(found);
  }

  public byte @Nullable [] optionalBytes(int field) throws ProtocolException {
    return has(field) ? bytes(field) : null;
  }

  /** Every occurrence of a byte-string field, in order. */
  public List<byte[]> repeatedBytes(int field) throws ProtocolException {
    List<byte[]> result = new ArrayList<>();
    for (Field candidate : fields) {
      if (candidate.number() == field) {
        requireType(candidate, BYTES);
        result.add(copy(candidate));
      }
    }
    return result;
  }

  private byte[] copy(Field field) {
    return Bytes.slice(source, field.start(), field.start() + (int) field.value());
  }

  private @Nullable Field find(int number) {
    for (int i = fields.size() - 1; i >= 0; i--) {
      if (fields.get(i).number() == number) {
        return fields.get(i);
      }
    }
    return null;
  }

  private Field required(int number, int wireType) throws ProtocolException {
    Field found = find(number);
    if (found == null) {
      throw invalid("field " + number + " is missing");
    }
    requireType(found, wireType);
    return found;
  }

  private static void requireType(Field field, int wireType) throws ProtocolException {
    if (field.wireType() != wireType) {
      throw invalid("field " + field.number() + " has a wrong type");
    }
  }

  private void readField() throws ProtocolException {
    long tag = readVarint();
    long number = tag >>> 3;
    if (number == 0 || number > 0x1FFF_FFFFL || fields.size() >= MAX_FIELDS) {
      throw invalid("a field number out of range, or too many fields");
    }
    int wireType = (int) (tag & 7);
    long value = 0;
    int start = position;
    switch (wireType) {
      case VARINT -> value = readVarint();
      case FIXED64 -> skip(8);
      case FIXED32 -> skip(4);
      case BYTES -> {
        value = readVarint();
        start = position;
        skip(value);
      }
      default -> throw invalid("an unknown wire type");
    }
    fields.add(new Field((int) number, wireType, value, start));
  }

  private void skip(long length) throws ProtocolException {
    if (length < 0 || length > end - position) {
      throw invalid("truncated");
    }
    position += (int) length;
  }

  private long readVarint() throws ProtocolException {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (position >= end) {
        throw invalid("truncated");
      }
      byte next = source[position++];
      if (shift == 63 && (next & 0xFE) != 0) {
        break;
      }
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw invalid("a number of more than 64 bits");
  }

  private static ProtocolException invalid(String check) {
    return new ProtocolException(Reason.INVALID, "protobuf: " + check);
  }
}
