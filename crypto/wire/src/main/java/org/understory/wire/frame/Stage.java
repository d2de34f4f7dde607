package org.understory.wire.frame;

import java.util.List;
import org.understory.wire.id.StageId;
import org.understory.wire.id.WriteId;

/**
 * Lays down epoch packets ahead of a large commit, which names the stage id. Dropped after an hour.
 *
 * @param writeId of this write
 * @param stageId several calls with the same one add up
 * @param packets 1 to 512
 */
public record Stage(WriteId writeId, StageId stageId, List<EpochPacket> packets)
    implements RequestBody {
  @Override
  public String toString() {
    return "Stage";
  }
}
