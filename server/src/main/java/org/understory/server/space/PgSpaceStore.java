package org.understory.server.space;

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
import org.understory.wire.frame.StewardSet;
import org.understory.wire.id.SpaceId;

/** Spaces in PostgreSQL. */
public final class PgSpaceStore implements SpaceStore {
  private static final String READ =
      """
      SELECT s.roster_head, s.member_key, s.access_version, s.set_version, s.threshold,
             s.rescue_key, s.delete_after,
             (SELECT array_agg(k.public_key ORDER BY k.public_key)
              FROM steward_key k WHERE k.space = s.id) AS stewards
      FROM space s WHERE s.id = $1
      """;

  @Override
  public Future<@Nullable Space> find(Sql sql, SpaceId id) {
    return sql.run(READ, bytes(id)).map(rows -> spaceOf(id, rows));
  }

  @Override
  public Future<@Nullable Space> lock(Tx tx, SpaceId id) {
    // The lock is a statement of its own: what is read after it is what the lock protects.
    return tx.run("SELECT FROM space WHERE id = $1 FOR NO KEY UPDATE", bytes(id))
        .compose(locked -> find(tx, id));
  }

  private static @Nullable Space spaceOf(SpaceId id, RowSet<Row> rows) {
    if (rows.size() == 0) {
      return null;
    }
    Row row = rows.iterator().next();
    List<byte[]> stewards = new ArrayList<>();
    Buffer[] keys = row.getArrayOfBuffers("stewards");
    if (keys != null) {
      for (Buffer key : keys) {
        stewards.add(key.getBytes());
      }
    }
    return new Space(
        id,
        row.getLong("roster_head"),
        row.getBuffer("member_key").getBytes(),
        row.getLong("access_version"),
        row.getLong("set_version"),
        row.getInteger("threshold"),
        stewards,
        row.getBuffer("rescue_key").getBytes(),
        row.getLong("delete_after"));
  }

  @Override
  public Future<Boolean> isPast(Sql sql, SpaceId id, byte[] key) {
    return sql.run(
            "SELECT FROM past_key WHERE space = $1 AND public_key = $2",
            bytes(id),
            Buffer.buffer(key))
        .map(rows -> rows.size() > 0);
  }

  @Override
  public Future<@Nullable Long> holdAccessVersion(Tx tx, SpaceId id) {
    return tx.run("SELECT access_version FROM space WHERE id = $1 FOR SHARE", bytes(id))
        .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getLong(0));
  }

  @Override
  public Future<Boolean> create(Tx tx, SpaceId id, byte[] memberKey, StewardSet set) {
    return tx.run(
            """
            INSERT INTO space
              (id, roster_head, member_key, access_version, set_version, threshold, rescue_key)
            VALUES ($1, 0, $2, 1, 1, $3, $4) ON CONFLICT DO NOTHING
            """,
            bytes(id),
            Buffer.buffer(memberKey),
            set.threshold(),
            Buffer.buffer(set.rescueKey()))
        .map(rows -> rows.rowCount() == 1);
  }

  @Override
  public Future<Void> setRosterHead(Tx tx, SpaceId id, long head) {
    return tx.run("UPDATE space SET roster_head = $2 WHERE id = $1", bytes(id), head).mapEmpty();
  }

  @Override
  public Future<Void> setMemberKey(Tx tx, SpaceId id, byte[] past, byte[] next) {
    return remember(tx, id, List.of(past))
        .compose(done ->
            tx.run(
                """
                UPDATE space SET member_key = $2, access_version = access_version + 1
                WHERE id = $1
                """,
                bytes(id),
                Buffer.buffer(next)))
        .mapEmpty();
  }

  private static Future<Void> remember(Tx tx, SpaceId id, List<byte[]> keys) {
    return tx.run(
            """
            INSERT INTO past_key (space, public_key) SELECT $1, unnest($2::bytea[])
            ON CONFLICT DO NOTHING
            """,
            bytes(id),
            buffers(keys))
        .mapEmpty();
  }

  @Override
  public Future<Void> setStewards(
      Tx tx, SpaceId id, long version, int threshold, List<byte[]> added, List<byte[]> removed) {
    return remember(tx, id, removed)
        .compose(done ->
            tx.run(
                "DELETE FROM steward_key WHERE space = $1 AND public_key = ANY($2::bytea[])",
                bytes(id),
                buffers(removed)))
        .compose(done ->
            tx.run(
                """
                INSERT INTO steward_key (space, public_key)
                SELECT $1, unnest($2::bytea[]) ON CONFLICT DO NOTHING
                """,
                bytes(id),
                buffers(added)))
        .compose(done ->
            tx.run(
                "UPDATE space SET set_version = $2, threshold = $3 WHERE id = $1",
                bytes(id),
                version,
                threshold))
        .mapEmpty();
  }

  @Override
  public Future<Void> setRescueKey(Tx tx, SpaceId id, byte[] past, byte[] next) {
    return remember(tx, id, past.length == 0 ? List.of() : List.of(past))
        .compose(done ->
            tx.run(
                "UPDATE space SET rescue_key = $2 WHERE id = $1", bytes(id), Buffer.buffer(next)))
        .mapEmpty();
  }

  @Override
  public Future<Void> setDeleteAfter(Tx tx, SpaceId id, @Nullable Long deleteAfter) {
    return tx.run(
            "UPDATE space SET delete_after = $2 WHERE id = $1", Tuple.of(bytes(id), deleteAfter))
        .mapEmpty();
  }

  @Override
  public Future<List<SpaceId>> dueForDeletion(Sql sql, long now) {
    return sql.run("SELECT id FROM space WHERE delete_after <= $1", now)
        .map(rows -> {
          List<SpaceId> due = new ArrayList<>();
          rows.forEach(row -> due.add(SpaceId.of(row.getBuffer(0).getBytes())));
          return due;
        });
  }

  @Override
  public Future<Void> delete(Tx tx, SpaceId id) {
    return tx.run("DELETE FROM space WHERE id = $1", bytes(id)).mapEmpty();
  }

  private static Buffer bytes(SpaceId id) {
    return Buffer.buffer(id.bytes());
  }

  private static Object buffers(List<byte[]> keys) {
    return keys.stream().map(Buffer::buffer).toArray(Buffer[]::new);
  }
}
