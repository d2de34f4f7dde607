package org.understory.wire.frame;

import org.understory.wire.id.LogId;

/**
 * Ends the subscription of a log.
 *
 * @param log the log
 */
public record Unsubscribe(LogId log) implements RequestBody {
  @Override
  public String toString() {
    return "Unsubscribe";
  }
}
