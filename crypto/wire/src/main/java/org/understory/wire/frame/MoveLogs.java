package org.understory.wire.frame;

import java.util.List;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;
import org.understory.wire.id.WriteId;

/**
 * Appends to a durable log and changes keys of the logs that belong to it, whole or not at all.
 * MEMBER and the durable log's post key. {@code docs/protocol.md#guarded-log}
 *
 * @param writeId of this write
 * @param space the space
 * @param rosterLog the durable log
 * @param expectedPosition how many entries it has
 * @param entries 1 to 8, each 1 to 32768 bytes
 * @param logs new keys, 0 to 4: of the durable log or of those that belong to it
 */
public record MoveLogs(
    WriteId writeId,
    SpaceId space,
    LogId rosterLog,
    long expectedPosition,
    List<byte[]> entries,
    List<LogKeys> logs)
    implements RequestBody {
  @Override
  public String toString() {
    return "MoveLogs";
  }
}
