package org.understory.server.log;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.understory.server.config.Sources;
import org.understory.server.delivery.FanOut;
import org.understory.server.delivery.Feed;
import org.understory.server.delivery.Refused;
import org.understory.server.delivery.Topic;
import org.understory.server.delivery.Wakeups;
import org.understory.server.postgres.Database;
import org.understory.server.postgres.Tx;
import org.understory.server.quota.QuotaService;
import org.understory.server.retention.BucketKeys;
import org.understory.server.write.WriteAnswerService;
import org.understory.server.write.WriteKey;
import org.understory.wire.frame.Appended;
import org.understory.wire.frame.FrameCodec;
import org.understory.wire.frame.LogEntries;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.frame.LogKeys;
import org.understory.wire.frame.LogMark;
import org.understory.wire.frame.Reason;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

/** Appends to logs in batches and hands out what was appended. Used on one event loop. */
public final class LogService {
  /** Channels of a group at their most (200), with room for what stands beside them. */
  private static final int MOST_LOGS = 512;

  private static final byte[] NONE = new byte[0];

  private final Database database;
  private final LogStore store;
  private final LogKeyStore keyStore;
  private final SealedLogs sealed;
  private final QuotaService quotas;
  private final WriteAnswerService answers;
  private final FanOut fanOut;
  private final Wakeups wakeups;
  private final Sources sources;
  private final Map<Topic, Batcher> batchers = new HashMap<>();

  LogService(
      Database database,
      BucketKeys keys,
      QuotaService quotas,
      WriteAnswerService answers,
      FanOut fanOut,
      Wakeups wakeups,
      Sources sources) {
    this.database = database;
    this.store = new PgLogStore(database);
    this.keyStore = new PgLogKeyStore();
    this.sealed = new SealedLogs(database, store, keys, sources);
    this.quotas = quotas;
    this.answers = answers;
    this.fanOut = fanOut;
    this.wakeups = wakeups;
    this.sources = sources;
  }

  /** On PostgreSQL. */
  public static LogService on(
      Database database,
      BucketKeys keys,
      QuotaService quotas,
      WriteAnswerService answers,
      FanOut fanOut,
      Wakeups wakeups,
      Sources sources) {
    return new LogService(database, keys, quotas, answers, fanOut, wakeups, sources);
  }

  /**
   * Appends.
   *
   * @param right by what right
   * @return the position, once it is durable
   */
  Future<Long> append(SpaceId space, LogId log, Log.Right right, Log.Draft draft) {
    Topic topic = Topic.log(space, log);
    return batchers
        .computeIfAbsent(
            topic,
            fresh ->
                new Batcher(
                    (by, drafts) -> appendBatch(topic, space, log, by, drafts),
                    () -> batchers.remove(topic)))
        .append(right, draft);
  }

  private Future<List<Future<Long>>> appendBatch(
      Topic topic, SpaceId space, LogId log, Log.Right right, List<Log.Draft> drafts) {
    long bytes = drafts.stream().mapToLong(draft -> draft.body().length).sum();
    return quotas
        .take(space, drafts.size(), bytes)
        .compose(within ->
            within
                ? sealed.append(topic, space, log, right, drafts, answers.today())
                : Future.succeededFuture(Log.Outcome.none(drafts.size())))
        .map(outcome -> {
          publish(topic, log, drafts, outcome);
          List<Future<Long>> positions = new ArrayList<>();
          for (int i = 0; i < drafts.size(); i++) {
            Long position = outcome.positions().get(i);
            positions.add(
                position == null
                    ? firstAnswerOrRefusal(space, log, right, drafts.get(i))
                    : Future.succeededFuture(position));
          }
          return positions;
        });
  }

  private Future<Long> firstAnswerOrRefusal(
      SpaceId space, LogId log, Log.Right right, Log.Draft draft) {
    return firstAnswer(draft.key())
        .compose(first ->
            first != null
                ? Future.succeededFuture(first)
                : store
                    .standing(database, space, log, right)
                    .compose(standing -> refuse(space, draft, standing)));
  }

  private Future<Long> refuse(SpaceId space, Log.Draft draft, Log.Standing standing) {
    if (standing != Log.Standing.OPEN) {
      return Future.failedFuture(refusal(standing));
    }
    return quotas
        .fits(space, 1, draft.body().length)
        .compose(within ->
            Future.failedFuture(
                draft.expiry() <= sources.nowSeconds()
                    ? Refused.because(Reason.EXPIRED)
                    : within ? refusal(standing) : Refused.because(Reason.QUOTA)));
  }

  private static Refused refusal(Log.Standing standing) {
    return switch (standing) {
      case OTHER_EPOCH -> Refused.because(Reason.STALE);
      case NO_SUCH -> Refused.notAllowed();
      // It stood otherwise when the batch came; now the write can be repeated.
      case OPEN -> Refused.because(Reason.UNAVAILABLE);
    };
  }

  /** The position that a write got before; null: it was never carried out. */
  Future<@Nullable Long> firstAnswer(WriteKey key) {
    return answers
        .find(key)
        .map(answer -> answer instanceof Appended appended ? appended.position() : null);
  }

  private void publish(Topic topic, LogId log, List<Log.Draft> drafts, Log.Outcome outcome) {
    List<LogEntry> entries = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      Long position = outcome.positions().get(i);
      if (position != null) {
        Log.Draft draft = drafts.get(i);
        entries.add(new LogEntry(position, draft.expiry(), draft.body(), NONE, List.of()));
      }
    }
    if (entries.isEmpty()) {
      return;
    }
    wakeups.written(topic);
    if (fanOut.isFollowed(topic)) {
      fanOut.publish(topic, frame(log, entries), outcome.base(), outcome.base() + entries.size());
    }
  }

  /**
   * Appends one entry inside a transaction. The caller hands it out once it is durable.
   *
   * @param expiry end of its bucket, seconds
   */
  public Future<LogEntry> appendIn(Tx tx, SpaceId space, LogId log, long expiry, byte[] body) {
    return sealed
        .appendIn(tx, space, log, expiry, body)
        .map(position -> new LogEntry(position, expiry, body, NONE, List.of()));
  }

  /** Hands out an entry that was appended inside a transaction. */
  public void publish(SpaceId space, LogId log, LogEntry entry) {
    Topic topic = Topic.log(space, log);
    wakeups.written(topic);
    if (fanOut.isFollowed(topic)) {
      fanOut.publish(topic, frame(log, List.of(entry)), entry.position(), entry.position() + 1);
    }
  }

  /**
   * Reads a log.
   *
   * @param no its number
   * @param readKey by which it is read; empty: members'
   */
  Feed feed(long no, LogId log, byte[] readKey) {
    return (from, end) ->
        sealed
            .read(no, readKey, from)
            .compose(part -> {
              if (part == null) {
                return Future.failedFuture(Refused.notAllowed());
              }
              List<LogEntry> entries = part.entries();
              return Future.succeededFuture(
                  new Feed.Page(
                      entries.isEmpty() ? null : frame(log, entries),
                      Math.max(from, part.next()),
                      part.complete()));
            });
  }

  /** Who may read a log; null: there is no such log. */
  Future<Log.@Nullable Access> access(SpaceId space, LogId log) {
    return fanOut.settled(space, () -> keyStore.access(database, space, log));
  }

  private static Buffer frame(LogId log, List<LogEntry> entries) {
    return Buffer.buffer(FrameCodec.encode(new LogEntries(log, entries)));
  }

  /** Makes the logs that every space has. */
  public Future<Void> createReserved(Tx tx, SpaceId space) {
    return keyStore
        .setKeys(
            tx,
            space,
            1,
            List.of(new LogKeys(LogId.KNOCK, NONE, NONE), new LogKeys(LogId.PROPOSALS, NONE, NONE)))
        .mapEmpty();
  }

  /** Makes logs or changes their keys, as a commit says. */
  public Future<Void> setKeys(Tx tx, SpaceId space, long accessVersion, List<LogKeys> keys) {
    if (keys.isEmpty()) {
      return Future.succeededFuture();
    }
    for (LogKeys key : keys) {
      LogId log = key.log();
      boolean bothKeys = key.readKey().length > 0 && key.postKey().length > 0;
      boolean stewards = log.equals(LogId.STEWARDS) && bothKeys;
      if ((log.isReserved() && !stewards) || key.durable()) {
        throw Refused.notAllowed();
      }
    }
    return keyStore
        .setKeys(tx, space, accessVersion, keys)
        .compose(
            done -> done ? keyStore.count(tx, space) : Future.failedFuture(Refused.notAllowed()))
        .compose(count ->
            count > MOST_LOGS
                ? Future.failedFuture(Refused.because(Reason.QUOTA))
                : Future.succeededFuture());
  }

  /**
   * Where the logs stand that members read, held to the end of the transaction.
   *
   * @param epochMoves whether they move to the next epoch
   */
  public Future<List<LogMark>> marks(Tx tx, SpaceId space, boolean epochMoves) {
    return epochMoves ? keyStore.nextEpoch(tx, space) : keyStore.holdMarks(tx, space);
  }

  /** Deletes all entries of a space's logs. */
  public Future<Void> deleteOf(Tx tx, SpaceId space) {
    return sealed.deleteOf(tx, space);
  }

  /** How many appends wait: 0 once everything is durable and answered. */
  public int waiting() {
    return batchers.values().stream().mapToInt(Batcher::waiting).sum() + batchers.size();
  }
}
