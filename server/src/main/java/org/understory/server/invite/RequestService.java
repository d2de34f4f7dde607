package org.understory.server.invite;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.understory.server.delivery.FanOut;
import org.understory.server.delivery.Feed;
import org.understory.server.delivery.Grants.Drop;
import org.understory.server.delivery.Refused;
import org.understory.server.delivery.Topic;
import org.understory.server.mailbox.MailboxService;
import org.understory.server.postgres.Database;
import org.understory.server.postgres.Tx;
import org.understory.verify.SignatureVerifier;
import org.understory.wire.Statements;
import org.understory.wire.frame.FrameCodec;
import org.understory.wire.frame.PendingRequest;
import org.understory.wire.frame.PendingRequests;
import org.understory.wire.frame.Reason;
import org.understory.wire.frame.SubmitJoinRequest;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/** Takes requests at invites and links, and hands them out. */
public final class RequestService {
  /** All requests of a space fit into one frame. */
  private static final long MOST_PENDING_BYTES = 3L << 20;

  private static final byte[] NONE = new byte[0];

  private final Database database;
  private final InviteStore store;
  private final InviteService invites;
  private final MailboxService mailboxes;
  private final FanOut fanOut;

  RequestService(
      Database database,
      InviteStore store,
      InviteService invites,
      MailboxService mailboxes,
      FanOut fanOut) {
    this.database = database;
    this.store = store;
    this.invites = invites;
    this.mailboxes = mailboxes;
    this.fanOut = fanOut;
  }

  private static @Nullable PendingRequest holder(List<PendingRequest> requests) {
    return requests.stream().filter(request -> !request.alarm()).findFirst().orElse(null);
  }

  /** Takes a request, or a new version of it from the same mailbox. */
  Future<Invite> submit(Tx tx, Drop drop, SubmitJoinRequest given) {
    requireSigned(drop, given);
    return invites
        .lockOpen(tx, drop.invite())
        .compose(invite ->
            store
                .requests(tx, drop.invite())
                .compose(requests -> hold(tx, invite, holder(requests), given))
                .map(done -> invite));
  }

  private Future<Void> hold(
      Tx tx, Invite invite, @Nullable PendingRequest holder, SubmitJoinRequest given) {
    Future<Void> mailbox;
    if (holder == null) {
      mailbox = openProvisional(tx, invite, given);
    } else if (isBy(holder, given)) {
      mailbox = Future.succeededFuture();
    } else {
      return Future.failedFuture(Refused.because(Reason.USED));
    }
    return mailbox
        .compose(done -> store.putRequest(tx, pending(invite.id(), given, false)))
        .compose(done -> requireRoom(tx, invite.space()));
  }

  private Future<Void> openProvisional(Tx tx, Invite invite, SubmitJoinRequest given) {
    Long owner = invite.owner();
    return owner == null
        ? mailboxes.openProvisional(tx, invite.space(), given.mailbox(), given.ownerKey())
        : mailboxes.openLinked(tx, invite.space(), given.mailbox(), given.ownerKey(), owner);
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
   * @return the invite or link, if it was kept
   */
  Future<Optional<Invite>> keepAlarm(Drop drop, SubmitJoinRequest given) {
    requireSigned(drop, given);
    return database.transaction(tx ->
        invites
            .lockOpen(tx, drop.invite())
            .compose(invite ->
                store
                    .requests(tx, drop.invite())
                    .compose(requests -> alarm(tx, invite, requests, given))
                    .map(kept -> kept ? Optional.of(invite) : Optional.empty())));
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
  Future<@Nullable Gone> withdraw(Tx tx, SpaceId space, MailboxId mailbox) {
    return store
        .deleteRequestOf(tx, space, mailbox)
        .compose(request ->
            request == null
                ? Future.<@Nullable Gone>succeededFuture(null)
                : store
                    .lock(tx, request.invite())
                    .map(at -> at == null ? null : new Gone(at, request)));
  }

  /** A request that is no more, and where it was. */
  record Gone(Invite at, PendingRequest request) {
    @Override
    public String toString() {
      return "Gone";
    }
  }

  // What stewards see, and devices that link another.

  static PendingRequest pending(InviteId invite, SubmitJoinRequest given, boolean alarm) {
    return new PendingRequest(
        invite, given.mailbox(), given.ownerKey(), given.sealed(), given.signature(), alarm);
  }

  /** Tells of a request: the stewards at an invite, the device at its link. */
  void announce(Invite at, PendingRequest request) {
    Long owner = at.owner();
    announce(owner == null ? Topic.requests(at.space()) : Topic.link(at.space(), owner), request);
  }

  private void announce(Topic topic, PendingRequest request) {
    if (fanOut.isFollowed(topic)) {
      fanOut.announce(topic, frame(List.of(request)));
    }
  }

  void announceGone(Gone gone) {
    announce(gone.at(), withdrawn(gone.request()));
  }

  /** Tells the stewards that a request at an invite is no more. */
  public void announceGone(SpaceId space, PendingRequest request) {
    announce(Topic.requests(space), withdrawn(request));
  }

  private static PendingRequest withdrawn(PendingRequest request) {
    return new PendingRequest(
        request.invite(), request.mailbox(), request.ownerKey(), NONE, NONE, request.alarm());
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
}
