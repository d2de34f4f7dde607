package org.understory.wire.frame;

import java.util.List;

/**
 * Packets of the own epoch slot, in order.
 *
 * @param packets 1 to 4096
 */
public record SlotPackets(List<SlotPacket> packets) implements ServerFrame {
  @Override
  public String toString() {
    return "SlotPackets";
  }
}
