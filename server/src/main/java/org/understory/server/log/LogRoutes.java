package org.understory.server.log;

import io.vertx.core.Future;
import java.util.List;
import org.understory.server.chain.ChainService;
import org.understory.server.config.Retention;
import org.understory.server.config.Sources;
import org.understory.server.delivery.Connection;
import org.understory.server.delivery.Expiry;
import org.understory.server.delivery.FanOut;
import org.understory.server.delivery.Feed;
import org.understory.server.delivery.Grants;
import org.understory.server.delivery.Grants.Need;
import org.understory.server.delivery.Refused;
import org.understory.server.delivery.Topic;
import org.understory.server.ratelimit.RateLimits;
import org.understory.server.ratelimit.RateLimits.Purpose;
import org.understory.server.roster.RosterService;
import org.understory.server.write.WriteKey;
import org.understory.wire.frame.Append;
import org.understory.wire.frame.Appended;
import org.understory.wire.frame.Done;
import org.understory.wire.frame.LogFrom;
import org.understory.wire.frame.Reason;
import org.understory.wire.frame.ReplyBody;
import org.understory.wire.frame.Subscribed;
import org.understory.wire.frame.Unsubscribe;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

/** Requests about logs, the roster log among them. */
public final class LogRoutes {
  /** A knock is a signed request of fixed size; nothing larger belongs there. */
  private static final int LONGEST_KNOCK = 4_096;

  private static final byte[] NONE = new byte[0];

  private final LogService logs;
  private final ChainService chains;
  private final RosterService rosters;
  private final FanOut fanOut;
  private final RateLimits limits;
  private final Sources sources;
  private final Retention retention;

  public LogRoutes(
      LogService logs,
      ChainService chains,
      RosterService rosters,
      FanOut fanOut,
      RateLimits limits,
      Sources sources,
      Retention retention) {
    this.logs = logs;
    this.chains = chains;
    this.rosters = rosters;
    this.fanOut = fanOut;
    this.limits = limits;
    this.sources = sources;
    this.retention = retention;
  }

  /** Appends to a log, or repeats the answer of the same write. */
  public Future<ReplyBody> append(Connection connection, Append append) {
    Grants grants = connection.grants();
    byte[] writer = grants.writer();
    SpaceId space = grants.requireSpace();
    if (writer == null) {
      throw Refused.notAllowed();
    }
    WriteKey key = WriteKey.of(writer, append.writeId());
    try {
      Log.Right right = judge(grants, append);
      limit(grants, space, append);
      Log.Draft draft = new Log.Draft(key, append.expiry(), append.body());
      return logs.append(space, append.log(), right, draft)
          .<ReplyBody>map(Appended::new)
          .recover(failure ->
              Future.failedFuture(
                  right.isMembers() || !saysWhatThereIs(failure) ? failure : notOpen(grants)));
    } catch (Refused refused) {
      // A repeat gets its first answer whatever was true since.
      return logs.firstAnswer(key)
          .compose(first ->
              first == null
                  ? Future.failedFuture(refused)
                  : Future.succeededFuture(new Appended(first)));
    }
  }

  /** By what right it is appended, if the log takes it. */
  private Log.Right judge(Grants grants, Append append) {
    if (append.log().equals(LogId.ROSTER)) {
      throw Refused.notAllowed();
    }
    long accessVersion = Log.Right.KNOCK;
    List<byte[]> logKeys = List.of();
    if (append.log().equals(LogId.KNOCK)) {
      if (grants.requireOwner().state() != Grants.MailboxState.OPEN) {
        throw Refused.notAllowed();
      }
      if (append.body().length > LONGEST_KNOCK) {
        throw Refused.because(Reason.QUOTA);
      }
    } else {
      logKeys = grants.logKeys();
      accessVersion = versionOf(grants);
    }
    Expiry.require(append.expiry(), sources.nowSeconds(), retention);
    return new Log.Right(accessVersion, logKeys);
  }

  /** Of a member; keys of logs may do without. */
  private static long versionOf(Grants grants) {
    return grants.logKeys().isEmpty() || grants.isMember()
        ? grants.requireMember()
        : Log.Right.NO_MEMBER;
  }

  private void limit(Grants grants, SpaceId space, Append append) {
    Grants.Owner owner = grants.owner();
    byte[] payer = owner == null ? space.bytes() : owner.key();
    limits.spend(append.log().equals(LogId.KNOCK) ? Purpose.KNOCK : Purpose.APPEND, payer, 1);
    limits.spend(Purpose.SPACE_BYTES, space.bytes(), append.body().length);
  }

  /** Follows a log from a position on. */
  public Future<ReplyBody> subscribe(Connection connection, LogFrom from) {
    Grants grants = connection.grants();
    SpaceId space = grants.requireSpace();
    Topic topic = Topic.log(space, from.log());
    if (from.log().equals(LogId.ROSTER)) {
      requireRosterReader(grants);
      return rosters
          .head(space)
          .map(head -> {
            requireRosterReader(grants);
            fanOut.subscribe(
                connection, topic, Need.MEMBER_OR_OWNER, rosters.feed(space), from.from());
            return new Subscribed(Math.min(head, readableEnd(grants)));
          });
    }
    versionOf(grants);
    return logs.access(space, from.log())
        .map(access -> {
          if (access == null || !grants.opens(access.readKey(), access.guarded())) {
            throw notOpen(grants);
          }
          subscribe(connection, topic, access, from);
          return new Subscribed(access.head());
        });
  }

  private static boolean saysWhatThereIs(Throwable failure) {
    return failure instanceof Refused refused
        && (refused.reason() == Reason.NOT_ALLOWED || refused.reason() == Reason.STALE);
  }

  /** The same for every log, whether there is one or not. */
  private static Refused notOpen(Grants grants) {
    return grants.memberEnded() ? Refused.because(Reason.STALE) : Refused.notAllowed();
  }

  private void subscribe(Connection connection, Topic topic, Log.Access access, LogFrom from) {
    SpaceId space = topic.space();
    byte[] key = access.readKey();
    Need need = key == null || access.guarded() ? Need.MEMBER : Need.LOG;
    Feed feed =
        access.durable()
            ? chains.feed(space, from.log())
            : logs.feed(access.no(), from.log(), key == null ? NONE : key);
    fanOut.subscribe(connection, topic, need, feed, from.from());
  }

  private static void requireRosterReader(Grants grants) {
    Grants.Owner owner = grants.owner();
    boolean reads = owner != null && owner.state() != Grants.MailboxState.PROVISIONAL;
    if (!reads && !grants.isMember()) {
      throw Refused.notAllowed();
    }
  }

  /** How far a connection may read the roster: a closed mailbox's owner up to the closing. */
  private static long readableEnd(Grants grants) {
    Grants.Owner owner = grants.owner();
    boolean closed =
        owner != null && owner.state() == Grants.MailboxState.CLOSED && !grants.isMember();
    return owner != null && closed ? owner.rosterEnd() : Long.MAX_VALUE;
  }

  /** Stops following a log. */
  public Future<ReplyBody> unsubscribe(Connection connection, Unsubscribe unsubscribe) {
    SpaceId space = connection.grants().requireSpace();
    fanOut.unsubscribe(connection, Topic.log(space, unsubscribe.log()));
    return Future.succeededFuture(new Done());
  }
}
