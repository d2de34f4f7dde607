package org.understory.wire.frame;

import org.understory.wire.id.SpaceId;
import org.understory.wire.id.WriteId;

/**
 * Opens the own link drop, by which another device of this person asks to be added. OWNER. {@code
 * docs/protocol.md#link-drop}
 *
 * @param writeId of this write
 * @param space the space
 * @param dropKey 32 bytes, Ed25519; the drop's id is the first 16 bytes of its SHA-256
 * @param notAfter seconds since 1970, at most 15 minutes ahead
 */
public record OpenLink(WriteId writeId, SpaceId space, byte[] dropKey, long notAfter)
    implements RequestBody {
  @Override
  public String toString() {
    return "OpenLink";
  }
}
