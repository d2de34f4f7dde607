package org.understory.server.slot;

import java.util.List;
import org.understory.wire.frame.SlotPacket;

/** What slots hold. */
final class Slot {
  private Slot() {}

  /** One packet on its way into a slot. */
  record Laying(long mailboxNo, byte[] body) {
    @Override
    public String toString() {
      return "Laying";
    }
  }

  /** One packet that lies in a slot now. */
  record Laid(long mailboxNo, SlotPacket packet) {
    @Override
    public String toString() {
      return "Laid";
    }
  }

  /** A part of a slot. */
  record Part(List<SlotPacket> packets, boolean complete) {
    @Override
    public String toString() {
      return "Part";
    }
  }
}
