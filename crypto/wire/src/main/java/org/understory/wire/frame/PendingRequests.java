package org.understory.wire.frame;

import java.util.List;

/**
 * Requests at the space's invites.
 *
 * @param requests 1 to 4096
 */
public record PendingRequests(List<PendingRequest> requests) implements ServerFrame {
  @Override
  public String toString() {
    return "PendingRequests";
  }
}
