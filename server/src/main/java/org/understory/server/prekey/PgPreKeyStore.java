package org.understory.server.prekey;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;

/** Prekey shelves in PostgreSQL. */
public final class PgPreKeyStore implements PreKeyStore {
  @Override
  public Future<Void> setBase(Tx tx, long mailboxNo, byte[] base) {
    return tx.run(
            """
            INSERT INTO prekey_base (mailbox_no, body) VALUES ($1, $2)
            ON CONFLICT (mailbox_no) DO UPDATE SET body = excluded.body
            """,
            mailboxNo,
            Buffer.buffer(base))
        .mapEmpty();
  }

  @Override
  public Future<Void> clearOneTime(Tx tx, long mailboxNo) {
    return tx.run("DELETE FROM prekey_one_time WHERE mailbox_no = $1", mailboxNo).mapEmpty();
  }

  @Override
  public Future<Void> addOneTime(Tx tx, long mailboxNo, List<byte[]> keys) {
    return tx.run(
            "INSERT INTO prekey_one_time (mailbox_no, body) SELECT $1, unnest($2::bytea[])",
            mailboxNo,
            (Object) keys.stream().map(Buffer::buffer).toArray(Buffer[]::new))
        .mapEmpty();
  }

  @Override
  public Future<Integer> count(Sql sql, long mailboxNo) {
    return sql.run("SELECT count(*)::int FROM prekey_one_time WHERE mailbox_no = $1", mailboxNo)
        .map(rows -> rows.iterator().next().getInteger(0));
  }

  @Override
  public Future<Map<Long, byte[]>> bases(Tx tx, List<Long> mailboxNos) {
    return tx.run(
            "SELECT mailbox_no, body FROM prekey_base WHERE mailbox_no = ANY($1::bigint[])",
            numbers(mailboxNos))
        .map(PgPreKeyStore::bodies);
  }

  /** Whoever takes at the same moment skips the locked key and gets the next one. */
  @Override
  public Future<Map<Long, byte[]>> takeOneTime(Tx tx, List<Long> mailboxNos) {
    return tx.run(
            """
            WITH oldest AS MATERIALIZED (
              SELECT k.mailbox_no, k.no
              FROM unnest($1::bigint[]) AS wanted(mailbox_no)
              CROSS JOIN LATERAL (
                SELECT p.mailbox_no, p.no FROM prekey_one_time p
                WHERE p.mailbox_no = wanted.mailbox_no
                ORDER BY p.no LIMIT 1 FOR UPDATE SKIP LOCKED) k
            )
            DELETE FROM prekey_one_time p USING oldest o
            WHERE p.mailbox_no = o.mailbox_no AND p.no = o.no
            RETURNING p.mailbox_no, p.body
            """,
            numbers(mailboxNos))
        .map(PgPreKeyStore::bodies);
  }

  private static Map<Long, byte[]> bodies(RowSet<Row> rows) {
    Map<Long, byte[]> bodies = new HashMap<>();
    rows.forEach(row -> bodies.put(row.getLong(0), row.getBuffer(1).getBytes()));
    return bodies;
  }

  @Override
  public Future<Void> clear(Tx tx, List<Long> mailboxNos) {
    return tx.run(
            "DELETE FROM prekey_one_time WHERE mailbox_no = ANY($1::bigint[])", numbers(mailboxNos))
        .compose(done ->
            tx.run(
                "DELETE FROM prekey_base WHERE mailbox_no = ANY($1::bigint[])",
                numbers(mailboxNos)))
        .mapEmpty();
  }

  private static Object numbers(List<Long> numbers) {
    return numbers.toArray(Long[]::new);
  }
}
