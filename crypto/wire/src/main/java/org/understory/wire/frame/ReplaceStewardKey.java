package org.understory.wire.frame;

import org.understory.wire.id.SpaceId;
import org.understory.wire.id.WriteId;

/**
 * A steward replaces its own access key. The set version rises by one.
 *
 * @param writeId of this write
 * @param space the space
 * @param oldKey 32 bytes
 * @param newKey 32 bytes
 * @param setVersion the current version + 1
 * @param signature 64 bytes, by the old key
 */
public record ReplaceStewardKey(
    WriteId writeId, SpaceId space, byte[] oldKey, byte[] newKey, long setVersion, byte[] signature)
    implements RequestBody {
  @Override
  public String toString() {
    return "ReplaceStewardKey";
  }
}
