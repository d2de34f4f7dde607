package org.understory.server.invite;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.understory.server.config.Retention;
import org.understory.server.config.Sources;
import org.understory.server.delivery.Feed;
import org.understory.server.delivery.Grants.Owner;
import org.understory.server.delivery.Refused;
import org.understory.server.mailbox.MailboxService;
import org.understory.server.postgres.Database;
import org.understory.server.postgres.Tx;
import org.understory.verify.InviteIds;
import org.understory.wire.frame.FrameCodec;
import org.understory.wire.frame.OpenLink;
import org.understory.wire.frame.PendingRequests;
import org.understory.wire.frame.Reason;

/** Opens the drops by which a device links another one. */
public final class LinkService {
  private static final long LONGEST = 15 * 60;

  /** For clocks that run ahead. */
  private static final long TOLERANCE = 60;

  /** Mailboxes that one device's links have opened and that wait for a commit. */
  private static final int MOST_WAITING = 5;

  private static final byte[] NONE = new byte[0];

  private final Database database;
  private final InviteStore store;
  private final MailboxService mailboxes;
  private final LinkTimes times;
  private final Sources sources;
  private final Retention retention;

  LinkService(
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

  /** Opens a link in place of the owner's earlier one. */
  Future<Void> open(Tx tx, Owner owner, OpenLink given) {
    long now = sources.nowSeconds();
    if (given.notAfter() <= now) {
      throw Refused.because(Reason.EXPIRED);
    }
    if (given.notAfter() > now + LONGEST + TOLERANCE) {
      throw Refused.because(Reason.TOO_FAR);
    }
    Invite link =
        new Invite(
            InviteIds.of(given.dropKey()),
            given.space(),
            given.dropKey(),
            NONE,
            NONE,
            owner.mailboxNo(),
            retention.bucketEnd(given.notAfter()),
            Invite.State.OPEN);
    List<Long> own = List.of(owner.mailboxNo());
    return mailboxes
        .sponsoredBy(tx, own)
        .compose(waiting ->
            waiting.size() >= MOST_WAITING
                ? Future.failedFuture(Refused.because(Reason.QUOTA))
                : store.deleteLinks(tx, own))
        .compose(done -> store.add(tx, link))
        .compose(
            added -> added ? Future.succeededFuture() : Future.failedFuture(Refused.notAllowed()));
  }

  /** Notes when a link is over, once it is durable. */
  void opened(OpenLink given) {
    times.put(InviteIds.of(given.dropKey()), given.notAfter());
  }

  /** Deletes the links of mailboxes that are closed. */
  public Future<Void> deleteOf(Tx tx, List<Long> mailboxNos) {
    return mailboxNos.isEmpty() ? Future.succeededFuture() : store.deleteLinks(tx, mailboxNos);
  }

  Feed feed(long mailboxNo) {
    return (from, end) ->
        store
            .pendingAt(database, mailboxNo)
            .map(requests ->
                new Feed.Page(
                    requests.isEmpty()
                        ? null
                        : Buffer.buffer(FrameCodec.encode(new PendingRequests(requests))),
                    0,
                    true));
  }
}
