package org.understory.server.chain;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.server.delivery.Feed;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.frame.LogKeys;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

/** Durable logs in PostgreSQL. */
public final class PgChainStore implements ChainStore {
  private static final byte[] NONE = new byte[0];

  private static final String OPEN =
      """
      INSERT INTO log (space, id, access_version, read_key, post_key, guarded, home)
      SELECT s.id, t.i, s.access_version, t.r, t.p, true, $2
      FROM space s, unnest($3::bytea[], $4::bytea[], $5::bytea[]) AS t(i, r, p)
      WHERE s.id = $1
      ON CONFLICT DO NOTHING
      """;

  private static final String READ =
      """
      SELECT l.head, e.position, e.body, e.candidates
      FROM log l
      LEFT JOIN LATERAL (
        SELECT *, count(*) OVER () AS candidates,
               sum(length(body)) OVER (ORDER BY position) AS bytes
        FROM (SELECT * FROM chain_entry r
              WHERE r.log_no = l.no AND r.position >= $3 AND r.position < $4
              ORDER BY r.position LIMIT $5) part) e
        ON e.bytes <= $6
      WHERE l.space = $1 AND l.id = $2 AND l.home = l.id
      ORDER BY e.position
      """;

  @Override
  public Future<Boolean> open(Tx tx, SpaceId space, LogId home, List<LogKeys> logs) {
    return tx.run(OPEN, keys(space, home, logs)).map(rows -> rows.rowCount() == logs.size());
  }

  @Override
  public Future<Integer> count(Tx tx, SpaceId space) {
    return tx.run(
            "SELECT count(*)::int FROM log WHERE space = $1 AND home IS NOT NULL", bytes(space))
        .map(rows -> rows.iterator().next().getInteger(0));
  }

  @Override
  public Future<@Nullable Chain> lock(Tx tx, SpaceId space, LogId home) {
    return tx.run(
            """
            SELECT no, head, post_key FROM log WHERE space = $1 AND id = $2 AND home = id
            FOR NO KEY UPDATE
            """,
            bytes(space),
            bytes(home))
        .map(rows -> {
          if (rows.size() == 0) {
            return null;
          }
          Row row = rows.iterator().next();
          return new Chain(row.getLong(0), row.getLong(1), row.getBuffer(2).getBytes());
        });
  }

  @Override
  public Future<Long> append(Tx tx, Chain chain, List<byte[]> entries) {
    return tx.run(
            """
            INSERT INTO chain_entry (log_no, position, body)
            SELECT $1, $2 + n - 1, b FROM unnest($3::bytea[]) WITH ORDINALITY AS t(b, n)
            """,
            chain.no(),
            chain.head(),
            (Object) entries.stream().map(Buffer::buffer).toArray(Buffer[]::new))
        .compose(done ->
            tx.run(
                "UPDATE log SET head = $2 WHERE no = $1",
                chain.no(),
                chain.head() + entries.size()))
        .compose(done ->
            tx.run(
                "SELECT sum(length(body))::bigint FROM chain_entry WHERE log_no = $1", chain.no()))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  @Override
  public Future<Boolean> setKeys(Tx tx, SpaceId space, LogId home, List<LogKeys> logs) {
    return tx.run(
            """
            UPDATE log l SET read_key = t.r, post_key = t.p
            FROM unnest($3::bytea[], $4::bytea[], $5::bytea[]) AS t(i, r, p)
            WHERE l.space = $1 AND l.home = $2 AND l.id = t.i
            """,
            keys(space, home, logs))
        .map(rows -> rows.rowCount() == logs.size());
  }

  private static Tuple keys(SpaceId space, LogId home, List<LogKeys> logs) {
    return Tuple.from(
        new Object[] {
          bytes(space),
          bytes(home),
          logs.stream().map(log -> bytes(log.log())).toArray(Buffer[]::new),
          logs.stream().map(log -> Buffer.buffer(log.readKey())).toArray(Buffer[]::new),
          logs.stream().map(log -> Buffer.buffer(log.postKey())).toArray(Buffer[]::new)
        });
  }

  @Override
  public Future<Part> read(Sql sql, SpaceId space, LogId home, long from, long end) {
    return sql.run(
            READ,
            Tuple.from(
                new Object[] {
                  bytes(space),
                  bytes(home),
                  from,
                  end,
                  (long) Feed.PAGE_ENTRIES,
                  (long) Feed.PAGE_BYTES
                }))
        .map(PgChainStore::part);
  }

  private static Part part(RowSet<Row> rows) {
    List<LogEntry> entries = new ArrayList<>();
    long head = 0;
    long candidates = 0;
    for (Row row : rows) {
      head = row.getLong("head");
      Long position = row.getLong("position");
      if (position != null) {
        candidates = row.getLong("candidates");
        entries.add(new LogEntry(position, 0, row.getBuffer("body").getBytes(), NONE, List.of()));
      }
    }
    boolean complete = entries.size() == candidates && candidates < Feed.PAGE_ENTRIES;
    return new Part(entries, head, complete);
  }

  private static Buffer bytes(SpaceId id) {
    return Buffer.buffer(id.bytes());
  }

  private static Buffer bytes(LogId id) {
    return Buffer.buffer(id.bytes());
  }
}
