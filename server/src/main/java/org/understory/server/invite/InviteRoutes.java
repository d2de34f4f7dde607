package org.understory.server.invite;

import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.understory.server.delivery.Connection;
import org.understory.server.delivery.FanOut;
import org.understory.server.delivery.Grants;
import org.understory.server.delivery.Grants.Drop;
import org.understory.server.delivery.Grants.MailboxState;
import org.understory.server.delivery.Grants.Need;
import org.understory.server.delivery.Refused;
import org.understory.server.delivery.Topic;
import org.understory.server.mailbox.MailboxService;
import org.understory.server.ratelimit.RateLimits;
import org.understory.server.ratelimit.RateLimits.Purpose;
import org.understory.server.write.WriteAnswerService;
import org.understory.server.write.WriteKey;
import org.understory.wire.frame.Done;
import org.understory.wire.frame.Reason;
import org.understory.wire.frame.ReplyBody;
import org.understory.wire.frame.SubmitJoinRequest;
import org.understory.wire.frame.Subscribed;
import org.understory.wire.frame.WithdrawJoinRequest;
import org.understory.wire.id.SpaceId;

/** Requests about joining. */
public final class InviteRoutes {
  private final RequestService requests;
  private final MailboxService mailboxes;
  private final WriteAnswerService answers;
  private final FanOut fanOut;
  private final RateLimits limits;

  public InviteRoutes(
      RequestService requests,
      MailboxService mailboxes,
      WriteAnswerService answers,
      FanOut fanOut,
      RateLimits limits) {
    this.requests = requests;
    this.mailboxes = mailboxes;
    this.answers = answers;
    this.fanOut = fanOut;
    this.limits = limits;
  }

  /** DROP: leaves a request to join. */
  public Future<ReplyBody> submit(Connection connection, SubmitJoinRequest given) {
    Grants grants = connection.grants();
    Drop drop = grants.drop();
    if (drop == null) {
      throw Refused.notAllowed();
    }
    AtomicReference<@Nullable Invite> at = new AtomicReference<>();
    return answers
        .once(
            // Always the drop key: on a later connection the owner key may be proved too.
            WriteKey.of(drop.key(), given.writeId()),
            tx -> {
              limits.spend(Purpose.JOIN_REQUEST, drop.key(), 1);
              return requests
                  .submit(tx, drop, given)
                  .map(invite -> {
                    at.set(invite);
                    return new Done();
                  });
            })
        .onSuccess(done -> {
          Invite invite = at.get();
          if (invite != null) {
            requests.announce(invite, RequestService.pending(invite.id(), given, false));
          }
        })
        .recover(failure ->
            failure instanceof Refused refused && refused.reason() == Reason.USED
                ? keepAlarm(drop, given).compose(kept -> Future.failedFuture(refused))
                : Future.failedFuture(failure));
  }

  private Future<Void> keepAlarm(Drop drop, SubmitJoinRequest given) {
    return requests
        .keepAlarm(drop, given)
        .onSuccess(at ->
            at.ifPresent(invite ->
                requests.announce(invite, RequestService.pending(invite.id(), given, true))))
        .transform(ignored -> Future.succeededFuture());
  }

  /** OWNER of a provisional mailbox: takes its request back. */
  public Future<ReplyBody> withdraw(Connection connection, WithdrawJoinRequest given) {
    Grants grants = connection.grants();
    SpaceId space = grants.requireSpace();
    Grants.Owner owner = grants.owner();
    if (owner == null) {
      throw Refused.notAllowed();
    }
    AtomicReference<RequestService.@Nullable Gone> gone = new AtomicReference<>();
    return answers
        .once(
            WriteKey.of(owner.key(), given.writeId()),
            tx -> {
              if (owner.state() != MailboxState.PROVISIONAL) {
                throw Refused.notAllowed();
              }
              return requests
                  .withdraw(tx, space, owner.mailbox())
                  .compose(request -> {
                    gone.set(request);
                    return request == null
                        ? Future.failedFuture(Refused.notAllowed())
                        : mailboxes.close(tx, List.of(owner.mailboxNo()), 0);
                  })
                  .map(done -> new Done());
            })
        .onSuccess(done -> {
          RequestService.Gone request = gone.get();
          if (request != null) {
            requests.announceGone(request);
            connection.closeMailbox(0);
          }
        });
  }

  /** STEWARD: follows the requests to join. */
  public Future<ReplyBody> subscribe(Connection connection) {
    SpaceId space = connection.grants().requireSpace();
    connection.grants().requireSteward(space);
    fanOut.subscribe(connection, Topic.requests(space), Need.STEWARD, requests.feed(space), 0);
    return Future.succeededFuture(new Subscribed(0));
  }
}
