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

  /** How many invites are open; links do not count. */
  Future<Integer> countOpen(Tx tx, SpaceId space);

  Future<@Nullable Invite> find(Sql sql, InviteId id);

  /** Reads an invite and holds it to the end of the transaction. */
  Future<@Nullable Invite> lock(Tx tx, InviteId id);

  Future<Void> setState(Tx tx, InviteId id, Invite.State state);

  Future<List<PendingRequest>> requests(Sql sql, InviteId id);

  /** The requests at the open invites of a space. */
  Future<List<PendingRequest>> pending(Sql sql, SpaceId space);

  /** The requests at the open link of a mailbox's owner. */
  Future<List<PendingRequest>> pendingAt(Sql sql, long owner);

  /** Deletes an invite or a link with what lies in it. */
  Future<Void> delete(Tx tx, InviteId id);

  /** Deletes the links of mailboxes' owners, with what lies in them. */
  Future<Void> deleteLinks(Tx tx, List<Long> owners);

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
