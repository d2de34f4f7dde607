package org.understory.core;

import org.jspecify.annotations.Nullable;

/**
 * How often something happened lately, and how long it has to wait before it may happen again: a
 * first gap, doubled each time up to a day, and forgotten once two gaps passed in peace. Kept in a
 * row of its own, so that a restart forgets nothing. Immutable.
 *
 * @param level 0: never yet
 * @param at when it happened last, milliseconds
 */
record Backoff(int level, long at) {
  static final Backoff NONE = new Backoff(0, 0);

  private static final long LONGEST_MILLIS = 24 * 60 * 60_000L;
  private static final int MAX_LEVEL = 24;

  static Backoff decode(byte @Nullable [] row) {
    if (row == null || row.length != 9) {
      return NONE;
    }
    long at = 0;
    for (int i = 1; i < 9; i++) {
      at = at << 8 | (row[i] & 0xFF);
    }
    return new Backoff(row[0], at);
  }

  byte[] encode() {
    byte[] row = new byte[9];
    row[0] = (byte) level;
    for (int i = 0; i < 8; i++) {
      row[1 + i] = (byte) (at >>> (56 - 8 * i));
    }
    return row;
  }

  boolean allows(long now, long firstGapMillis) {
    return level == 0 || now - at >= gap(firstGapMillis);
  }

  /** It happens now. */
  Backoff taken(long now, long firstGapMillis) {
    return new Backoff(isOver(now, firstGapMillis) ? 1 : Math.min(level + 1, MAX_LEVEL), now);
  }

  /** What it guards against was shown not to be the case: only the first gap counts again. */
  Backoff eased() {
    return level > 1 ? new Backoff(1, at) : this;
  }

  /** Whether it is as good as never: the next one would count as the first again. */
  boolean isOver(long now, long firstGapMillis) {
    return level == 0 || now - at >= 2 * gap(firstGapMillis);
  }

  private long gap(long firstGapMillis) {
    return Math.min(LONGEST_MILLIS, firstGapMillis << (level - 1));
  }
}
