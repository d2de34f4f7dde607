package org.understory.wire.frame;

/** Requests at the space's invites. STEWARD. */
public record JoinRequests() implements Subscription {
  @Override
  public String toString() {
    return "JoinRequests";
  }
}
