package org.understory.interop.interaction;

import java.util.HashMap;
import java.util.Map;

/** What a receiver can still read of one chain: the next messages, and those that it skipped. */
final class ChainModel {
  private final Map<Integer, Long> skippedAtSecond = new HashMap<>();
  private int next;

  ChainModel(int next) {
    this.next = next;
  }

  boolean reads(int index) {
    return index >= next || skippedAtSecond.containsKey(index);
  }

  void read(int index, long nowMillis) {
    skippedAtSecond.remove(index);
    for (; next <= index; next++) {
      if (next < index) {
        skippedAtSecond.put(next, nowMillis / 1000);
      }
    }
  }

  void forgetBefore(long keptBeforeMillis) {
    skippedAtSecond.values().removeIf(second -> second * 1000 < keptBeforeMillis);
  }
}
