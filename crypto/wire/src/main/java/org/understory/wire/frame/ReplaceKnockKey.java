package org.understory.wire.frame;

import org.understory.wire.id.WriteId;

/**
 * Replaces the knock key of the own mailbox. OWNER. {@code docs/protocol.md#knock-key}
 *
 * @param writeId of this write
 * @param knockKey 32 bytes, Ed25519, or empty: none
 */
public record ReplaceKnockKey(WriteId writeId, byte[] knockKey) implements RequestBody {
  @Override
  public String toString() {
    return "ReplaceKnockKey";
  }
}
