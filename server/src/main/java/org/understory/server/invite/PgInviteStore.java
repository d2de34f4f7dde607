package org.understory.server.invite;

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
import org.understory.wire.frame.PendingRequest;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/** Invites and requests in PostgreSQL. */
public final class PgInviteStore implements InviteStore {
  private static final String COLUMNS =
      "SELECT id, space, drop_key, request_key, sheet, owner, not_after, state FROM invite ";
  private static final String REQUESTS =
      """
      SELECT r.invite, r.alarm, r.mailbox, r.owner_key, r.sealed, r.signature
      FROM join_request r JOIN invite i ON i.id = r.invite
      """;

  @Override
  public Future<Boolean> add(Tx tx, Invite invite) {
    return tx.run(
            """
            INSERT INTO invite (id, space, drop_key, request_key, sheet, owner, not_after, state)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING
            """,
            Tuple.from(
                new @Nullable Object[] {
                  bytes(invite.id()),
                  Buffer.buffer(invite.space().bytes()),
                  Buffer.buffer(invite.dropKey()),
                  Buffer.buffer(invite.requestKey()),
                  Buffer.buffer(invite.sheet()),
                  invite.owner(),
                  invite.notAfter(),
                  invite.state().ordinal()
                }))
        .map(rows -> rows.rowCount() == 1);
  }

  @Override
  public Future<Integer> countOpen(Tx tx, SpaceId space) {
    return tx.run(
            "SELECT count(*)::int FROM invite WHERE space = $1 AND state = $2 AND owner IS NULL",
            Buffer.buffer(space.bytes()),
            Invite.State.OPEN.ordinal())
        .map(rows -> rows.iterator().next().getInteger(0));
  }

  @Override
  public Future<@Nullable Invite> find(Sql sql, InviteId id) {
    return sql.run(COLUMNS + "WHERE id = $1", bytes(id)).map(PgInviteStore::first);
  }

  @Override
  public Future<@Nullable Invite> lock(Tx tx, InviteId id) {
    return tx.run(COLUMNS + "WHERE id = $1 FOR UPDATE", bytes(id)).map(PgInviteStore::first);
  }

  private static @Nullable Invite first(RowSet<Row> rows) {
    return rows.size() == 0 ? null : invite(rows.iterator().next());
  }

  private static Invite invite(Row row) {
    return new Invite(
        InviteId.of(row.getBuffer("id").getBytes()),
        SpaceId.of(row.getBuffer("space").getBytes()),
        row.getBuffer("drop_key").getBytes(),
        row.getBuffer("request_key").getBytes(),
        row.getBuffer("sheet").getBytes(),
        row.getLong("owner"),
        row.getLong("not_after"),
        Invite.State.values()[row.getInteger("state")]);
  }

  @Override
  public Future<Void> setState(Tx tx, InviteId id, Invite.State state) {
    return tx.run("UPDATE invite SET state = $2 WHERE id = $1", bytes(id), state.ordinal())
        .mapEmpty();
  }

  @Override
  public Future<List<PendingRequest>> requests(Sql sql, InviteId id) {
    return sql.run(REQUESTS + "WHERE r.invite = $1 ORDER BY r.alarm", bytes(id))
        .map(PgInviteStore::requestsOf);
  }

  @Override
  public Future<List<PendingRequest>> pending(Sql sql, SpaceId space) {
    return sql.run(
            REQUESTS
                + "WHERE i.space = $1 AND i.state = 0 AND i.owner IS NULL"
                + " ORDER BY r.invite, r.alarm",
            Buffer.buffer(space.bytes()))
        .map(PgInviteStore::requestsOf);
  }

  @Override
  public Future<List<PendingRequest>> pendingAt(Sql sql, long owner) {
    return sql.run(
            REQUESTS + "WHERE i.owner = $1 AND i.state = 0 ORDER BY r.invite, r.alarm", owner)
        .map(PgInviteStore::requestsOf);
  }

  @Override
  public Future<Void> delete(Tx tx, InviteId id) {
    return tx.run("DELETE FROM invite WHERE id = $1", bytes(id)).mapEmpty();
  }

  @Override
  public Future<Void> deleteLinks(Tx tx, List<Long> owners) {
    return tx.run(
            "DELETE FROM invite WHERE owner = ANY($1::bigint[])",
            (Object) owners.toArray(Long[]::new))
        .mapEmpty();
  }

  @Override
  public Future<Long> pendingBytes(Tx tx, SpaceId space) {
    return tx.run(
            """
            SELECT coalesce(sum(length(r.sealed)), 0)::bigint
            FROM join_request r JOIN invite i ON i.id = r.invite WHERE i.space = $1
            """,
            Buffer.buffer(space.bytes()))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  private static List<PendingRequest> requestsOf(RowSet<Row> rows) {
    List<PendingRequest> requests = new ArrayList<>();
    rows.forEach(row -> requests.add(request(row)));
    return requests;
  }

  private static PendingRequest request(Row row) {
    return new PendingRequest(
        InviteId.of(row.getBuffer("invite").getBytes()),
        MailboxId.of(row.getBuffer("mailbox").getBytes()),
        row.getBuffer("owner_key").getBytes(),
        row.getBuffer("sealed").getBytes(),
        row.getBuffer("signature").getBytes(),
        row.getBoolean("alarm"));
  }

  @Override
  public Future<Void> putRequest(Tx tx, PendingRequest request) {
    return tx.run(
            """
            INSERT INTO join_request (invite, alarm, mailbox, owner_key, sealed, signature)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (invite, alarm) DO UPDATE
            SET sealed = excluded.sealed, signature = excluded.signature
            """,
            Tuple.from(
                new Object[] {
                  bytes(request.invite()),
                  request.alarm(),
                  Buffer.buffer(request.mailbox().bytes()),
                  Buffer.buffer(request.ownerKey()),
                  Buffer.buffer(request.sealed()),
                  Buffer.buffer(request.signature())
                }))
        .mapEmpty();
  }

  @Override
  public Future<@Nullable PendingRequest> deleteRequestOf(Tx tx, SpaceId space, MailboxId mailbox) {
    return tx.run(
            """
            DELETE FROM join_request r USING invite i
            WHERE i.id = r.invite AND i.space = $1 AND r.mailbox = $2 AND NOT r.alarm
            RETURNING r.invite, r.alarm, r.mailbox, r.owner_key, r.sealed, r.signature
            """,
            Buffer.buffer(space.bytes()),
            Buffer.buffer(mailbox.bytes()))
        .map(rows -> rows.size() == 0 ? null : request(rows.iterator().next()));
  }

  @Override
  public Future<Void> deleteRequests(Tx tx, InviteId id) {
    return tx.run("DELETE FROM join_request WHERE invite = $1", bytes(id)).mapEmpty();
  }

  @Override
  public Future<List<Invite>> over(Sql sql, long now) {
    return sql.run(
            COLUMNS + "WHERE state = $1 AND not_after <= $2", Invite.State.OPEN.ordinal(), now)
        .map(rows -> {
          List<Invite> over = new ArrayList<>();
          rows.forEach(row -> over.add(invite(row)));
          return over;
        });
  }

  @Override
  public Future<Integer> deleteOver(Sql sql, long before) {
    return sql.run(
            "DELETE FROM invite WHERE not_after <= $1 AND state <> $2",
            before,
            Invite.State.OPEN.ordinal())
        .map(RowSet::rowCount);
  }

  private static Buffer bytes(InviteId id) {
    return Buffer.buffer(id.bytes());
  }
}
