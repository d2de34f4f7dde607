package org.understory.server.mailbox;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.server.delivery.Feed;
import org.understory.server.delivery.Grants.MailboxState;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;
import org.understory.wire.frame.DepositItem;
import org.understory.wire.frame.MailboxItem;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/** Mailboxes in PostgreSQL. */
public final class PgMailboxStore implements MailboxStore {
  private static final int CLOSED = MailboxState.CLOSED.ordinal();

  static final String COLUMNS = "SELECT no, id, owner_key, state, roster_end FROM mailbox ";

  private static final String OPEN =
      """
      WITH before AS (
        SELECT no, store_counter FROM mailbox WHERE space = $1 AND owner_key = $2
        FOR NO KEY UPDATE
      )
      UPDATE mailbox m SET store_counter = greatest(b.store_counter, $3)
      FROM before b WHERE m.no = b.no
      RETURNING m.no, m.id, m.owner_key, m.state, m.roster_end, b.store_counter AS previous
      """;

  /** Locks the mailboxes in one order, so that two deposits never wait for each other. */
  private static final String DEPOSIT =
      """
      WITH given AS MATERIALIZED (
        SELECT id, expiry, body, n
        FROM unnest($2::bytea[], $3::bigint[], $4::bytea[]) WITH ORDINALITY AS t(id, expiry, body, n)
      ), target AS MATERIALIZED (
        SELECT no, id, head, waiting_bytes FROM mailbox
        WHERE space = $1 AND id = ANY($2::bytea[])
          AND (state = 1 OR (state = 0 AND ($5 OR sponsor = $7)))
        ORDER BY no FOR NO KEY UPDATE
      ), fitting AS MATERIALIZED (
        SELECT t.no, t.head, g.n, g.expiry, g.body,
               row_number() OVER (PARTITION BY t.no ORDER BY g.n) - 1 AS k
        FROM (SELECT id, n, expiry, body,
                     sum(length(body)) OVER (PARTITION BY id ORDER BY n) AS bytes FROM given) g
        JOIN target t ON t.id = g.id AND t.waiting_bytes + g.bytes <= $6
      ), heads AS (
        UPDATE mailbox m SET head = m.head + f.items, waiting_bytes = m.waiting_bytes + f.bytes
        FROM (SELECT no, count(*) AS items, sum(length(body)) AS bytes FROM fitting GROUP BY no) f
        WHERE m.no = f.no
      ), items AS (
        INSERT INTO mailbox_item (mailbox_no, position, expiry, body)
        SELECT no, head + k, expiry, body FROM fitting
      )
      SELECT n, no, head + k AS position FROM fitting ORDER BY n
      """;

  private static final String READ =
      """
      SELECT m.head, e.position, e.expiry, e.body, e.candidates
      FROM mailbox m
      LEFT JOIN LATERAL (
        SELECT *, count(*) OVER () AS candidates,
               sum(length(body)) OVER (ORDER BY position) AS bytes
        FROM (SELECT * FROM mailbox_item r
              WHERE r.mailbox_no = m.no AND r.position >= $2 AND r.expiry > $3
              ORDER BY r.position LIMIT $4) part) e
        ON e.bytes <= $5
      WHERE m.no = $1
      ORDER BY e.position
      """;

  @Override
  public Future<Mailbox.@Nullable Opened> open(
      Sql sql, SpaceId space, byte[] ownerKey, long counter) {
    return sql.run(OPEN, bytes(space), Buffer.buffer(ownerKey), counter)
        .map(rows -> {
          if (rows.size() == 0) {
            return null;
          }
          Row row = rows.iterator().next();
          return new Mailbox.Opened(mailbox(row), row.getLong("previous"));
        });
  }

  private static Mailbox mailbox(Row row) {
    Long rosterEnd = row.getLong("roster_end");
    return new Mailbox(
        row.getLong("no"),
        MailboxId.of(row.getBuffer("id").getBytes()),
        row.getBuffer("owner_key").getBytes(),
        MailboxState.values()[row.getInteger("state")],
        rosterEnd == null ? 0 : rosterEnd);
  }

  @Override
  public Future<List<Mailbox>> find(Sql sql, SpaceId space, List<MailboxId> ids) {
    return sql.run(
            COLUMNS + "WHERE space = $1 AND id = ANY($2::bytea[])",
            bytes(space),
            (Object) ids.stream().map(id -> Buffer.buffer(id.bytes())).toArray(Buffer[]::new))
        .map(PgMailboxStore::mailboxes);
  }

  static List<Mailbox> mailboxes(RowSet<Row> rows) {
    List<Mailbox> found = new ArrayList<>();
    rows.forEach(row -> found.add(mailbox(row)));
    return found;
  }

  @Override
  public Future<Boolean> open(Tx tx, SpaceId space, MailboxId id, byte[] ownerKey) {
    return tx.run(
            """
            INSERT INTO mailbox (space, id, owner_key, state) VALUES ($1, $2, $3, $4)
            ON CONFLICT (space, id) DO UPDATE
            SET state = excluded.state, roster_end = NULL, forget_after = NULL, sponsor = NULL
            WHERE mailbox.owner_key = excluded.owner_key
            """,
            bytes(space),
            Buffer.buffer(id.bytes()),
            Buffer.buffer(ownerKey),
            MailboxState.OPEN.ordinal())
        .map(rows -> rows.rowCount() == 1);
  }

  @Override
  public Future<Void> close(Tx tx, List<Long> nos, long rosterEnd, long forgetAfter) {
    return tx.run(
            """
            UPDATE mailbox SET state = $2, roster_end = $3, forget_after = $4, waiting_bytes = 0
            WHERE no = ANY($1::bigint[])
            """,
            Tuple.from(new Object[] {numbers(nos), CLOSED, rosterEnd, forgetAfter}))
        .compose(done ->
            tx.run(
                "DELETE FROM mailbox_item WHERE mailbox_no = ANY($1::bigint[])",
                (Object) numbers(nos)))
        .mapEmpty();
  }

  @Override
  public Future<Integer> count(Tx tx, SpaceId space) {
    return tx.run("SELECT count(*)::int FROM mailbox WHERE space = $1", bytes(space))
        .map(rows -> rows.iterator().next().getInteger(0));
  }

  @Override
  public Future<List<Mailbox.Deposited>> deposit(
      Tx tx, SpaceId space, List<DepositItem> items, Depositor by, long mostWaitingBytes) {
    return tx.run(
            DEPOSIT,
            Tuple.from(
                new Object[] {
                  bytes(space),
                  items.stream()
                      .map(item -> Buffer.buffer(item.mailbox().bytes()))
                      .toArray(Buffer[]::new),
                  items.stream().map(DepositItem::expiry).toArray(Long[]::new),
                  items.stream().map(item -> Buffer.buffer(item.body())).toArray(Buffer[]::new),
                  by.steward(),
                  mostWaitingBytes,
                  by.mailboxNo()
                }))
        .map(rows -> deposited(rows, items));
  }

  private static List<Mailbox.Deposited> deposited(RowSet<Row> rows, List<DepositItem> given) {
    List<Mailbox.Deposited> done = new ArrayList<>();
    for (Row row : rows) {
      int index = Math.toIntExact(row.getLong("n")) - 1;
      DepositItem item = given.get(index);
      done.add(
          new Mailbox.Deposited(
              index,
              row.getLong("no"),
              new MailboxItem(row.getLong("position"), item.expiry(), item.body())));
    }
    return done;
  }

  private static MailboxItem item(Row row) {
    return new MailboxItem(
        row.getLong("position"), row.getLong("expiry"), row.getBuffer("body").getBytes());
  }

  @Override
  public Future<Mailbox.Part> read(Sql sql, long mailboxNo, long from, long now) {
    return sql.run(READ, mailboxNo, from, now, (long) Feed.PAGE_ENTRIES, (long) Feed.PAGE_BYTES)
        .map(rows -> {
          List<MailboxItem> items = new ArrayList<>();
          long head = 0;
          long candidates = 0;
          for (Row row : rows) {
            head = row.getLong("head");
            if (row.getLong("position") != null) {
              candidates = row.getLong("candidates");
              items.add(item(row));
            }
          }
          boolean complete = items.size() == candidates && candidates < Feed.PAGE_ENTRIES;
          return new Mailbox.Part(items, head, complete);
        });
  }

  @Override
  public Future<Void> acknowledge(Sql sql, long mailboxNo, List<Long> positions) {
    return sql.run(
            """
            WITH gone AS (
              DELETE FROM mailbox_item WHERE mailbox_no = $1 AND position = ANY($2::bigint[])
              RETURNING length(body) AS bytes
            )
            UPDATE mailbox
            SET waiting_bytes = waiting_bytes - (SELECT coalesce(sum(bytes), 0) FROM gone)
            WHERE no = $1
            """,
            mailboxNo,
            (Object) numbers(positions))
        .mapEmpty();
  }

  @Override
  public Future<Integer> deleteExpired(Sql sql, long now) {
    return sql.run(
            """
            WITH gone AS (
              DELETE FROM mailbox_item WHERE expiry <= $1
              RETURNING mailbox_no, length(body) AS bytes
            ), per AS (
              SELECT mailbox_no, sum(bytes) AS bytes, count(*) AS items FROM gone GROUP BY 1
            ), locked AS MATERIALIZED (
              SELECT no FROM mailbox WHERE no IN (SELECT mailbox_no FROM per)
              ORDER BY no FOR NO KEY UPDATE
            ), freed AS (
              UPDATE mailbox m SET waiting_bytes = m.waiting_bytes - per.bytes
              FROM per WHERE m.no = per.mailbox_no AND m.no IN (SELECT no FROM locked)
            )
            SELECT coalesce(sum(items), 0)::int FROM per
            """,
            now)
        .map(rows -> rows.iterator().next().getInteger(0));
  }

  @Override
  public Future<Integer> forget(Sql sql, long now) {
    // Items of a provisional one go at the end of their own buckets.
    return sql.run("DELETE FROM mailbox WHERE forget_after <= $1", now).map(RowSet::rowCount);
  }

  @Override
  public Future<Void> deleteOf(Tx tx, SpaceId space) {
    return tx.run(
            "DELETE FROM mailbox_item WHERE mailbox_no IN (SELECT no FROM mailbox WHERE space = $1)",
            bytes(space))
        .mapEmpty();
  }

  static Object numbers(List<Long> numbers) {
    return numbers.toArray(Long[]::new);
  }

  static Buffer bytes(SpaceId id) {
    return Buffer.buffer(id.bytes());
  }
}
