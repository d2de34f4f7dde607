package org.understory.server.log;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.server.delivery.Feed;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.frame.LogKeys;
import org.understory.wire.frame.LogMark;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

/** Logs in PostgreSQL. */
public final class PgLogStore implements LogStore {
  private static final byte[] NONE = new byte[0];

  /**
   * One batch. The update of the head row takes its lock and, having waited for it, judges the
   * epoch by the row's newest version: a commit that moved the epoch meanwhile is always seen.
   */
  private static final String APPEND =
      """
      WITH fresh AS MATERIALIZED (
        SELECT i.n, i.body, i.expiry, i.key, row_number() OVER (ORDER BY i.n) - 1 AS k
        FROM unnest($4::bytea[], $5::bigint[], $6::bytea[]) WITH ORDINALITY
          AS i(body, expiry, key, n)
        WHERE NOT EXISTS (
          SELECT FROM write_answer w WHERE w.day IN ($7, $7 - 1) AND w.key = i.key)
      ), head AS (
        UPDATE log SET head = head + (SELECT count(*) FROM fresh)
        WHERE space = $1 AND id = $2 AND home IS DISTINCT FROM id
          AND ($3 = -1
            OR (access_version = $3 AND (post_key IS NULL OR post_key = ANY($8::bytea[])))
            OR (NOT guarded AND post_key = ANY($8::bytea[])))
        RETURNING no, head - (SELECT count(*) FROM fresh) AS base
      ), entries AS (
        INSERT INTO log_entry (log_no, position, expiry, body)
        SELECT no, base + k, expiry, body FROM fresh, head
      ), answers AS (
        INSERT INTO write_answer (day, key, position)
        SELECT $7, key, base + k FROM fresh, head
      )
      SELECT n, base + k AS position FROM fresh, head
      """;

  private static final String READ =
      """
      SELECT l.head, e.position, e.expiry, e.body, e.candidates
      FROM log l
      LEFT JOIN LATERAL (
        SELECT *, count(*) OVER () AS candidates,
               sum(length(body)) OVER (ORDER BY position) AS bytes
        FROM (SELECT * FROM log_entry r
              WHERE r.log_no = l.no AND r.position >= $3 AND r.expiry > $4
              ORDER BY r.position LIMIT $5) part) e
        ON e.bytes <= $6
      WHERE l.space = $1 AND l.id = $2 AND l.read_key IS NOT DISTINCT FROM nullif($7::bytea, '')
      ORDER BY e.position
      """;

  @Override
  public Future<Log.Outcome> append(
      Sql sql, SpaceId space, LogId log, Log.Right right, List<Log.Draft> drafts, int day) {
    Buffer[] bodies = new Buffer[drafts.size()];
    Long[] expiries = new Long[drafts.size()];
    Buffer[] keys = new Buffer[drafts.size()];
    for (int i = 0; i < bodies.length; i++) {
      Log.Draft draft = drafts.get(i);
      bodies[i] = Buffer.buffer(draft.body());
      expiries[i] = draft.expiry();
      keys[i] = Buffer.buffer(draft.key().bytes());
    }
    return sql.run(
            APPEND,
            Tuple.from(
                new Object[] {
                  bytes(space),
                  bytes(log),
                  right.accessVersion(),
                  bodies,
                  expiries,
                  keys,
                  day,
                  right.logKeys().stream().map(Buffer::buffer).toArray(Buffer[]::new)
                }))
        .map(rows -> outcome(rows, drafts.size()));
  }

  private static Log.Outcome outcome(RowSet<Row> rows, int size) {
    @Nullable Long[] positions = new @Nullable Long[size];
    long base = Long.MAX_VALUE;
    for (Row row : rows) {
      long position = row.getLong("position");
      positions[Math.toIntExact(row.getLong("n")) - 1] = position;
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
  public Future<Long> append(Tx tx, SpaceId space, LogId log, long expiry, byte[] body) {
    return tx.run(
            """
            WITH head AS (
              UPDATE log SET head = head + 1 WHERE space = $1 AND id = $2
              RETURNING no, head - 1 AS position
            )
            INSERT INTO log_entry (log_no, position, expiry, body)
            SELECT no, position, $3, $4 FROM head RETURNING position
            """,
            bytes(space),
            bytes(log),
            expiry,
            Buffer.buffer(body))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  @Override
  public Future<Log.@Nullable Part> read(
      Sql sql, SpaceId space, LogId log, byte[] readKey, long from, long now) {
    return sql.run(
            READ,
            Tuple.from(
                new Object[] {
                  bytes(space),
                  bytes(log),
                  from,
                  now,
                  (long) Feed.PAGE_ENTRIES,
                  (long) Feed.PAGE_BYTES,
                  Buffer.buffer(readKey)
                }))
        .map(PgLogStore::part);
  }

  private static Log.@Nullable Part part(RowSet<Row> rows) {
    if (rows.size() == 0) {
      return null;
    }
    List<LogEntry> entries = new ArrayList<>();
    long head = 0;
    long candidates = 0;
    for (Row row : rows) {
      head = row.getLong("head");
      Long position = row.getLong("position");
      if (position != null) {
        candidates = row.getLong("candidates");
        byte[] body = row.getBuffer("body").getBytes();
        entries.add(new LogEntry(position, row.getLong("expiry"), body, NONE, List.of()));
      }
    }
    boolean complete = entries.size() == candidates && candidates < Feed.PAGE_ENTRIES;
    return new Log.Part(entries, head, complete);
  }

  @Override
  public Future<Log.@Nullable Access> access(Sql sql, SpaceId space, LogId log) {
    return sql.run(
            """
            SELECT head, read_key, guarded, home IS NOT DISTINCT FROM id AS durable
            FROM log WHERE space = $1 AND id = $2
            """,
            bytes(space),
            bytes(log))
        .map(rows -> {
          if (rows.size() == 0) {
            return null;
          }
          Row row = rows.iterator().next();
          Buffer key = row.getBuffer("read_key");
          return new Log.Access(
              row.getLong("head"),
              key == null ? null : key.getBytes(),
              row.getBoolean("guarded"),
              row.getBoolean("durable"));
        });
  }

  @Override
  public Future<Boolean> setKeys(Tx tx, SpaceId space, long accessVersion, List<LogKeys> keys) {
    return tx.run(
            """
            INSERT INTO log (space, id, access_version, read_key, post_key, guarded)
            SELECT $1, i, $2, nullif(r, ''), nullif(p, ''), g
            FROM unnest($3::bytea[], $4::bytea[], $5::bytea[], $6::boolean[]) AS t(i, r, p, g)
            ON CONFLICT (space, id) DO UPDATE
            SET read_key = excluded.read_key, post_key = excluded.post_key,
                guarded = excluded.guarded
            WHERE log.home IS NULL
            """,
            Tuple.from(
                new Object[] {
                  bytes(space),
                  accessVersion,
                  keys.stream().map(key -> bytes(key.log())).toArray(Buffer[]::new),
                  keys.stream().map(key -> Buffer.buffer(key.readKey())).toArray(Buffer[]::new),
                  keys.stream().map(key -> Buffer.buffer(key.postKey())).toArray(Buffer[]::new),
                  keys.stream().map(LogKeys::guarded).toArray(Boolean[]::new)
                }))
        .map(rows -> rows.rowCount() == keys.size());
  }

  @Override
  public Future<Integer> count(Tx tx, SpaceId space) {
    return tx.run("SELECT count(*)::int FROM log WHERE space = $1 AND home IS NULL", bytes(space))
        .map(rows -> rows.iterator().next().getInteger(0));
  }

  @Override
  public Future<List<LogMark>> holdMarks(Tx tx, SpaceId space) {
    return tx.run(
            """
            SELECT id, head, true FROM log
            WHERE space = $1 AND read_key IS NULL ORDER BY no FOR NO KEY UPDATE
            """,
            bytes(space))
        .map(PgLogStore::marks);
  }

  @Override
  public Future<List<LogMark>> nextEpoch(Tx tx, SpaceId space) {
    return tx.run(
            """
            UPDATE log SET access_version = access_version + 1 WHERE space = $1
            RETURNING id, head, read_key IS NULL
            """,
            bytes(space))
        .map(PgLogStore::marks);
  }

  private static List<LogMark> marks(RowSet<Row> rows) {
    List<LogMark> marks = new ArrayList<>();
    for (Row row : rows) {
      // A mark would tell everybody of a log that only some may know of.
      if (row.getBoolean(2)) {
        marks.add(new LogMark(LogId.of(row.getBuffer(0).getBytes()), row.getLong(1)));
      }
    }
    return marks;
  }

  @Override
  public Future<Integer> deleteExpired(Sql sql, long now) {
    return sql.run("DELETE FROM log_entry WHERE expiry <= $1", now).map(RowSet::rowCount);
  }

  @Override
  public Future<Void> deleteOf(Tx tx, SpaceId space) {
    return tx.run(
            "DELETE FROM log_entry WHERE log_no IN (SELECT no FROM log WHERE space = $1)",
            bytes(space))
        .mapEmpty();
  }

  private static Buffer bytes(SpaceId id) {
    return Buffer.buffer(id.bytes());
  }

  private static Buffer bytes(LogId id) {
    return Buffer.buffer(id.bytes());
  }
}
