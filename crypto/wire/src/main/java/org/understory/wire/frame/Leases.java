package org.understory.wire.frame;

import java.util.List;

/**
 * The bodies of all lease slots, whenever one has changed. {@code docs/protocol.md#lease-slot}
 *
 * @param bodies 0 to 32, each 1 to 1024 bytes, in no order that means anything
 */
public record Leases(List<byte[]> bodies) implements ServerFrame {
  @Override
  public String toString() {
    return "Leases";
  }
}
