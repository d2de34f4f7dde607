package org.understory.wire.frame;

import java.util.List;
import org.understory.wire.id.WriteId;

/**
 * Fills the own prekey shelf. OWNER. The server does not look inside.
 *
 * @param writeId of this write
 * @param base the signed bundle with the last-resort Kyber prekey, 0 to 8192 bytes; empty:
 *     unchanged
 * @param oneTime 0 to 100, each 1 to 4096 bytes
 * @param replace first discard every one-time prekey there is
 */
public record PublishPreKeys(WriteId writeId, byte[] base, List<byte[]> oneTime, boolean replace)
    implements RequestBody {
  @Override
  public String toString() {
    return "PublishPreKeys";
  }
}
