package org.understory.wire.frame;

/** Requests at the own open link drop. OWNER. */
public record LinkRequests() implements Subscription {
  @Override
  public String toString() {
    return "LinkRequests";
  }
}
