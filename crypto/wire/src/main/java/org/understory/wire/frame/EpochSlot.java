package org.understory.wire.frame;

/** Packets of the own epoch slot. OWNER. */
public record EpochSlot() implements Subscription {
  @Override
  public String toString() {
    return "EpochSlot";
  }
}
