package org.understory.server.retention;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import org.understory.server.postgres.Database;
import org.understory.server.postgres.Tx;

/** Buckets in PostgreSQL. */
public final class PgBucketStore implements BucketStore {
  private final Database database;

  PgBucketStore(Database database) {
    this.database = database;
  }

  @Override
  public Future<List<Bucket>> all() {
    return database
        .run("SELECT expiry, key_check, counted FROM expiry_bucket ORDER BY expiry")
        .map(rows -> {
          List<Bucket> found = new ArrayList<>();
          for (Row row : rows) {
            found.add(new Bucket(row.getLong(0), row.getBuffer(1).getBytes(), row.getBoolean(2)));
          }
          return found;
        });
  }

  @Override
  public Future<Void> add(long expiry, byte[] check) {
    return database
        .aside()
        .run(
            """
            INSERT INTO expiry_bucket (expiry, key_check, counted) VALUES ($1, $2, false)
            ON CONFLICT (expiry) DO UPDATE SET key_check = excluded.key_check
            """,
            expiry,
            Buffer.buffer(check))
        .mapEmpty();
  }

  @Override
  public Future<Void> counted(Tx tx, long expiry) {
    return tx.run("UPDATE expiry_bucket SET counted = true WHERE expiry = $1", expiry).mapEmpty();
  }

  @Override
  public Future<Void> remove(List<Long> expiries) {
    return database
        .run(
            "DELETE FROM expiry_bucket WHERE expiry = ANY($1::bigint[])",
            (Object) expiries.toArray(Long[]::new))
        .mapEmpty();
  }

  @Override
  public Future<Void> forgetAnswers(List<Long> expiries) {
    return database
        .run(
            "DELETE FROM write_answer WHERE expiry = ANY($1::bigint[])",
            (Object) expiries.toArray(Long[]::new))
        .mapEmpty();
  }

  @Override
  public Future<Void> cycleLog() {
    return database
        .run("SELECT pg_switch_wal()::text")
        .compose(done -> database.run("CHECKPOINT"))
        .mapEmpty();
  }
}
