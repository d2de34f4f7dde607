package org.understory.wire.frame;

import java.util.List;
import org.understory.wire.id.SpaceId;
import org.understory.wire.id.WriteId;

/**
 * Opens guarded logs that belong together: one durable, where their chain lies, and those that it
 * governs. MEMBER. {@code docs/protocol.md#guarded-log}
 *
 * @param writeId of this write
 * @param space the space
 * @param logs 1 to 4, all guarded, one of them durable, with ids that are free
 */
public record OpenLogs(WriteId writeId, SpaceId space, List<LogKeys> logs) implements RequestBody {
  @Override
  public String toString() {
    return "OpenLogs";
  }
}
