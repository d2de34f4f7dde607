package org.understory.wire.frame;

/**
 * A packet of the own epoch slot.
 *
 * @param position in the slot
 * @param body 1 to 65536 bytes
 */
public record SlotPacket(long position, byte[] body) {
  @Override
  public String toString() {
    return "SlotPacket";
  }
}
