package org.understory.wire.frame;

import org.understory.wire.id.SpaceId;
import org.understory.wire.id.WriteId;

/**
 * Replaces the body in the lease slot of the steward key that this connection proved. {@code
 * docs/protocol.md#lease-slot}
 *
 * @param writeId of this write
 * @param space the space
 * @param body 1 to 1024 bytes
 */
public record PutLease(WriteId writeId, SpaceId space, byte[] body) implements RequestBody {
  @Override
  public String toString() {
    return "PutLease";
  }
}
