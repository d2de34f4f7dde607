package org.understory.server.log;

import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;
import org.understory.wire.frame.LogKeys;
import org.understory.wire.frame.LogMark;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

/** Keeps who may do what with logs, and where they stand. */
interface LogKeyStore {
  /** Who may read a log; null: there is no such. */
  Future<Log.@Nullable Access> access(Sql sql, SpaceId space, LogId log);

  /** Makes logs or changes their keys; false: one of them is not a commit's to change. */
  Future<Boolean> setKeys(Tx tx, SpaceId space, long accessVersion, List<LogKeys> keys);

  /** How many logs of a space have keys that commits set. */
  Future<Integer> count(Tx tx, SpaceId space);

  /** Holds the logs that members read to the end of the transaction, and tells where they stand. */
  Future<List<LogMark>> holdMarks(Tx tx, SpaceId space);

  /** Moves all logs of a space to the next epoch, and tells where those stand that members read. */
  Future<List<LogMark>> nextEpoch(Tx tx, SpaceId space);
}
