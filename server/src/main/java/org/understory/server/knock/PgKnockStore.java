package org.understory.server.knock;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/** Knock keys in PostgreSQL. */
public final class PgKnockStore implements KnockStore {
  @Override
  public Future<Boolean> isKnown(Sql sql, SpaceId space, byte[] key) {
    return sql.run(
            "SELECT FROM knock_key WHERE space = $1 AND public_key = $2",
            bytes(space),
            Buffer.buffer(key))
        .map(rows -> rows.size() > 0);
  }

  @Override
  public Future<Boolean> hold(Tx tx, SpaceId space, byte[] key) {
    // Of two at once with one key, one is after the other: they count each other's mailboxes.
    return tx.run(
            "SELECT FROM knock_key WHERE space = $1 AND public_key = $2 FOR UPDATE",
            bytes(space),
            Buffer.buffer(key))
        .map(rows -> rows.size() > 0);
  }

  @Override
  public Future<Void> put(Tx tx, SpaceId space, MailboxId mailbox, byte[] key) {
    return tx.run(
            """
            INSERT INTO knock_key (space, public_key, mailbox) VALUES ($1, $2, $3)
            ON CONFLICT (space, mailbox) DO UPDATE SET public_key = excluded.public_key
            """,
            bytes(space),
            Buffer.buffer(key),
            Buffer.buffer(mailbox.bytes()))
        .mapEmpty();
  }

  @Override
  public Future<Void> end(Tx tx, SpaceId space, List<MailboxId> mailboxes) {
    return tx.run(
            "DELETE FROM knock_key WHERE space = $1 AND mailbox = ANY($2::bytea[])",
            bytes(space),
            (Object) mailboxes.stream().map(id -> Buffer.buffer(id.bytes())).toArray(Buffer[]::new))
        .mapEmpty();
  }

  @Override
  public Future<Void> end(Tx tx, SpaceId space, byte[] key) {
    return tx.run(
            "DELETE FROM knock_key WHERE space = $1 AND public_key = $2",
            bytes(space),
            Buffer.buffer(key))
        .mapEmpty();
  }

  private static Buffer bytes(SpaceId id) {
    return Buffer.buffer(id.bytes());
  }
}
