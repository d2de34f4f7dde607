package org.understory.server.mailbox;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.server.delivery.Feed;
import org.understory.server.delivery.Grants.MailboxState;
import org.understory.server.postgres.ContentRows;
import org.understory.server.postgres.ContentRows.Page;
import org.understory.server.postgres.ContentRows.Places;
import org.understory.server.postgres.ContentRows.Sum;
import org.understory.server.postgres.Database;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;
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

  private static final String LAY =
      """
      WITH heads AS (
        UPDATE mailbox m SET head = m.head + g.items, waiting_items = m.waiting_items + g.items,
          waiting_bytes = m.waiting_bytes + g.bytes
        FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS g(no, items, bytes)
        WHERE m.no = g.no
      )
      INSERT INTO mailbox_item (expiry, tag, slot, body)
      SELECT * FROM unnest($4::bigint[], $5::bytea[], $6::bigint[], $7::bytea[])
      """;

  private static final int DELETED_AT_ONCE = 10_000;

  private final Database database;
  private final ContentRows rows = new ContentRows("mailbox_item");

  PgMailboxStore(Database database) {
    this.database = database;
  }

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
            UPDATE mailbox SET state = $2, roster_end = $3, forget_after = $4, waiting_items = 0,
              waiting_bytes = 0
            WHERE no = ANY($1::bigint[])
            """,
            Tuple.from(new Object[] {numbers(nos), CLOSED, rosterEnd, forgetAfter}))
        .mapEmpty();
  }

  @Override
  public Future<Integer> count(Tx tx, SpaceId space) {
    return tx.run("SELECT count(*)::int FROM mailbox WHERE space = $1", bytes(space))
        .map(rows -> rows.iterator().next().getInteger(0));
  }

  @Override
  public Future<List<Mailbox.Target>> lock(
      Tx tx, SpaceId space, Collection<MailboxId> ids, Depositor by) {
    // In one order, so that two deposits never wait for each other.
    return tx.run(
            """
            SELECT no, id, head, waiting_bytes FROM mailbox
            WHERE space = $1 AND id = ANY($2::bytea[])
              AND (state = 1 OR (state = 0 AND ($3 OR sponsor = $4)))
            ORDER BY no FOR NO KEY UPDATE
            """,
            bytes(space),
            (Object) ids.stream().map(id -> Buffer.buffer(id.bytes())).toArray(Buffer[]::new),
            by.steward(),
            by.mailboxNo())
        .map(found -> {
          List<Mailbox.Target> targets = new ArrayList<>();
          for (Row row : found) {
            targets.add(
                new Mailbox.Target(
                    row.getLong(0),
                    MailboxId.of(row.getBuffer(1).getBytes()),
                    row.getLong(2),
                    row.getLong(3)));
          }
          return targets;
        });
  }

  @Override
  public Future<Void> lay(Tx tx, List<Mailbox.Growth> growths, List<Mailbox.Sealed> items) {
    return tx.run(
            LAY,
            (Object) growths.stream().map(Mailbox.Growth::no).toArray(Long[]::new),
            (Object) growths.stream().map(Mailbox.Growth::items).toArray(Long[]::new),
            (Object) growths.stream().map(Mailbox.Growth::bytes).toArray(Long[]::new),
            (Object) items.stream().map(item -> item.place().expiry()).toArray(Long[]::new),
            (Object)
                items.stream()
                    .map(item -> Buffer.buffer(item.place().tag()))
                    .toArray(Buffer[]::new),
            (Object)
                items.stream()
                    .map(item -> item.position() + item.place().shift())
                    .toArray(Long[]::new),
            (Object)
                items.stream().map(item -> Buffer.buffer(item.sealed())).toArray(Buffer[]::new))
        .mapEmpty();
  }

  @Override
  public Future<Long> head(Sql sql, long mailboxNo) {
    return sql.run("SELECT head FROM mailbox WHERE no = $1", mailboxNo)
        .map(found -> found.size() == 0 ? 0L : found.iterator().next().getLong(0));
  }

  @Override
  public Future<Page> read(Sql sql, Places places, long from) {
    return rows.read(sql, places, from, Feed.PAGE_ENTRIES, Feed.PAGE_BYTES);
  }

  @Override
  public Future<Void> acknowledge(Sql sql, long mailboxNo, Places places, List<Long> positions) {
    return sql.run(
            """
            WITH place AS MATERIALIZED (
              SELECT * FROM unnest($2::bigint[], $3::bytea[], $4::bigint[]) AS p(expiry, tag, shift)
            ), gone AS (
              DELETE FROM mailbox_item e USING place p
              WHERE e.expiry = p.expiry AND e.tag = p.tag
                AND e.slot BETWEEN p.shift + $6 AND p.shift + $7
                AND e.slot - p.shift = ANY($5::bigint[])
              RETURNING length(e.body) AS bytes
            )
            UPDATE mailbox
            SET waiting_items = greatest(0, waiting_items - (SELECT count(*) FROM gone)),
              waiting_bytes = greatest(0, waiting_bytes - (SELECT coalesce(sum(bytes), 0) FROM gone))
            WHERE no = $1
            """,
            mailboxNo,
            (Object) places.expiries(),
            (Object) places.tags(),
            (Object) places.shifts(),
            (Object) numbers(positions),
            Collections.min(positions),
            Collections.max(positions))
        .mapEmpty();
  }

  @Override
  public Future<Void> deleteAt(Tx tx, Places places) {
    return rows.delete(tx, places);
  }

  @Override
  public Future<List<Long>> numbersOf(Tx tx, SpaceId space) {
    return tx.run("SELECT no FROM mailbox WHERE space = $1", bytes(space))
        .map(found -> {
          List<Long> numbers = new ArrayList<>();
          found.forEach(row -> numbers.add(row.getLong(0)));
          return numbers;
        });
  }

  @Override
  public Future<List<Sum>> sums(long expiry) {
    return rows.sums(database, expiry);
  }

  @Override
  public Future<Void> takeOff(Tx tx, List<Mailbox.Growth> gone) {
    return tx.run(
            """
            WITH gone AS (
              SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS g(no, items, bytes)
            ), locked AS MATERIALIZED (
              SELECT no FROM mailbox WHERE no IN (SELECT no FROM gone)
              ORDER BY no FOR NO KEY UPDATE
            )
            UPDATE mailbox m SET waiting_items = greatest(0, waiting_items - g.items),
              waiting_bytes = greatest(0, waiting_bytes - g.bytes)
            FROM gone g WHERE m.no = g.no AND m.no IN (SELECT no FROM locked)
            """,
            (Object) gone.stream().map(Mailbox.Growth::no).toArray(Long[]::new),
            (Object) gone.stream().map(Mailbox.Growth::items).toArray(Long[]::new),
            (Object) gone.stream().map(Mailbox.Growth::bytes).toArray(Long[]::new))
        .mapEmpty();
  }

  @Override
  public Future<Void> clearCounts(Tx tx) {
    return tx.run(
            "UPDATE mailbox SET waiting_items = 0, waiting_bytes = 0 WHERE waiting_items <> 0")
        .mapEmpty();
  }

  @Override
  public Future<Integer> deleteBucket(long expiry) {
    return rows.deleteBucket(database, expiry, DELETED_AT_ONCE);
  }

  @Override
  public Future<Integer> forget(Sql sql, long now) {
    // Items of a provisional one go at the end of their own buckets.
    return sql.run("DELETE FROM mailbox WHERE forget_after <= $1", now).map(RowSet::rowCount);
  }

  static Object numbers(List<Long> numbers) {
    return numbers.toArray(Long[]::new);
  }

  static Buffer bytes(SpaceId id) {
    return Buffer.buffer(id.bytes());
  }
}
