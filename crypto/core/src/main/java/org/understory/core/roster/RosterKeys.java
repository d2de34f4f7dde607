package org.understory.core.roster;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The roster keys that a device holds, by generation ({@code docs/protocol.md#roster-key}).
 * Immutable; its text form shows the generations alone.
 */
public final class RosterKeys {
  private final SortedMap<Integer, byte[]> keys;

  private RosterKeys(SortedMap<Integer, byte[]> keys) {
    this.keys = keys;
  }

  /**
   * One key.
   *
   * @param generation at least 1
   * @param key 32 bytes, copied
   */
  public static RosterKeys of(int generation, byte[] key) {
    return new RosterKeys(new TreeMap<>()).with(generation, key);
  }

  /** These keys and another one, which replaces one of the same generation. */
  public RosterKeys with(int generation, byte[] key) {
    if (generation < 1 || key.length != 32) {
      throw new IllegalArgumentException("a roster key has generation >= 1 and 32 bytes");
    }
    SortedMap<Integer, byte[]> copy = new TreeMap<>(keys);
    copy.put(generation, key.clone());
    return new RosterKeys(copy);
  }

  /** The key of a generation, or null when it is not here. */
  public byte @Nullable [] key(int generation) {
    byte[] key = keys.get(generation);
    return key == null ? null : key.clone();
  }

  /** The highest generation here. */
  public int newestGeneration() {
    return keys.lastKey();
  }

  /** The key of the highest generation here. */
  public byte[] newestKey() {
    byte[] key = keys.get(keys.lastKey());
    if (key == null) {
      throw new AssertionError("the newest generation has a key");
    }
    return key.clone();
  }

  /** The highest generation here that is lower than this one; 0 when there is none. */
  int newestGenerationBelow(int generation) {
    SortedMap<Integer, byte[]> lower = keys.headMap(generation);
    return lower.isEmpty() ? 0 : lower.lastKey();
  }

  /** The lowest generation here. */
  public int oldestGeneration() {
    return keys.firstKey();
  }

  @Override
  public String toString() {
    return "RosterKeys[" + keys.firstKey() + ".." + keys.lastKey() + "]";
  }
}
