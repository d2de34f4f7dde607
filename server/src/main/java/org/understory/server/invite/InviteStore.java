package org.understory.server.invite;

import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;
import org.understory.wire.frame.PendingRequest;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/** Keeps invites and requests. */
interface InviteStore {
  Future<Boolean> add(Tx tx, Invite invite);

  Future<Integer> countOpen(Tx tx, SpaceId space);

  Future<@Nullable Invite> find(Sql sql, InviteId id);

  /** Reads an invite and holds it to the end of the transaction. */
  Future<@Nullable Invite> lock(Tx tx, InviteId id);

  Future<Void> setState(Tx tx, InviteId id, Invite.State state);

  Future<List<PendingRequest>> requests(Sql sql, InviteId id);

  Future<List<PendingRequest>> pending(Sql sql, SpaceId space);

  /** How many bytes of requests wait in a space. */
  Future<Long> pendingBytes(Tx tx, SpaceId space);

  Future<Void> putRequest(Tx tx, PendingRequest request);

  Future<@Nullable PendingRequest> deleteRequestOf(Tx tx, SpaceId space, MailboxId mailbox);

  Future<Void> deleteRequests(Tx tx, InviteId id);

  /** Open invites whose time is over. */
  Future<List<Invite>> over(Sql sql, long now);

  /** Deletes invites that were over long ago. */
  Future<Integer> deleteOver(Sql sql, long before);
}
