package org.understory.wire.frame;

import java.util.List;

/**
 * Deletes what was delivered. OWNER.
 *
 * @param mailboxPositions 0 to 1024
 * @param epochPacketsUpTo a slot position + 1; 0: none
 */
public record Acknowledge(List<Long> mailboxPositions, long epochPacketsUpTo)
    implements RequestBody {
  @Override
  public String toString() {
    return "Acknowledge";
  }
}
