package org.understory.wire.codec;

import java.util.Arrays;

/** A part of an array that is read once from front to back; nothing outside of it is touched. */
final class ByteSource {
  private static final int NOT_PEEKED = -1;

  private final byte[] buffer;
  private final int end;
  private int position;
  private int nextField = NOT_PEEKED;
  private int nextWireType;

  ByteSource(byte[] buffer, int start, int end) {
    this.buffer = buffer;
    this.position = start;
    this.end = end;
  }

  boolean isEmpty() {
    return position == end;
  }

  /** The field number of the tag that comes next, or 0 when there is none. */
  int nextField() throws InvalidWireException {
    if (nextField == NOT_PEEKED) {
      if (isEmpty()) {
        nextField = 0;
      } else {
        long tag = varint();
        long field = tag >>> 3;
        if (field < 1 || field > WireType.MAX_FIELD) {
          throw new InvalidWireException(WireCheck.UNKNOWN_FIELD);
        }
        nextWireType = (int) (tag & 7);
        nextField = (int) field;
      }
    }
    return nextField;
  }

  /** Goes past the tag that was looked at, if it has this wire type. */
  void takeTag(int wireType) throws InvalidWireException {
    if (nextWireType != wireType) {
      throw new InvalidWireException(WireCheck.WIRE_TYPE);
    }
    nextField = NOT_PEEKED;
  }

  /** A shortest varint from 0 to 2^63 - 1. */
  long varint() throws InvalidWireException {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (position == end) {
        throw new InvalidWireException(WireCheck.TRUNCATED);
      }
      byte b = buffer[position++];
      if (shift == 63 && b != 1) {
        // The tenth byte has room for bit 63 alone.
        throw new InvalidWireException(
            b == 0 ? WireCheck.VARINT_NOT_SHORTEST : WireCheck.VARINT_TOO_LONG);
      }
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return checkedVarint(value, b, shift);
      }
    }
    throw new InvalidWireException(WireCheck.VARINT_TOO_LONG);
  }

  private static long checkedVarint(long value, byte last, int shift) throws InvalidWireException {
    if (last == 0 && shift > 0) {
      throw new InvalidWireException(WireCheck.VARINT_NOT_SHORTEST);
    }
    if (value < 0) {
      throw new InvalidWireException(WireCheck.NUMBER_OUT_OF_BOUNDS);
    }
    return value;
  }

  /** A length that the rest of this source can satisfy. */
  int length() throws InvalidWireException {
    long length = varint();
    if (length > end - position) {
      throw new InvalidWireException(WireCheck.TRUNCATED);
    }
    return (int) length;
  }

  /** A copy of the next bytes; {@code length} came from {@link #length()}. */
  byte[] bytes(int length) {
    byte[] copy = Arrays.copyOfRange(buffer, position, position + length);
    position += length;
    return copy;
  }

  /** The length-delimited bytes that come next, without copying them. */
  ByteSource slice() throws InvalidWireException {
    int length = length();
    ByteSource slice = new ByteSource(buffer, position, position + length);
    position += length;
    return slice;
  }
}
