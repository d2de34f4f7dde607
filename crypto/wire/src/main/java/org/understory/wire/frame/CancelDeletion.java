package org.understory.wire.frame;

import java.util.List;
import org.understory.wire.id.SpaceId;
import org.understory.wire.id.WriteId;

/**
 * Takes back a deletion that waits.
 *
 * @param writeId of this write
 * @param space the space
 * @param setVersion the current steward set's
 * @param signatures by the threshold of the current set, 0 to 32
 */
public record CancelDeletion(
    WriteId writeId, SpaceId space, long setVersion, List<StewardSignature> signatures)
    implements RequestBody {
  @Override
  public String toString() {
    return "CancelDeletion";
  }
}
