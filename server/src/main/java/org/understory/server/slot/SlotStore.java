package org.understory.server.slot;

import io.vertx.core.Future;
import java.util.List;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;
import org.understory.wire.frame.EpochPacket;
import org.understory.wire.id.SpaceId;
import org.understory.wire.id.StageId;

/** Keeps epoch packets. */
interface SlotStore {
  Future<List<Slot.Laid>> lay(Tx tx, List<Slot.Laying> packets, long laid);

  Future<Long> head(Sql sql, long mailboxNo);

  Future<Slot.Part> read(Sql sql, long mailboxNo, long from);

  Future<Void> acknowledge(Sql sql, long mailboxNo, long upTo);

  Future<Void> clear(Tx tx, List<Long> mailboxNos);

  Future<Void> stage(
      Tx tx, SpaceId space, StageId stage, List<EpochPacket> packets, long dropAfter);

  Future<Integer> countStaged(Tx tx, SpaceId space);

  /** Takes staged packets out. */
  Future<List<EpochPacket>> takeStaged(Tx tx, SpaceId space, List<StageId> stages);

  /**
   * Deletes packets by age.
   *
   * @param oldLaid laid before: deleted unless newest
   * @param ancientLaid laid before: deleted
   */
  Future<Integer> deleteOld(Sql sql, long oldLaid, long ancientLaid);

  Future<Integer> deleteStaged(Sql sql, long now);
}
