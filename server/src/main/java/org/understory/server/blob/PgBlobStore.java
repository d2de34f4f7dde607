package org.understory.server.blob;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.server.config.Quotas;
import org.understory.server.postgres.Database;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;
import org.understory.wire.id.SpaceId;

/** Blobs in PostgreSQL. */
public final class PgBlobStore implements BlobStore {
  private final Database database;

  PgBlobStore(Database database) {
    this.database = database;
  }

  @Override
  public Future<Boolean> take(Tx tx, SpaceId space, long size, Quotas quotas) {
    return tx.run(
            """
            UPDATE space SET blob_count = blob_count + 1, blob_bytes = blob_bytes + $2
            WHERE id = $1 AND blob_count + 1 <= $3 AND blob_bytes + $2 <= $4
            """,
            Buffer.buffer(space.bytes()),
            size,
            quotas.blobs(),
            quotas.blobBytes())
        .map(rows -> rows.rowCount() == 1);
  }

  @Override
  public Future<Void> count(Tx tx, List<byte[]> spaces, List<Long> counts, List<Long> bytes) {
    return tx.run(
            """
            WITH by AS (
              SELECT * FROM unnest($1::bytea[], $2::bigint[], $3::bigint[]) AS b(id, n, bytes)
            ), locked AS MATERIALIZED (
              SELECT id FROM space WHERE id IN (SELECT id FROM by) ORDER BY id FOR NO KEY UPDATE
            )
            UPDATE space s SET blob_count = greatest(0, blob_count + b.n),
              blob_bytes = greatest(0, blob_bytes + b.bytes)
            FROM by b WHERE s.id = b.id AND s.id IN (SELECT id FROM locked)
            """,
            (Object) spaces.stream().map(Buffer::buffer).toArray(Buffer[]::new),
            (Object) counts.toArray(Long[]::new),
            (Object) bytes.toArray(Long[]::new))
        .mapEmpty();
  }

  @Override
  public Future<Void> clearCounts(Tx tx) {
    return tx.run("UPDATE space SET blob_count = 0, blob_bytes = 0 WHERE blob_count <> 0")
        .mapEmpty();
  }

  @Override
  public Future<Boolean> add(Tx tx, Blob.Row row) {
    return tx.run(
            """
            INSERT INTO blob (expiry, tag, owner, size, body) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT DO NOTHING
            """,
            row.expiry(),
            Buffer.buffer(row.tag()),
            Buffer.buffer(row.owner()),
            row.size(),
            Buffer.buffer(row.sealed()))
        .map(rows -> rows.rowCount() == 1);
  }

  @Override
  public Future<Blob.@Nullable Row> find(Sql sql, Long[] expiries, Buffer[] tags) {
    return sql.run(
            """
            SELECT b.expiry, b.tag, b.owner, b.size, b.body
            FROM unnest($1::bigint[], $2::bytea[]) AS p(expiry, tag) CROSS JOIN LATERAL (
              SELECT * FROM blob r WHERE r.expiry = p.expiry AND r.tag = p.tag LIMIT 1) b
            """,
            (Object) expiries,
            (Object) tags)
        .map(rows -> {
          List<Blob.Row> found = rows(rows);
          return found.isEmpty() ? null : found.getFirst();
        });
  }

  private static List<Blob.Row> rows(RowSet<Row> rows) {
    List<Blob.Row> found = new ArrayList<>();
    for (Row row : rows) {
      found.add(
          new Blob.Row(
              row.getLong(0),
              row.getBuffer(1).getBytes(),
              row.getBuffer(2).getBytes(),
              row.getLong(3),
              row.getBuffer(4).getBytes()));
    }
    return found;
  }

  @Override
  public Future<Blob.@Nullable Row> deleteOne(Tx tx, long expiry, byte[] tag) {
    return tx.run(
            """
            DELETE FROM blob WHERE expiry = $1 AND tag = $2
            RETURNING expiry, tag, owner, size, body
            """,
            expiry,
            Buffer.buffer(tag))
        .map(rows -> {
          List<Blob.Row> gone = rows(rows);
          return gone.isEmpty() ? null : gone.getFirst();
        });
  }

  @Override
  public Future<List<Blob.Row>> deleteOf(Tx tx, Long[] expiries, Buffer[] owners) {
    return tx.run(
            """
            DELETE FROM blob b USING unnest($1::bigint[], $2::bytea[]) AS p(expiry, owner)
            WHERE b.expiry = p.expiry AND b.owner = p.owner
            RETURNING b.expiry, b.tag, b.owner, b.size, b.body
            """,
            (Object) expiries,
            (Object) owners)
        .map(PgBlobStore::rows);
  }

  @Override
  public Future<List<Blob.Sum>> sums(long expiry) {
    return database
        .run(
            """
            SELECT owner, count(*), sum(size)::bigint FROM blob WHERE expiry = $1 GROUP BY owner
            """,
            expiry)
        .map(rows -> {
          List<Blob.Sum> sums = new ArrayList<>();
          for (Row row : rows) {
            sums.add(new Blob.Sum(row.getBuffer(0).getBytes(), row.getLong(1), row.getLong(2)));
          }
          return sums;
        });
  }

  @Override
  public Future<Integer> deleteBucket(long expiry) {
    return database.run("DELETE FROM blob WHERE expiry = $1", expiry).map(RowSet::rowCount);
  }
}
