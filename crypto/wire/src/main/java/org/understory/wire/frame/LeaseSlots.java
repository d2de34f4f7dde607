package org.understory.wire.frame;

/** All lease slots of the space. MEMBER or OWNER. */
public record LeaseSlots() implements Subscription {
  @Override
  public String toString() {
    return "LeaseSlots";
  }
}
