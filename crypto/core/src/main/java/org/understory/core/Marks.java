package org.understory.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.understory.core.vault.Rows;
import org.understory.wire.frame.LogMark;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;

/** Where in each channel's log each epoch began ({@code docs/protocol.md#commit}). */
final class Marks {
  private static final String PREFIX = "ce/";

  private final Rows rows;
  private final Map<LogId, NavigableMap<Epoch, Long>> begins = new HashMap<>();

  Marks(Rows rows) {
    this.rows = rows;
  }

  void load() {
    for (byte[] row : rows.scan(PREFIX).values()) {
      MarkRow stored = MarkRow.decode(row);
      learn(stored.epoch(), stored.marks());
    }
  }

  /** Notes where an epoch starts in each log. */
  void note(Epoch epoch, List<LogMark> marks) {
    learn(epoch, marks);
    if (!marks.isEmpty()) {
      rows.put(key(epoch), new MarkRow(epoch, marks).encode());
    }
  }

  private void learn(Epoch epoch, List<LogMark> marks) {
    for (LogMark mark : marks) {
      begins(mark.log()).put(epoch, mark.position());
    }
  }

  /** Forgets where epochs behind this one began: they were of another branch. */
  void forgetBehind(Epoch last) {
    for (NavigableMap<Epoch, Long> log : begins.values()) {
      for (Epoch epoch : new ArrayList<>(log.keySet())) {
        if (epoch.compareTo(last) > 0) {
          log.remove(epoch);
          rows.delete(key(epoch));
        }
      }
    }
  }

  private static String key(Epoch epoch) {
    return PREFIX + Hex.of(epoch.generation()) + Hex.of(epoch.step());
  }

  private NavigableMap<Epoch, Long> begins(LogId log) {
    return begins.computeIfAbsent(log, key -> new TreeMap<>());
  }

  /** Whether an entry at this position came after its epoch had ended. */
  boolean isOver(LogId log, Epoch epoch, long position) {
    Map.Entry<Epoch, Long> next = begins(log).higherEntry(epoch);
    return next != null && position >= next.getValue();
  }

  /** The position at which an epoch began, or null. */
  @Nullable Long beginOf(LogId log, Epoch epoch) {
    return begins(log).get(epoch);
  }
}
