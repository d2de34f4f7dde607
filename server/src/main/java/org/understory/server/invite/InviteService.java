package org.understory.server.invite;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.server.config.Retention;
import org.understory.server.config.Sources;
import org.understory.server.delivery.Refused;
import org.understory.server.mailbox.MailboxService;
import org.understory.server.postgres.Database;
import org.understory.server.postgres.Tx;
import org.understory.verify.InviteIds;
import org.understory.wire.frame.OpenInvite;
import org.understory.wire.frame.PendingRequest;
import org.understory.wire.frame.Reason;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.SpaceId;

/** Opens and closes invites. */
public final class InviteService {
  private static final int MOST_OPEN = 400;
  private static final long LONGEST = 90L * Retention.DAY;
  private static final long KEPT_AFTER = 30L * Retention.DAY;

  private final Database database;
  private final InviteStore store;
  private final MailboxService mailboxes;
  private final LinkTimes times;
  private final Sources sources;
  private final Retention retention;

  InviteService(
      Database database,
      InviteStore store,
      MailboxService mailboxes,
      LinkTimes times,
      Sources sources,
      Retention retention) {
    this.database = database;
    this.store = store;
    this.mailboxes = mailboxes;
    this.times = times;
    this.sources = sources;
    this.retention = retention;
  }

  // What commits do.

  /** Opens an invite. */
  public Future<Void> open(Tx tx, SpaceId space, OpenInvite given) {
    long now = sources.nowSeconds();
    if (given.notAfter() <= now) {
      throw Refused.because(Reason.EXPIRED);
    }
    if (given.notAfter() > now + LONGEST) {
      throw Refused.because(Reason.TOO_FAR);
    }
    Invite invite =
        new Invite(
            InviteIds.of(given.dropKey()),
            space,
            given.dropKey(),
            given.requestKey(),
            given.sheet(),
            null,
            retention.bucketEnd(given.notAfter()),
            Invite.State.OPEN);
    return store
        .add(tx, invite)
        .compose(
            added -> added ? store.countOpen(tx, space) : Future.failedFuture(Refused.notAllowed()))
        .compose(count ->
            count > MOST_OPEN
                ? Future.failedFuture(Refused.because(Reason.QUOTA))
                : Future.succeededFuture());
  }

  /**
   * Closes an invite and deletes its requests.
   *
   * @return the mailbox that waited for a decision; null: there was none
   */
  public Future<@Nullable PendingRequest> close(Tx tx, SpaceId space, InviteId id) {
    return store
        .lock(tx, id)
        .compose(invite ->
            isNotInviteOf(space, invite)
                ? Future.failedFuture(Refused.notAllowed())
                : store.requests(tx, id))
        .compose(requests -> {
          PendingRequest request = holder(requests);
          Invite.State state = request == null ? Invite.State.REVOKED : Invite.State.USED;
          return store
              .setState(tx, id, state)
              .compose(done -> store.deleteRequests(tx, id))
              .map(done -> request);
        });
  }

  private static boolean isNotInviteOf(SpaceId space, @Nullable Invite invite) {
    return invite == null || !invite.space().equals(space) || invite.owner() != null;
  }

  private static @Nullable PendingRequest holder(List<PendingRequest> requests) {
    return requests.stream().filter(request -> !request.alarm()).findFirst().orElse(null);
  }

  // What joiners do.

  /**
   * The invite of a drop key.
   *
   * @throws Refused (as a failed future) USED or EXPIRED to who holds the key of one that is closed
   */
  public Future<Invite> openInvite(byte[] dropKey) {
    return store.find(database, InviteIds.of(dropKey)).map(this::requireOpen);
  }

  /** Reads an invite that is open, and holds it to the end of the transaction. */
  Future<Invite> lockOpen(Tx tx, InviteId id) {
    return store.lock(tx, id).map(this::requireOpen);
  }

  private Invite requireOpen(@Nullable Invite invite) {
    if (invite == null) {
      throw Refused.notAllowed();
    }
    if (invite.state() == Invite.State.USED) {
      throw Refused.because(Reason.USED);
    }
    long notAfter = invite.owner() == null ? invite.notAfter() : times.of(invite.id());
    if (invite.state() == Invite.State.REVOKED || notAfter <= sources.nowSeconds()) {
      throw Refused.because(Reason.EXPIRED);
    }
    return invite;
  }

  // What time does.

  /** Closes invites whose time is over, and the mailboxes that waited for a decision on them. */
  public Future<Integer> closeOver(long now) {
    return store
        .over(database, now)
        .compose(over -> {
          Future<Void> all = Future.succeededFuture();
          List<Invite> closing = new ArrayList<>(over);
          for (Invite invite : closing) {
            all = all.compose(done -> closeOver(invite));
          }
          return all.compose(done -> store.deleteOver(database, now - KEPT_AFTER));
        });
  }

  private Future<Void> closeOver(Invite invite) {
    if (invite.owner() != null) {
      // A linked device's mailbox outlives its link: a steward may be asleep.
      return database.transaction(tx -> store.delete(tx, invite.id()));
    }
    return database.transaction(tx ->
        close(tx, invite.space(), invite.id())
            .compose(request ->
                request == null
                    ? Future.succeededFuture()
                    : mailboxes
                        .find(tx, invite.space(), List.of(request.mailbox()))
                        .compose(found ->
                            mailboxes.close(
                                tx, found.values().stream().map(m -> m.no()).toList(), 0))));
  }
}
