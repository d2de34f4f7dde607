package org.understory.signal.pq;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.codec.Bytes;

/**
 * The keys of one chain whose messages a later one overtook, in the order of their indices. A key is
 * taken out when its message comes.
 *
 * <p>At most {@value #MAX} are kept (88 KB); the oldest makes room. They stay one array of bytes, so
 * that a state that has many is read and written as quickly as one that has none.
 */
final class SkippedKeys {
  /** libsignal's number. */
  static final int MAX = 2000;

  private static final int KEY = 32;
  private static final int TIME = 4;
  private static final int KEY_AT = 12;
  private static final int ENTRY = KEY_AT + KEY;

  /** Index (4 bytes), when it was skipped (8), key (32), of each; then free space. */
  private byte[] entries;

  private int length;

  SkippedKeys() {
    this(new byte[0]);
  }

  private SkippedKeys(byte[] entries) {
    this.entries = entries;
    this.length = entries.length;
  }

  /** Makes room for so many more at once. */
  void reserve(int count) {
    int needed = Math.min(length / ENTRY + Math.min(count, MAX), MAX) * ENTRY;
    if (needed > entries.length) {
      entries = Arrays.copyOf(entries, needed);
    }
  }

  /** Keeps a key whose index is above all that are here. Call {@link #reserve} before. */
  void keep(int index, byte[] key, long nowMillis) {
    if (length == MAX * ENTRY) {
      remove(0, ENTRY);
    }
    Bytes.putInt(entries, length, index);
    Bytes.putInt(entries, length + TIME, (int) (nowMillis >>> 32));
    Bytes.putInt(entries, length + TIME + 4, (int) nowMillis);
    System.arraycopy(key, 0, entries, length + KEY_AT, KEY);
    length += ENTRY;
  }

  /** Takes the key of a message out, or null when it is not there (any more). */
  byte @Nullable [] take(int index) {
    int low = 0;
    int high = length / ENTRY;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Bytes.getInt(entries, middle * ENTRY) < index) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    int at = low * ENTRY;
    if (at == length || Bytes.getInt(entries, at) != index) {
      return null;
    }
    byte[] key = Arrays.copyOfRange(entries, at + KEY_AT, at + ENTRY);
    remove(at, at + ENTRY);
    return key;
  }

  /** Forgets the keys that were skipped before a moment. */
  void forgetBefore(long millis) {
    int kept = 0;
    for (int at = 0; at < length; at += ENTRY) {
      if (skippedMillis(at) >= millis) {
        System.arraycopy(entries, at, entries, kept, ENTRY);
        kept += ENTRY;
      }
    }
    remove(kept, length);
  }

  private long skippedMillis(int at) {
    return (long) Bytes.getInt(entries, at + TIME) << 32
        | Integer.toUnsignedLong(Bytes.getInt(entries, at + TIME + 4));
  }

  /** Moves what is behind, and wipes what was there. */
  private void remove(int from, int to) {
    System.arraycopy(entries, to, entries, from, length - to);
    int shorter = length - (to - from);
    Arrays.fill(entries, shorter, length, (byte) 0);
    length = shorter;
  }

  byte[] serialize() {
    return length == entries.length ? entries : Arrays.copyOf(entries, length);
  }

  /**
   * @param serialized becomes this object's own
   */
  static SkippedKeys parse(byte[] serialized) throws ProtocolException {
    if (serialized.length % ENTRY != 0 || serialized.length > MAX * ENTRY) {
      throw new ProtocolException(Reason.INVALID, "stored skipped keys");
    }
    return new SkippedKeys(serialized);
  }

  @Override
  public String toString() {
    return "SkippedKeys[" + length / ENTRY + "]";
  }
}
