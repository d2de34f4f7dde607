package org.understory.server.slot;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.understory.server.delivery.Feed;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;
import org.understory.wire.frame.EpochPacket;
import org.understory.wire.frame.SlotPacket;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;
import org.understory.wire.id.StageId;

/** Epoch packets in PostgreSQL. */
public final class PgSlotStore implements SlotStore {
  private static final String LAY =
      """
      WITH given AS MATERIALIZED (
        SELECT no, body, n, row_number() OVER (PARTITION BY no ORDER BY n) - 1 AS k
        FROM unnest($1::bigint[], $2::bytea[]) WITH ORDINALITY AS t(no, body, n)
      ), head AS (
        INSERT INTO epoch_slot AS s (mailbox_no, head)
        SELECT no, count(*) FROM given GROUP BY no ORDER BY no
        ON CONFLICT (mailbox_no) DO UPDATE SET head = s.head + excluded.head
        RETURNING mailbox_no, head
      ), numbered AS (
        SELECT g.no, g.body, h.head - (SELECT count(*) FROM given c WHERE c.no = g.no) + g.k AS p
        FROM given g JOIN head h ON h.mailbox_no = g.no
      )
      INSERT INTO epoch_packet (mailbox_no, position, laid, body)
      SELECT no, p, $3, body FROM numbered
      RETURNING mailbox_no, position, body
      """;

  @Override
  public Future<List<Slot.Laid>> lay(Tx tx, List<Slot.Laying> packets, long laid) {
    return tx.run(
            LAY,
            Tuple.from(
                new Object[] {
                  packets.stream().map(Slot.Laying::mailboxNo).toArray(Long[]::new),
                  packets.stream().map(p -> Buffer.buffer(p.body())).toArray(Buffer[]::new),
                  laid
                }))
        .map(rows -> {
          List<Slot.Laid> done = new ArrayList<>();
          rows.forEach(row -> done.add(new Slot.Laid(row.getLong("mailbox_no"), packet(row))));
          return done;
        });
  }

  private static SlotPacket packet(Row row) {
    return new SlotPacket(row.getLong("position"), row.getBuffer("body").getBytes());
  }

  @Override
  public Future<Long> head(Sql sql, long mailboxNo) {
    return sql.run("SELECT head FROM epoch_slot WHERE mailbox_no = $1", mailboxNo)
        .map(rows -> rows.size() == 0 ? 0L : rows.iterator().next().getLong(0));
  }

  @Override
  public Future<Slot.Part> read(Sql sql, long mailboxNo, long from) {
    return sql.run(
            """
            SELECT position, body, candidates FROM (
              SELECT *, count(*) OVER () AS candidates,
                     sum(length(body)) OVER (ORDER BY position) AS bytes
              FROM epoch_packet WHERE mailbox_no = $1 AND position >= $2) part
            WHERE bytes <= $3 ORDER BY position
            """,
            mailboxNo,
            from,
            (long) Feed.PAGE_BYTES)
        .map(rows -> {
          List<SlotPacket> packets = new ArrayList<>();
          long candidates = 0;
          for (Row row : rows) {
            candidates = row.getLong("candidates");
            packets.add(packet(row));
          }
          return new Slot.Part(packets, packets.size() == candidates);
        });
  }

  @Override
  public Future<Void> acknowledge(Sql sql, long mailboxNo, long upTo) {
    return sql.run(
            "DELETE FROM epoch_packet WHERE mailbox_no = $1 AND position < $2", mailboxNo, upTo)
        .mapEmpty();
  }

  @Override
  public Future<Void> clear(Tx tx, List<Long> mailboxNos) {
    return tx.run(
            "DELETE FROM epoch_packet WHERE mailbox_no = ANY($1::bigint[])",
            (Object) mailboxNos.toArray(Long[]::new))
        .mapEmpty();
  }

  @Override
  public Future<Void> stage(
      Tx tx, SpaceId space, StageId stage, List<EpochPacket> packets, long dropAfter) {
    return tx.run(
            """
            INSERT INTO staged_packet (space, stage, mailbox, drop_after, body)
            SELECT $1, $2, m, $3, b FROM unnest($4::bytea[], $5::bytea[]) AS t(m, b)
            ON CONFLICT (space, stage, mailbox) DO UPDATE SET body = excluded.body
            """,
            Tuple.from(
                new Object[] {
                  Buffer.buffer(space.bytes()),
                  Buffer.buffer(stage.bytes()),
                  dropAfter,
                  packets.stream()
                      .map(p -> Buffer.buffer(p.mailbox().bytes()))
                      .toArray(Buffer[]::new),
                  packets.stream().map(p -> Buffer.buffer(p.body())).toArray(Buffer[]::new)
                }))
        .mapEmpty();
  }

  @Override
  public Future<Integer> countStaged(Tx tx, SpaceId space) {
    return tx.run(
            "SELECT count(*)::int FROM staged_packet WHERE space = $1",
            Buffer.buffer(space.bytes()))
        .map(rows -> rows.iterator().next().getInteger(0));
  }

  @Override
  public Future<List<EpochPacket>> takeStaged(Tx tx, SpaceId space, List<StageId> stages) {
    return tx.run(
            """
            DELETE FROM staged_packet WHERE space = $1 AND stage = ANY($2::bytea[])
            RETURNING mailbox, body
            """,
            Buffer.buffer(space.bytes()),
            (Object)
                stages.stream().map(stage -> Buffer.buffer(stage.bytes())).toArray(Buffer[]::new))
        .map(rows -> {
          List<EpochPacket> packets = new ArrayList<>();
          rows.forEach(row ->
              packets.add(
                  new EpochPacket(
                      MailboxId.of(row.getBuffer("mailbox").getBytes()),
                      row.getBuffer("body").getBytes())));
          return packets;
        });
  }

  @Override
  public Future<Integer> deleteOld(Sql sql, long oldLaid, long ancientLaid) {
    return sql.run(
            """
            DELETE FROM epoch_packet p
            WHERE p.laid <= $2
               OR (p.laid <= $1 AND EXISTS (
                    SELECT FROM epoch_packet n
                    WHERE n.mailbox_no = p.mailbox_no AND n.position > p.position))
            """,
            oldLaid,
            ancientLaid)
        .map(RowSet::rowCount);
  }

  @Override
  public Future<Integer> deleteStaged(Sql sql, long now) {
    return sql.run("DELETE FROM staged_packet WHERE drop_after <= $1", now).map(RowSet::rowCount);
  }
}
