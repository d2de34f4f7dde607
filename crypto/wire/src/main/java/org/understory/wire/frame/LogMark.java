package org.understory.wire.frame;

import org.understory.wire.id.LogId;

/**
 * Where a log stood when a commit was applied.
 *
 * @param log the log
 * @param position positions so far
 */
public record LogMark(LogId log, long position) {
  @Override
  public String toString() {
    return "LogMark";
  }
}
