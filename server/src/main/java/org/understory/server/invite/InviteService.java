package org.understory.server.invite;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.server.config.Retention;
import org.understory.server.config.Sources;
import org.understory.server.delivery.FanOut;
import org.understory.server.delivery.Feed;
import org.understory.server.delivery.Grants.Drop;
import org.understory.server.delivery.Refused;
import org.understory.server.delivery.Topic;
import org.understory.server.mailbox.MailboxService;
import org.understory.server.postgres.Database;
import org.understory.server.postgres.Tx;
import org.understory.verify.InviteIds;
import org.understory.verify.SignatureVerifier;
import org.understory.wire.Statements;
import org.understory.wire.frame.FrameCodec;
import org.understory.wire.frame.OpenInvite;
import org.understory.wire.frame.PendingRequest;
import org.understory.wire.frame.PendingRequests;
import org.understory.wire.frame.Reason;
import org.understory.wire.frame.SubmitJoinRequest;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/** Opens and closes invites, and takes requests. */
public final class InviteService {
  private static final int MOST_OPEN = 400;
  private static final long LONGEST = 90L * Retention.DAY;
  private static final long KEPT_AFTER = 30L * Retention.DAY;

  /** All requests of a space fit into one frame. */
  private static final long MOST_PENDING_BYTES = 3L << 20;

  private static final byte[] NONE = new byte[0];

  private final Database database;
  private final InviteStore store;
  private final MailboxService mailboxes;
  private final FanOut fanOut;
  private final Sources sources;
  private final Retention retention;

  InviteService(
      Database database,
      InviteStore store,
      MailboxService mailboxes,
      FanOut fanOut,
      Sources sources,
      Retention retention) {
    this.database = database;
    this.store = store;
    this.mailboxes = mailboxes;
    this.fanOut = fanOut;
    this.sources = sources;
    this.retention = retention;
  }

  /** On PostgreSQL. */
  public static InviteService on(
      Database database,
      MailboxService mailboxes,
      FanOut fanOut,
      Sources sources,
      Retention retention) {
    return new InviteService(database, new PgInviteStore(), mailboxes, fanOut, sources, retention);
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
            invite == null || !invite.space().equals(space)
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

  private Invite requireOpen(@Nullable Invite invite) {
    if (invite == null) {
      throw Refused.notAllowed();
    }
    if (invite.state() == Invite.State.USED) {
      throw Refused.because(Reason.USED);
    }
    if (invite.state() == Invite.State.REVOKED || invite.notAfter() <= sources.nowSeconds()) {
      throw Refused.because(Reason.EXPIRED);
    }
    return invite;
  }

  /** Takes a request, or a new version of it from the same mailbox. */
  Future<Void> submit(Tx tx, Drop drop, SubmitJoinRequest given) {
    requireSigned(drop, given);
    return store
        .lock(tx, drop.invite())
        .map(this::requireOpen)
        .compose(invite ->
            store
                .requests(tx, drop.invite())
                .compose(requests -> hold(tx, invite, holder(requests), given)));
  }

  private Future<Void> hold(
      Tx tx, Invite invite, @Nullable PendingRequest holder, SubmitJoinRequest given) {
    Future<Void> mailbox;
    if (holder == null) {
      mailbox = mailboxes.openProvisional(tx, invite.space(), given.mailbox(), given.ownerKey());
    } else if (isBy(holder, given)) {
      mailbox = Future.succeededFuture();
    } else {
      return Future.failedFuture(Refused.because(Reason.USED));
    }
    return mailbox
        .compose(done -> store.putRequest(tx, pending(invite.id(), given, false)))
        .compose(done -> requireRoom(tx, invite.space()));
  }

  private Future<Void> requireRoom(Tx tx, SpaceId space) {
    return store
        .pendingBytes(tx, space)
        .compose(bytes ->
            bytes > MOST_PENDING_BYTES
                ? Future.failedFuture(Refused.because(Reason.QUOTA))
                : Future.succeededFuture());
  }

  private static boolean isBy(PendingRequest holder, SubmitJoinRequest given) {
    return holder.mailbox().equals(given.mailbox())
        && Arrays.equals(holder.ownerKey(), given.ownerKey());
  }

  /**
   * Keeps the first valid request of a further mailbox: somebody else holds the link too, and the
   * stewards must know. It opens nothing.
   *
   * @return whether it was kept
   */
  Future<Boolean> keepAlarm(Drop drop, SubmitJoinRequest given) {
    requireSigned(drop, given);
    return database.transaction(tx ->
        store
            .lock(tx, drop.invite())
            .map(this::requireOpen)
            .compose(invite ->
                store
                    .requests(tx, drop.invite())
                    .compose(requests -> alarm(tx, invite, requests, given))));
  }

  private Future<Boolean> alarm(
      Tx tx, Invite invite, List<PendingRequest> requests, SubmitJoinRequest given) {
    PendingRequest holder = holder(requests);
    if (holder == null || isBy(holder, given) || requests.size() > 1) {
      return Future.succeededFuture(false);
    }
    return store
        .putRequest(tx, pending(invite.id(), given, true))
        .compose(done -> requireRoom(tx, invite.space()))
        .map(done -> true);
  }

  private static void requireSigned(Drop drop, SubmitJoinRequest given) {
    byte[] statement =
        Statements.joinRequest(drop.invite(), given.mailbox(), given.ownerKey(), given.sealed());
    if (!SignatureVerifier.verify(drop.key(), statement, given.signature())) {
      throw Refused.notAllowed();
    }
  }

  /** Takes back the request of a mailbox; the invite is open again. */
  Future<@Nullable PendingRequest> withdraw(Tx tx, SpaceId space, MailboxId mailbox) {
    return store.deleteRequestOf(tx, space, mailbox);
  }

  // What stewards see.

  static PendingRequest pending(InviteId invite, SubmitJoinRequest given, boolean alarm) {
    return new PendingRequest(
        invite, given.mailbox(), given.ownerKey(), given.sealed(), given.signature(), alarm);
  }

  /** Tells the stewards of a request. */
  void announce(SpaceId space, PendingRequest request) {
    Topic topic = Topic.requests(space);
    if (fanOut.isFollowed(topic)) {
      fanOut.announce(topic, frame(List.of(request)));
    }
  }

  /** Tells the stewards that a request is no more. */
  public void announceGone(SpaceId space, PendingRequest request) {
    announce(
        space,
        new PendingRequest(
            request.invite(), request.mailbox(), request.ownerKey(), NONE, NONE, request.alarm()));
  }

  Feed feed(SpaceId space) {
    return (from, end) ->
        store
            .pending(database, space)
            .map(requests -> new Feed.Page(requests.isEmpty() ? null : frame(requests), 0, true));
  }

  private static Buffer frame(List<PendingRequest> requests) {
    return Buffer.buffer(FrameCodec.encode(new PendingRequests(requests)));
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
