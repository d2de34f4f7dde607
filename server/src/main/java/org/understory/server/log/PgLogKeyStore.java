package org.understory.server.log;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;
import org.understory.wire.frame.LogKeys;
import org.understory.wire.frame.LogMark;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

/** Keys and heads of logs in PostgreSQL. */
public final class PgLogKeyStore implements LogKeyStore {
  @Override
  public Future<Log.@Nullable Access> access(Sql sql, SpaceId space, LogId log) {
    return sql.run(
            """
            SELECT no, head, read_key, guarded, home IS NOT DISTINCT FROM id AS durable
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
              row.getLong("no"),
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
        .map(PgLogKeyStore::marks);
  }

  @Override
  public Future<List<LogMark>> nextEpoch(Tx tx, SpaceId space) {
    return tx.run(
            """
            UPDATE log SET access_version = access_version + 1 WHERE space = $1
            RETURNING id, head, read_key IS NULL
            """,
            bytes(space))
        .map(PgLogKeyStore::marks);
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

  private static Buffer bytes(SpaceId id) {
    return Buffer.buffer(id.bytes());
  }

  private static Buffer bytes(LogId id) {
    return Buffer.buffer(id.bytes());
  }
}
