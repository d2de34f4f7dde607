package org.understory.server.mailbox;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.server.delivery.Grants.MailboxState;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/** Provisional mailboxes in PostgreSQL. */
public final class PgWaitingStore implements WaitingStore {
  @Override
  public Future<Boolean> create(
      Tx tx, SpaceId space, MailboxId id, byte[] ownerKey, Waiting waiting) {
    byte[] knocked = waiting.knocked();
    return tx.run(
            """
            INSERT INTO mailbox (space, id, owner_key, state, sponsor, knocked, forget_after)
            VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING
            """,
            Tuple.from(
                new @Nullable Object[] {
                  PgMailboxStore.bytes(space),
                  Buffer.buffer(id.bytes()),
                  Buffer.buffer(ownerKey),
                  MailboxState.PROVISIONAL.ordinal(),
                  waiting.sponsor(),
                  knocked == null ? null : Buffer.buffer(knocked),
                  waiting.forgetAfter()
                }))
        .map(rows -> rows.rowCount() == 1);
  }

  @Override
  public Future<List<Mailbox>> sponsoredBy(Sql sql, List<Long> nos) {
    return sql.run(
            PgMailboxStore.COLUMNS + "WHERE sponsor = ANY($1::bigint[]) AND state = 0 ORDER BY no",
            (Object) PgMailboxStore.numbers(nos))
        .map(PgMailboxStore::mailboxes);
  }

  @Override
  public Future<List<Mailbox>> knockedBy(Sql sql, SpaceId space, byte[] key) {
    return sql.run(
            PgMailboxStore.COLUMNS + "WHERE space = $1 AND knocked = $2 AND state = 0 ORDER BY no",
            PgMailboxStore.bytes(space),
            Buffer.buffer(key))
        .map(PgMailboxStore::mailboxes);
  }

  @Override
  public Future<byte @Nullable []> takeKnockedBy(Tx tx, SpaceId space, MailboxId id) {
    return tx.run(
            """
            WITH before AS (
              SELECT no, knocked FROM mailbox WHERE space = $1 AND id = $2 AND knocked IS NOT NULL
            )
            UPDATE mailbox m SET knocked = NULL FROM before b WHERE m.no = b.no RETURNING b.knocked
            """,
            PgMailboxStore.bytes(space),
            Buffer.buffer(id.bytes()))
        .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getBuffer(0).getBytes());
  }
}
