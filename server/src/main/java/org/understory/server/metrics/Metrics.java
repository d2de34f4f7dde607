package org.understory.server.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts. Thread-safe; kept in memory only. */
public final class Metrics {
  /** What is counted, since the start. */
  public enum Count {
    CONNECTIONS_OPENED,
    CONNECTIONS_CLOSED,
    FRAMES_RECEIVED,
    FRAMES_SENT,
    REQUESTS_REFUSED,
    REQUESTS_FAILED,
    SLOW_CONSUMERS_CLOSED,
    ROWS_EXPIRED
  }

  private final Map<Count, LongAdder> counts = new EnumMap<>(Count.class);

  public Metrics() {
    for (Count count : Count.values()) {
      counts.put(count, new LongAdder());
    }
  }

  /** Counts one. */
  public void add(Count count) {
    add(count, 1);
  }

  /** Counts some. */
  public void add(Count count, long some) {
    LongAdder adder = counts.get(count);
    if (adder != null) {
      adder.add(some);
    }
  }

  /** All counts at this moment. */
  public Map<Count, Long> snapshot() {
    Map<Count, Long> now = new EnumMap<>(Count.class);
    counts.forEach((count, adder) -> now.put(count, adder.sum()));
    return now;
  }
}
