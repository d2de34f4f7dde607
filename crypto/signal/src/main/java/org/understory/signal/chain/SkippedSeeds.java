package org.understory.signal.chain;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.codec.Bytes;

/**
 * MKSKIPPED of the paper, for one chain: the seeds of messages that a later one overtook, in the
 * order of their indices, each with the time it was skipped at. A seed is taken out when its
 * message comes, so a message reads once, and is forgotten when its message would be past its time.
 *
 * <p>At most {@value #MAX} are kept (80 KB); the oldest makes room. A sender who is ahead by more
 * loses only what is oldest; more would let a peer fill the store. They stay one array of bytes, so
 * that a state with many is read and written as quickly as one with none.
 */
public final class SkippedSeeds {
  /** libsignal's number. */
  public static final int MAX = 2000;

  private static final int SEED = 32;
  private static final int TIME_AT = 4;
  private static final int SEED_AT = 8;
  private static final int ENTRY = SEED_AT + SEED;

  /** As much as 32 bits hold: the year 2106. */
  private static final long LATEST = 0xFFFF_FFFFL;

  /** Index, second and seed of each, the oldest first; behind them free space. */
  private byte[] entries;

  private int length;

  public SkippedSeeds() {
    this(new byte[0]);
  }

  private SkippedSeeds(byte[] entries) {
    this.entries = entries;
    this.length = entries.length;
  }

  /**
   * Keeps a seed.
   *
   * @param index of its message, above all that were kept before
   * @param seed 32 bytes, secret
   */
  public void keep(int index, byte[] seed, long nowMillis) {
    if (length == MAX * ENTRY) {
      remove(0, ENTRY);
    } else if (length == entries.length) {
      int room = Math.min(MAX, 2 * (length / ENTRY) + 1);
      entries = Arrays.copyOf(entries, room * ENTRY);
    }
    long seconds = Math.max(0, Math.min(LATEST, nowMillis / 1000));
    Bytes.putInt(entries, length, index);
    Bytes.putInt(entries, length + TIME_AT, (int) seconds);
    System.arraycopy(seed, 0, entries, length + SEED_AT, SEED);
    length += ENTRY;
  }

  /** Takes the seed of a message out, or null when it is not there (any more). */
  public byte @Nullable [] take(int index) {
    int at = find(index);
    if (at == length || Bytes.getInt(entries, at) != index) {
      return null;
    }
    byte[] seed = Arrays.copyOfRange(entries, at + SEED_AT, at + ENTRY);
    remove(at, at + ENTRY);
    return seed;
  }

  /** Where the first entry with this index or a later one begins. */
  private int find(int index) {
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
    return low * ENTRY;
  }

  /** Drops what was skipped before that time; whether there was any. */
  public boolean forgetBefore(long keptBeforeMillis) {
    int kept = 0;
    for (int at = 0; at < length; at += ENTRY) {
      long seconds = Bytes.getInt(entries, at + TIME_AT) & LATEST;
      if (seconds * 1000 >= keptBeforeMillis) {
        System.arraycopy(entries, at, entries, kept, ENTRY);
        kept += ENTRY;
      }
    }
    boolean forgot = kept < length;
    remove(kept, length);
    return forgot;
  }

  /** Moves up what is behind, and wipes the space that it leaves. */
  private void remove(int from, int to) {
    System.arraycopy(entries, to, entries, from, length - to);
    int shorter = length - (to - from);
    Arrays.fill(entries, shorter, length, (byte) 0);
    length = shorter;
  }

  /** Index, second and seed of each, oldest first. */
  public byte[] serialize() {
    return Bytes.slice(entries, 0, length);
  }

  /**
   * @param serialized becomes this object's own
   * @throws ProtocolException when it is not what {@link #serialize} gives
   */
  public static SkippedSeeds parse(byte[] serialized) throws ProtocolException {
    if (serialized.length % ENTRY != 0 || serialized.length > MAX * ENTRY) {
      throw new ProtocolException(Reason.INVALID, "stored skipped seeds");
    }
    return new SkippedSeeds(serialized);
  }

  @Override
  public String toString() {
    return "SkippedSeeds[" + length / ENTRY + "]";
  }
}
