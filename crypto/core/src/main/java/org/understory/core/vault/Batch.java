package org.understory.core.vault;

import java.util.Arrays;

/**
 * The bytes of one durable transaction, for a host that only stores: repeated put (1, key length,
 * key, value length as 4 bytes big-endian, value) and delete (2, key length, key).
 */
final class Batch {
  private static final int PUT = 1;
  private static final int DELETE = 2;

  private byte[] bytes = new byte[1024];
  private int size;

  void put(byte[] storedKey, byte[] storedValue) {
    reserve(2 + storedKey.length + 4 + storedValue.length);
    start(PUT, storedKey);
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (storedValue.length >>> shift);
    }
    append(storedValue);
  }

  void delete(byte[] storedKey) {
    reserve(2 + storedKey.length);
    start(DELETE, storedKey);
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  private void start(int operation, byte[] storedKey) {
    bytes[size++] = (byte) operation;
    bytes[size++] = (byte) storedKey.length;
    append(storedKey);
  }

  private void append(byte[] part) {
    System.arraycopy(part, 0, bytes, size, part.length);
    size += part.length;
  }

  private void reserve(int more) {
    int needed = Math.addExact(size, more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, Math.min(bytes.length, 1 << 29) * 2));
    }
  }
}
