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
 * first, each with the time it was skipped at. A seed is taken out when its message comes, so a
 * message reads once, and is forgotten when its message would be past its time.
 *
 * <p>At most {@value #MAX} are kept (80 KB); the oldest makes room. A sender who is ahead by more
 * loses only what is oldest; more would let a peer fill the store.
 */
final class SkippedSeeds {
  /** libsignal's number. */
  static final int MAX = 2000;

  private static final int SEED = 32;
  private static final int ENTRY = 4 + 4 + SEED;

  /** As much as 32 bits hold: the year 2106. */
  private static final long LATEST = 0xFFFF_FFFFL;

  /**
   * @param seconds when it was skipped, since 1970
   */
  private record Skipped(long seconds, byte[] seed) {
    @Override
    public String toString() {
      return "Skipped[" + seconds + "]";
    }
  }

  private final Map<Integer, Skipped> seeds = new LinkedHashMap<>();

  /** Keeps a seed for the message at {@code index}. */
  void keep(int index, byte[] seed, long nowMillis) {
    if (seeds.size() >= MAX) {
      Iterator<Integer> oldest = seeds.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    long seconds = Math.max(0, Math.min(LATEST, nowMillis / 1000));
    seeds.put(index, new Skipped(seconds, seed));
  }

  /** Takes the seed of a message out, or null when it is not there (any more). */
  byte @Nullable [] take(int index) {
    Skipped skipped = seeds.remove(index);
    return skipped == null ? null : skipped.seed();
  }

  /** Drops what was skipped before that time; whether there was any. */
  boolean forgetBefore(long keptBeforeMillis) {
    return seeds.values().removeIf(skipped -> skipped.seconds() * 1000 < keptBeforeMillis);
  }

  /** Index, second and seed of each, oldest first. */
  byte[] serialize() {
    byte[] result = new byte[seeds.size() * ENTRY];
    int at = 0;
    for (Map.Entry<Integer, Skipped> entry : seeds.entrySet()) {
      Bytes.putInt(result, at, entry.getKey());
      Bytes.putInt(result, at + 4, (int) entry.getValue().seconds());
      System.arraycopy(entry.getValue().seed(), 0, result, at + 8, SEED);
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
      long seconds = Bytes.getInt(serialized, at + 4) & LATEST;
      byte[] seed = Arrays.copyOfRange(serialized, at + 8, at + ENTRY);
      result.seeds.put(Bytes.getInt(serialized, at), new Skipped(seconds, seed));
    }
    return result;
  }

  @Override
  public String toString() {
    return "SkippedSeeds[" + seeds.size() + "]";
  }
}
