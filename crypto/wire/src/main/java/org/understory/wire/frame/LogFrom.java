package org.understory.wire.frame;

import org.understory.wire.id.LogId;

/**
 * Entries of a log.
 *
 * @param log the log
 * @param from the first position wanted
 */
public record LogFrom(LogId log, long from) implements Subscription {
  @Override
  public String toString() {
    return "LogFrom";
  }
}
