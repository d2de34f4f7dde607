package org.understory.server.log;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.server.postgres.ContentRows.Page;
import org.understory.server.postgres.ContentRows.Places;
import org.understory.server.postgres.ContentRows.Sum;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

/** Keeps what is in logs. */
interface LogStore {
  /** The number of a log in the tables; null: there is none. */
  Future<@Nullable Long> number(Sql sql, SpaceId space, LogId log);

  /** The numbers of all logs of a space. */
  Future<List<Long>> numbers(Sql sql, SpaceId space);

  /**
   * Appends a batch in one statement, together with the answers to its writes.
   *
   * @param no the log's number
   * @param right by what right all drafts are appended
   * @param size how many drafts there are
   */
  Future<Log.Outcome> append(
      Sql sql, long no, Log.Right right, List<Log.Sealed> drafts, int size, int day);

  /** Appends one entry inside a transaction; the position. */
  Future<Long> append(Tx tx, long no, Log.Sealed entry);

  /** Why a batch was not appended. */
  Future<Log.Standing> standing(Sql sql, SpaceId space, LogId log, Log.Right right);

  /** How many entries a log had so far; null: there is none that is read by this key. */
  Future<@Nullable Long> head(Sql sql, long no, byte[] readKey);

  /** Reads a stretch of a log. */
  Future<Page> read(Sql sql, Places places, long from);

  /** Deletes all that lies at places. */
  Future<Void> deleteAt(Tx tx, Places places);

  /** What lies in a bucket, by logs. */
  Future<List<Sum>> sums(long expiry);

  /** Takes what was in an ended bucket off the counts. */
  Future<Void> takeOff(Tx tx, Collection<Long> nos, Collection<Long> rows, Collection<Long> bytes);

  /** Sets all counts to nothing, to be counted anew. */
  Future<Void> clearCounts(Tx tx);

  /** Deletes a bucket; how many rows. */
  Future<Integer> deleteBucket(long expiry);
}
