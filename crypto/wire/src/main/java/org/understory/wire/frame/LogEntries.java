package org.understory.wire.frame;

import java.util.List;
import org.understory.wire.id.LogId;

/**
 * Entries of a log, in order. The same for every subscriber: the server encodes it once and sends
 * the same bytes to all.
 *
 * @param log the log
 * @param entries 1 to 4096 entries
 */
public record LogEntries(LogId log, List<LogEntry> entries) implements ServerFrame {
  @Override
  public String toString() {
    return "LogEntries";
  }
}
