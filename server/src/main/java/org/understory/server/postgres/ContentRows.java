package org.understory.server.postgres;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;

/**
 * One table of content: rows of (expiry, tag, slot, body), found by places. A place is where the
 * rows of one log or mailbox lie in one bucket: the bucket's end, a tag, and a shift, so that a row
 * at slot s stands at position s - shift. {@code docs/protocol.md#bucket-keys}
 */
public final class ContentRows {
  private static final byte[] LEAST_TAG = new byte[0];

  private final String read;
  private final String table;

  /** Over a table; its name is a constant of the caller. */
  public ContentRows(String table) {
    this.table = table;
    this.read = READ.replace("TABLE", table);
  }

  private static final String READ =
      """
      WITH place AS MATERIALIZED (
        SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::bigint[]) AS p(expiry, tag, shift)
      ), first AS MATERIALIZED (
        SELECT min(f.position) AS position FROM place p CROSS JOIN LATERAL (
          SELECT e.slot - p.shift AS position FROM TABLE e
          WHERE e.expiry = p.expiry AND e.tag = p.tag AND e.slot >= $4 + p.shift
          ORDER BY e.slot LIMIT 1) f
      )
      SELECT position, expiry, body, candidates FROM (
        SELECT c.*, count(*) OVER () AS candidates,
               sum(length(body)) OVER (ORDER BY position) AS bytes
        FROM (
          SELECT e.slot - p.shift AS position, p.expiry, e.body
          FROM first CROSS JOIN place p CROSS JOIN LATERAL (
            SELECT r.slot, r.body FROM TABLE r
            WHERE r.expiry = p.expiry AND r.tag = p.tag
              AND r.slot >= first.position + p.shift AND r.slot < first.position + $5 + p.shift
            ORDER BY r.slot LIMIT $5) e) c) page
      WHERE bytes <= $6
      ORDER BY position
      """;

  /** Where rows lie: parallel lists. */
  public record Places(Long[] expiries, Buffer[] tags, Long[] shifts) {
    @Override
    public String toString() {
      return "Places";
    }
  }

  /** A row with its sealed body. */
  public record Found(long position, long expiry, byte[] sealed) {
    @Override
    public String toString() {
      return "Found";
    }
  }

  /**
   * Rows in order.
   *
   * @param rows of one stretch of positions, as far as the bytes go
   * @param complete whether it is all that there was in the stretch
   * @param end the position behind the stretch
   */
  public record Page(List<Found> rows, boolean complete, long end) {
    @Override
    public String toString() {
      return "Page";
    }
  }

  /** Reads the first stretch of {@code entries} positions that has a row, from a position on. */
  public Future<Page> read(Sql sql, Places places, long from, int entries, long bytes) {
    return sql.run(
            read,
            (Object) places.expiries(),
            (Object) places.tags(),
            (Object) places.shifts(),
            from,
            (long) entries,
            bytes)
        .map(rows -> page(rows, entries));
  }

  private static Page page(RowSet<Row> rows, int entries) {
    List<Found> found = new ArrayList<>();
    long candidates = 0;
    for (Row row : rows) {
      candidates = row.getLong(3);
      found.add(new Found(row.getLong(0), row.getLong(1), row.getBuffer(2).getBytes()));
    }
    boolean complete = found.size() == candidates;
    long end = found.isEmpty() ? Long.MAX_VALUE : found.getFirst().position() + entries;
    return new Page(found, complete, end);
  }

  /** Deletes everything at places. */
  public Future<Void> delete(Sql sql, Places places) {
    return places.expiries().length == 0
        ? Future.succeededFuture()
        : sql.run(
                "DELETE FROM "
                    + table
                    + " e USING unnest($1::bigint[], $2::bytea[]) AS p(expiry, tag)"
                    + " WHERE e.expiry = p.expiry AND e.tag = p.tag",
                (Object) places.expiries(),
                (Object) places.tags())
            .mapEmpty();
  }

  /** What lies in a bucket under one tag. */
  public record Sum(byte[] tag, long rows, long bytes) {
    @Override
    public String toString() {
      return "Sum";
    }
  }

  /** What lies in a bucket, by tags. */
  public Future<List<Sum>> sums(Sql sql, long expiry) {
    return sql.run(
            "SELECT tag, count(*), sum(length(body))::bigint FROM "
                + table
                + " WHERE expiry = $1 GROUP BY tag",
            expiry)
        .map(rows -> {
          List<Sum> sums = new ArrayList<>();
          for (Row row : rows) {
            sums.add(new Sum(row.getBuffer(0).getBytes(), row.getLong(1), row.getLong(2)));
          }
          return sums;
        });
  }

  /** Deletes a bucket, some rows at a time, so that nothing waits long for it; how many. */
  public Future<Integer> deleteBucket(Sql sql, long expiry, int atOnce) {
    return deleteFrom(sql, expiry, LEAST_TAG, Long.MIN_VALUE, atOnce, 0);
  }

  private Future<Integer> deleteFrom(
      Sql sql, long expiry, byte[] tag, long slot, int atOnce, int before) {
    Buffer from = Buffer.buffer(tag);
    return sql.run(
            "SELECT tag, slot FROM "
                + table
                + " WHERE expiry = $1 AND (tag, slot) > ($2, $3) ORDER BY tag, slot"
                + " OFFSET $4 LIMIT 1",
            expiry,
            from,
            slot,
            (long) atOnce - 1)
        .compose(rows -> {
          if (rows.size() == 0) {
            return sql.run(
                    "DELETE FROM " + table + " WHERE expiry = $1 AND (tag, slot) > ($2, $3)",
                    expiry,
                    from,
                    slot)
                .map(gone -> before + gone.rowCount());
          }
          Row last = rows.iterator().next();
          byte[] lastTag = last.getBuffer(0).getBytes();
          long lastSlot = last.getLong(1);
          return sql.run(
                  "DELETE FROM "
                      + table
                      + " WHERE expiry = $1 AND (tag, slot) > ($2, $3)"
                      + " AND (tag, slot) <= ($4, $5)",
                  expiry,
                  from,
                  slot,
                  Buffer.buffer(lastTag),
                  lastSlot)
              .compose(gone ->
                  deleteFrom(sql, expiry, lastTag, lastSlot, atOnce, before + gone.rowCount()));
        });
  }
}
