package org.understory.wire.frame;

import org.understory.wire.id.BlobId;
import org.understory.wire.id.SpaceId;
import org.understory.wire.id.WriteId;

/**
 * Opens a blob, which is then written over HTTP. {@code docs/protocol.md#blobs}
 *
 * @param writeId of this write
 * @param space whose quota it uses
 * @param blob fresh and random
 * @param expiry end of its expiry bucket, seconds since 1970
 * @param size of all of its bytes, 1 to {@link org.understory.wire.Limits#MAX_BLOB}
 * @param readHash SHA-256 of the key by which it is read, 32 bytes
 */
public record OpenBlob(
    WriteId writeId, SpaceId space, BlobId blob, long expiry, long size, byte[] readHash)
    implements RequestBody {
  @Override
  public String toString() {
    return "OpenBlob";
  }
}
