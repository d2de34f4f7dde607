package org.understory.signal.chain;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.codec.Bytes;

/**
 * MKSKIPPED of the paper, for one chain: the seeds of messages that a later one overtook, oldest
 * first. A seed is taken out when its message comes, so a message reads once.
 *
 * <p>At most {@value #MAX} are kept (72 KB); the oldest makes room. A sender who is ahead by more
 * loses only what is oldest; more would let a peer fill the store.
 */
final class SkippedSeeds {
  /** libsignal's number. */
  static final int MAX = 2000;

  private static final int SEED = 32;
  private static final int ENTRY = 4 + SEED;

  private final Map<Integer, byte[]> seeds = new LinkedHashMap<>();

  /** Keeps a seed for the message at {@code index}. */
  void keep(int index, byte[] seed) {
    if (seeds.size() >= MAX) {
      Iterator<Integer> oldest = seeds.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    seeds.put(index, seed);
  }

  /** Takes the seed of a message out, or null when it is not there (any more). */
  byte @Nullable [] take(int index) {
    return seeds.remove(index);
  }

  /** Index and seed of each, oldest first. */
  byte[] serialize() {
    byte[] result = new byte[seeds.size() * ENTRY];
    int at = 0;
    for (Map.Entry<Integer, byte[]> entry : seeds.entrySet()) {
      Bytes.putInt(result, at, entry.getKey());
      System.arraycopy(entry.getValue(), 0, result, at + 4, SEED);
      at += ENTRY;
    }
    return result;
  }

  /**
   * @throws ProtocolException when it is not what {@link #serialize} gives
   */
  static SkippedSeeds parse(byte[] serialized) throws ProtocolException {
    if (serialized.length % ENTRY != 0 || serialized.length > MAX * ENTRY) {
      throw new ProtocolException(Reason.INVALID, "stored skipped seeds");
    }
    SkippedSeeds result = new SkippedSeeds();
    for (int at = 0; at < serialized.length; at += ENTRY) {
      result.seeds.put(
          Bytes.getInt(serialized, at), Arrays.copyOfRange(serialized, at + 4, at + ENTRY));
    }
    return result;
  }

  @Override
  public String toString() {
    return "SkippedSeeds[" + seeds.size() + "]";
  }
}
