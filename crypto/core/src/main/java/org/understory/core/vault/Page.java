package org.understory.core.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one group and one expiry bucket that are stored together, under a key of their own. A
 * page whose row is deleted is given up with its key, and what is left moves to another.
 */
final class Page {
  /** At most so many rows, and no further row once it has so many bytes. */
  private static final int MOST_ROWS = 64;

  private static final int FULL = 32 << 10;

  final long number;
  final byte[] key;
  final String label;

  /** When each row is over, milliseconds; 0: never. */
  final TreeMap<String, Long> entries = new TreeMap<>();

  private int bytes;

  Page(long number, byte[] key, String label) {
    this.number = number;
    this.key = key;
    this.label = label;
  }

  boolean isFull() {
    return entries.size() >= MOST_ROWS || bytes >= FULL;
  }

  void add(String row, int size, long expiry) {
    if (entries.put(row, expiry) == null) {
      bytes += size;
    }
  }

  /** Repeated: key length (2 bytes), key, expiry (8), value length (4), value. */
  byte[] encode(Map<String, byte[]> rows) {
    int size = 0;
    for (String row : entries.keySet()) {
      size += 14 + row.length() + value(rows, row).length;
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    for (Map.Entry<String, Long> entry : entries.entrySet()) {
      byte[] name = entry.getKey().getBytes(StandardCharsets.US_ASCII);
      byte[] value = value(rows, entry.getKey());
      out.putShort((short) name.length).put(name).putLong(entry.getValue());
      out.putInt(value.length).put(value);
    }
    return out.array();
  }

  private static byte[] value(Map<String, byte[]> rows, String row) {
    byte[] value = rows.get(row);
    if (value == null) {
      throw new IllegalStateException("a page lists a row that is not there");
    }
    return value;
  }

  /** What a page holds, row by row. */
  interface Visitor {
    void row(String key, long expiry, byte[] value);
  }

  /** Reads what {@link #encode} wrote; false when it is not that. */
  static boolean read(byte @Nullable [] content, Visitor visitor) {
    if (content == null) {
      return false;
    }
    ByteBuffer in = ByteBuffer.wrap(content);
    while (in.hasRemaining()) {
      if (in.remaining() < 2) {
        return false;
      }
      int name = in.getShort();
      if (name < 1 || name + 12 > in.remaining()) {
        return false;
      }
      String key = new String(content, in.position(), name, StandardCharsets.US_ASCII);
      in.position(in.position() + name);
      long expiry = in.getLong();
      int length = in.getInt();
      if (length < 0 || length > in.remaining()) {
        return false;
      }
      byte[] value = new byte[length];
      in.get(value);
      visitor.row(key, expiry, value);
    }
    return true;
  }

  @Override
  public String toString() {
    return "Page[" + entries.size() + "]";
  }
}
