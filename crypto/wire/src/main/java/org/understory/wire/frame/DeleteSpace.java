package org.understory.wire.frame;

import java.util.List;
import org.understory.wire.id.SpaceId;
import org.understory.wire.id.WriteId;

/**
 * Deletes a space, at once or after a waiting time.
 *
 * @param writeId of this write
 * @param space the space
 * @param setVersion the current steward set's
 * @param signatures by the threshold of the current set, 0 to 32
 */
public record DeleteSpace(
    WriteId writeId, SpaceId space, long setVersion, List<StewardSignature> signatures)
    implements RequestBody {
  @Override
  public String toString() {
    return "DeleteSpace";
  }
}
