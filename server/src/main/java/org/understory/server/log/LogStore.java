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

/** Keeps logs. */
interface LogStore {
  /**
   * Appends a batch in one statement, together with the answers to its writes.
   *
   * @param accessVersion the epoch that all drafts were written in; negative: none is asked for
   */
  Future<Log.Outcome> append(
      Sql sql, SpaceId space, LogId log, long accessVersion, List<Log.Draft> drafts, int day);

  /** Why a batch was not appended. */
  Future<Log.Standing> standing(Sql sql, SpaceId space, LogId log, long accessVersion);

  /** Reads a log that members read; null: there is no such. */
  Future<Log.@Nullable Part> read(Sql sql, SpaceId space, LogId log, long from, long now);

  /** The head of a log that members read; null: there is no such. */
  Future<@Nullable Long> head(Sql sql, SpaceId space, LogId log);

  /** Makes logs or changes their keys. */
  Future<Void> setKeys(Tx tx, SpaceId space, long accessVersion, List<LogKeys> keys);

  Future<Integer> count(Tx tx, SpaceId space);

  /** Holds all logs of a space to the end of the transaction, and tells where they stand. */
  Future<List<LogMark>> holdMarks(Tx tx, SpaceId space);

  /** Moves all logs of a space to the next epoch, and tells where they stand. */
  Future<List<LogMark>> nextEpoch(Tx tx, SpaceId space);

  Future<Integer> deleteExpired(Sql sql, long now);

  /** Deletes the entries of all logs of a space. */
  Future<Void> deleteOf(Tx tx, SpaceId space);
}
