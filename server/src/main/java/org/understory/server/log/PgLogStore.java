package org.understory.server.log;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.server.delivery.Feed;
import org.understory.server.postgres.ContentRows;
import org.understory.server.postgres.ContentRows.Page;
import org.understory.server.postgres.ContentRows.Places;
import org.understory.server.postgres.ContentRows.Sum;
import org.understory.server.postgres.Database;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

/** Logs in PostgreSQL. */
public final class PgLogStore implements LogStore {
  private static final int DELETED_AT_ONCE = 10_000;

  /**
   * One batch. The update of the head row takes its lock and, having waited for it, judges the
   * epoch by the row's newest version: a commit that moved the epoch meanwhile is always seen.
   */
  private static final String APPEND =
      """
      WITH fresh AS MATERIALIZED (
        SELECT i.*, row_number() OVER (ORDER BY i.n) - 1 AS k
        FROM unnest($3::bytea[], $4::bigint[], $5::bytea[], $6::bigint[], $7::bytea[], $8::bigint[],
                    $9::int[]) AS i(body, expiry, tag, shift, key, mask, n)
        WHERE NOT EXISTS (
          SELECT FROM write_answer w WHERE w.day IN ($10, $10 - 1) AND w.key = i.key)
      ), head AS (
        UPDATE log SET head = head + (SELECT count(*) FROM fresh),
            kept_entries = kept_entries + (SELECT count(*) FROM fresh),
            kept_bytes = kept_bytes + (SELECT coalesce(sum(length(body)), 0) FROM fresh)
        WHERE no = $1 AND home IS DISTINCT FROM id
          AND ($2 = -1
            OR (access_version = $2 AND (post_key IS NULL OR post_key = ANY($11::bytea[])))
            OR (NOT guarded AND post_key = ANY($11::bytea[])))
        RETURNING head - (SELECT count(*) FROM fresh) AS base
      ), entries AS (
        INSERT INTO log_entry (expiry, tag, slot, body)
        SELECT expiry, tag, base + k + shift, body FROM fresh, head
      ), answers AS (
        INSERT INTO write_answer (day, key, expiry, position)
        SELECT $10, key, expiry, (base + k) # mask FROM fresh, head
      )
      SELECT n, base + k AS position FROM fresh, head
      """;

  private final Database database;
  private final ContentRows rows = new ContentRows("log_entry");

  PgLogStore(Database database) {
    this.database = database;
  }

  @Override
  public Future<@Nullable Long> number(Sql sql, SpaceId space, LogId log) {
    return sql.run("SELECT no FROM log WHERE space = $1 AND id = $2", bytes(space), bytes(log))
        .map(found -> found.size() == 0 ? null : found.iterator().next().getLong(0));
  }

  @Override
  public Future<List<Long>> numbers(Sql sql, SpaceId space) {
    return sql.run("SELECT no FROM log WHERE space = $1", bytes(space))
        .map(found -> {
          List<Long> numbers = new ArrayList<>();
          found.forEach(row -> numbers.add(row.getLong(0)));
          return numbers;
        });
  }

  @Override
  public Future<Log.Outcome> append(
      Sql sql, long no, Log.Right right, List<Log.Sealed> drafts, int size, int day) {
    return sql.run(
            APPEND,
            Tuple.from(
                new Object[] {
                  no,
                  right.accessVersion(),
                  drafts.stream().map(d -> Buffer.buffer(d.sealed())).toArray(Buffer[]::new),
                  drafts.stream().map(d -> d.place().expiry()).toArray(Long[]::new),
                  drafts.stream().map(d -> Buffer.buffer(d.place().tag())).toArray(Buffer[]::new),
                  drafts.stream().map(d -> d.place().shift()).toArray(Long[]::new),
                  drafts.stream().map(d -> Buffer.buffer(d.key().key())).toArray(Buffer[]::new),
                  drafts.stream().map(d -> d.key().mask()).toArray(Long[]::new),
                  drafts.stream().map(Log.Sealed::n).toArray(Integer[]::new),
                  day,
                  right.logKeys().stream().map(Buffer::buffer).toArray(Buffer[]::new)
                }))
        .map(found -> outcome(found, size));
  }

  private static Log.Outcome outcome(RowSet<Row> rows, int size) {
    @Nullable Long[] positions = new @Nullable Long[size];
    long base = Long.MAX_VALUE;
    for (Row row : rows) {
      long position = row.getLong("position");
      positions[row.getInteger("n")] = position;
      base = Math.min(base, position);
    }
    return new Log.Outcome(Arrays.asList(positions), base);
  }

  @Override
  public Future<Log.Standing> standing(Sql sql, SpaceId space, LogId log, Log.Right right) {
    return sql.run(
            """
            SELECT access_version, NOT guarded AND post_key IS NOT NULL AS keyed FROM log
            WHERE space = $1 AND id = $2 AND home IS DISTINCT FROM id
              AND (post_key IS NULL OR post_key = ANY($3::bytea[]))
            """,
            bytes(space),
            bytes(log),
            (Object) right.logKeys().stream().map(Buffer::buffer).toArray(Buffer[]::new))
        .map(rows -> {
          if (rows.size() == 0) {
            return Log.Standing.NO_SUCH;
          }
          Row row = rows.iterator().next();
          return row.getBoolean("keyed") || row.getLong(0) == right.accessVersion()
              ? Log.Standing.OPEN
              : Log.Standing.OTHER_EPOCH;
        });
  }

  @Override
  public Future<Long> append(Tx tx, long no, Log.Sealed entry) {
    return tx.run(
            """
            WITH head AS (
              UPDATE log SET head = head + 1, kept_entries = kept_entries + 1,
                kept_bytes = kept_bytes + length($5::bytea)
              WHERE no = $1 RETURNING head - 1 AS position
            )
            INSERT INTO log_entry (expiry, tag, slot, body)
            SELECT $2, $3, position + $4, $5 FROM head RETURNING slot - $4
            """,
            no,
            entry.place().expiry(),
            Buffer.buffer(entry.place().tag()),
            entry.place().shift(),
            Buffer.buffer(entry.sealed()))
        .map(found -> found.iterator().next().getLong(0));
  }

  @Override
  public Future<@Nullable Long> head(Sql sql, long no, byte[] readKey) {
    return sql.run(
            """
            SELECT head FROM log
            WHERE no = $1 AND read_key IS NOT DISTINCT FROM nullif($2::bytea, '')
            """,
            no,
            Buffer.buffer(readKey))
        .map(found -> found.size() == 0 ? null : found.iterator().next().getLong(0));
  }

  @Override
  public Future<Page> read(Sql sql, Places places, long from) {
    return rows.read(sql, places, from, Feed.PAGE_ENTRIES, Feed.PAGE_BYTES);
  }

  @Override
  public Future<Void> deleteAt(Tx tx, Places places) {
    return rows.delete(tx, places);
  }

  @Override
  public Future<List<Sum>> sums(long expiry) {
    return rows.sums(database, expiry);
  }

  @Override
  public Future<Void> takeOff(
      Tx tx, Collection<Long> nos, Collection<Long> entries, Collection<Long> bytes) {
    return tx.run(
            """
            WITH gone AS (
              SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS g(no, entries, bytes)
            ), locked AS MATERIALIZED (
              SELECT no FROM log WHERE no IN (SELECT no FROM gone) ORDER BY no FOR NO KEY UPDATE
            )
            UPDATE log l SET kept_entries = greatest(0, kept_entries - g.entries),
              kept_bytes = greatest(0, kept_bytes - g.bytes)
            FROM gone g WHERE l.no = g.no AND l.no IN (SELECT no FROM locked)
            """,
            (Object) nos.toArray(Long[]::new),
            (Object) entries.toArray(Long[]::new),
            (Object) bytes.toArray(Long[]::new))
        .mapEmpty();
  }

  @Override
  public Future<Void> clearCounts(Tx tx) {
    return tx.run("UPDATE log SET kept_entries = 0, kept_bytes = 0 WHERE kept_entries <> 0")
        .mapEmpty();
  }

  @Override
  public Future<Integer> deleteBucket(long expiry) {
    return rows.deleteBucket(database, expiry, DELETED_AT_ONCE);
  }

  private static Buffer bytes(SpaceId id) {
    return Buffer.buffer(id.bytes());
  }

  private static Buffer bytes(LogId id) {
    return Buffer.buffer(id.bytes());
  }
}
