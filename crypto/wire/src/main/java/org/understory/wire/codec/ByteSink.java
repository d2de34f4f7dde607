package org.understory.wire.codec;

import java.util.Arrays;

/** A growing array that knows varints and lengths which are known only after what they measure. */
final class ByteSink {
  private byte[] buffer = new byte[256];
  private int size;

  void bytes(byte[] value) {
    reserve(value.length);
    System.arraycopy(value, 0, buffer, size, value.length);
    size += value.length;
  }

  /** Appends a non-negative value as the shortest varint. */
  void varint(long value) {
    reserve(10);
    long rest = value;
    while (rest > 0x7f) {
      buffer[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    buffer[size++] = (byte) rest;
  }

  /** Leaves one byte for a length, which is enough for most messages, and returns where it is. */
  int beginLength() {
    reserve(1);
    return size++;
  }

  /** Writes the length of all that came since, moving it along where one byte is too few. */
  void endLength(int at) {
    int length = size - at - 1;
    int extra = varintSize(length) - 1;
    if (extra > 0) {
      reserve(extra);
      System.arraycopy(buffer, at + 1, buffer, at + 1 + extra, length);
    }
    int end = size + extra;
    size = at;
    varint(length);
    size = end;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(buffer, size);
  }

  private static int varintSize(int value) {
    int bytes = 1;
    for (int rest = value >>> 7; rest != 0; rest >>>= 7) {
      bytes++;
    }
    return bytes;
  }

  private void reserve(int more) {
    if (more > Integer.MAX_VALUE - 8 - size) {
      throw new IllegalArgumentException("message too large");
    }
    if (size + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(size + more, Math.min(buffer.length, 1 << 29) * 2));
    }
  }
}
