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
   * @param right by what right all drafts are appended
   */
  Future<Log.Outcome> append(
      Sql sql, SpaceId space, LogId log, Log.Right right, List<Log.Draft> drafts, int day);

  /** Appends one entry inside a transaction; the position. */
  Future<Long> append(Tx tx, SpaceId space, LogId log, long expiry, byte[] body);

  /** Why a batch was not appended. */
  Future<Log.Standing> standing(Sql sql, SpaceId space, LogId log, Log.Right right);

  /**
   * Reads a log; null: there is none that is read by this key.
   *
   * @param readKey empty: one that members read
   */
  Future<Log.@Nullable Part> read(
      Sql sql, SpaceId space, LogId log, byte[] readKey, long from, long now);

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

  Future<Integer> deleteExpired(Sql sql, long now);

  /** Deletes the entries of all logs of a space. */
  Future<Void> deleteOf(Tx tx, SpaceId space);
}
