package org.understory.server.roster;

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
import org.understory.wire.id.SpaceId;

/** Roster entries in PostgreSQL. */
public final class PgRosterStore implements RosterStore {
  private static final byte[] NONE = new byte[0];

  private static final String APPEND =
      """
      INSERT INTO roster_entry (space, position, sealed, item, item_expiry, marks)
      SELECT $1, p, s, nullif(i, ''), e, nullif(m, '')
      FROM unnest($2::bigint[], $3::bytea[], $4::bytea[], $5::bigint[], $6::bytea[])
        AS t(p, s, i, e, m)
      """;

  private static final String READ =
      """
      SELECT s.roster_head, e.position, e.sealed, e.item, e.item_expiry, e.marks, e.candidates
      FROM space s
      LEFT JOIN LATERAL (
        SELECT *, count(*) OVER () AS candidates,
               sum(length(sealed) + coalesce(length(item), 0) + coalesce(length(marks), 0)) OVER (ORDER BY position) AS bytes
        FROM (SELECT * FROM roster_entry r
              WHERE r.space = s.id AND r.position >= $2 AND r.position < $3
              ORDER BY r.position LIMIT $4) part) e
        ON e.bytes <= $5
      WHERE s.id = $1
      ORDER BY e.position
      """;

  @Override
  public Future<Void> append(Tx tx, SpaceId space, List<LogEntry> entries) {
    return tx.run(
            APPEND,
            Tuple.from(
                new Object[] {
                  Buffer.buffer(space.bytes()),
                  entries.stream().map(LogEntry::position).toArray(Long[]::new),
                  entries.stream().map(e -> Buffer.buffer(e.body())).toArray(Buffer[]::new),
                  entries.stream().map(e -> Buffer.buffer(e.item())).toArray(Buffer[]::new),
                  entries.stream().map(LogEntry::expiry).toArray(Long[]::new),
                  entries.stream()
                      .map(e -> Buffer.buffer(Roster.encode(e.marks())))
                      .toArray(Buffer[]::new)
                }))
        .mapEmpty();
  }

  @Override
  public Future<Roster.Part> read(Sql sql, SpaceId space, long from, long end, long now) {
    return sql.run(
            READ,
            Buffer.buffer(space.bytes()),
            from,
            end,
            (long) Feed.PAGE_ENTRIES,
            (long) Feed.PAGE_BYTES)
        .map(rows -> part(rows, now));
  }

  private static Roster.Part part(RowSet<Row> rows, long now) {
    List<LogEntry> entries = new ArrayList<>();
    long head = 0;
    long candidates = 0;
    for (Row row : rows) {
      head = row.getLong("roster_head");
      if (row.getLong("position") != null) {
        candidates = row.getLong("candidates");
        entries.add(entry(row, now));
      }
    }
    boolean complete = entries.size() == candidates && candidates < Feed.PAGE_ENTRIES;
    return new Roster.Part(entries, head, complete);
  }

  private static LogEntry entry(Row row, long now) {
    long expiry = row.getLong("item_expiry");
    boolean over = expiry > 0 && expiry <= now;
    return new LogEntry(
        row.getLong("position"),
        expiry,
        row.getBuffer("sealed").getBytes(),
        over ? NONE : bytes(row.getBuffer("item")),
        Roster.decode(bytes(row.getBuffer("marks"))));
  }

  private static byte[] bytes(@Nullable Buffer buffer) {
    return buffer == null ? NONE : buffer.getBytes();
  }

  @Override
  public Future<Void> blank(Tx tx, SpaceId space, List<Long> positions) {
    return tx.run(
            "UPDATE roster_entry SET item = NULL WHERE space = $1 AND position = ANY($2::bigint[])",
            Buffer.buffer(space.bytes()),
            (Object) positions.toArray(Long[]::new))
        .mapEmpty();
  }

  @Override
  public Future<Integer> blankExpired(Sql sql, long now) {
    return sql.run(
            """
            UPDATE roster_entry SET item = NULL
            WHERE item IS NOT NULL AND item_expiry > 0 AND item_expiry <= $1
            """,
            now)
        .map(RowSet::rowCount);
  }
}
