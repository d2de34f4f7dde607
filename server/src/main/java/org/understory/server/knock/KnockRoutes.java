package org.understory.server.knock;

import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.understory.server.config.Retention;
import org.understory.server.config.Sources;
import org.understory.server.delivery.Connection;
import org.understory.server.delivery.FanOut;
import org.understory.server.delivery.Grants;
import org.understory.server.delivery.Grants.MailboxState;
import org.understory.server.delivery.Grants.Owner;
import org.understory.server.delivery.Refused;
import org.understory.server.log.LogService;
import org.understory.server.mailbox.Mailbox;
import org.understory.server.ratelimit.RateLimits;
import org.understory.server.ratelimit.RateLimits.Purpose;
import org.understory.server.write.WriteAnswerService;
import org.understory.server.write.WriteKey;
import org.understory.wire.frame.Done;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.frame.ReplaceKnockKey;
import org.understory.wire.frame.ReplyBody;
import org.understory.wire.frame.SubmitRecovery;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

/** Requests about coming back with a recovery sheet. */
public final class KnockRoutes {
  private final KnockService knocks;
  private final LogService logs;
  private final WriteAnswerService answers;
  private final FanOut fanOut;
  private final RateLimits limits;
  private final Sources sources;
  private final Retention retention;

  public KnockRoutes(
      KnockService knocks,
      LogService logs,
      WriteAnswerService answers,
      FanOut fanOut,
      RateLimits limits,
      Sources sources,
      Retention retention) {
    this.knocks = knocks;
    this.logs = logs;
    this.answers = answers;
    this.fanOut = fanOut;
    this.limits = limits;
    this.sources = sources;
    this.retention = retention;
  }

  /** What live connections learn of a knock. */
  private record Knocked(LogEntry entry, List<Mailbox> putOut) {}

  /** KNOCK: opens a provisional mailbox and leaves the request in the knock log. */
  public Future<ReplyBody> submit(Connection connection, SubmitRecovery given) {
    Grants grants = connection.grants();
    SpaceId space = grants.requireSpace();
    byte[] key = grants.knockKey();
    if (key == null) {
      throw Refused.notAllowed();
    }
    AtomicReference<@Nullable Knocked> fresh = new AtomicReference<>();
    return answers
        .once(
            // Always the knock key: on a later connection the owner key may be proved too.
            WriteKey.of(key, given.writeId()),
            tx -> {
              limits.spend(Purpose.RECOVERY, key, 1);
              limits.spend(Purpose.SPACE_BYTES, space.bytes(), given.sealed().length);
              long expiry = retention.furthest(sources.nowSeconds());
              return knocks
                  .knock(tx, space, key, given)
                  .compose(putOut ->
                      logs.appendIn(tx, space, LogId.KNOCK, expiry, given.sealed())
                          .map(entry -> {
                            fresh.set(new Knocked(entry, putOut));
                            return new Done();
                          }));
            })
        .onSuccess(done -> {
          Knocked knocked = fresh.get();
          if (knocked != null) {
            logs.publish(space, LogId.KNOCK, knocked.entry());
            putOut(space, knocked.putOut());
          }
        });
  }

  private void putOut(SpaceId space, List<Mailbox> mailboxes) {
    for (Connection each : fanOut.connectedTo(space)) {
      Owner owner = each.grants().owner();
      if (owner != null && mailboxes.stream().anyMatch(m -> m.no() == owner.mailboxNo())) {
        each.closeMailbox(0);
      }
    }
  }

  /** OWNER: registers the knock key of its sheet, or that there is none. */
  public Future<ReplyBody> replace(Connection connection, ReplaceKnockKey given) {
    Grants grants = connection.grants();
    SpaceId space = grants.requireSpace();
    Owner owner = grants.owner();
    if (owner == null) {
      throw Refused.notAllowed();
    }
    return answers.once(
        WriteKey.of(owner.key(), given.writeId()),
        tx -> {
          if (owner.state() != MailboxState.OPEN) {
            throw Refused.notAllowed();
          }
          limits.spend(Purpose.REPLACE_KNOCK_KEY, owner.key(), 1);
          return knocks
              .replace(tx, space, owner.mailbox(), given.knockKey())
              .map(done -> new Done());
        });
  }
}
