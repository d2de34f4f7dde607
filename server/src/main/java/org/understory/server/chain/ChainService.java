package org.understory.server.chain;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.understory.server.delivery.FanOut;
import org.understory.server.delivery.Feed;
import org.understory.server.delivery.Refused;
import org.understory.server.delivery.Topic;
import org.understory.server.delivery.Wakeups;
import org.understory.server.postgres.Database;
import org.understory.server.postgres.Tx;
import org.understory.wire.frame.FrameCodec;
import org.understory.wire.frame.LogEntries;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.frame.LogKeys;
import org.understory.wire.frame.MoveLogs;
import org.understory.wire.frame.Reason;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

/** Opens and moves guarded logs, and hands out durable ones. */
public final class ChainService {
  /** Of the logs that members open in a space. */
  private static final int MOST_LOGS = 1_024;

  /** Of one durable log, all its entries together. */
  private static final long MOST_BYTES = 16L << 20;

  private static final byte[] NONE = new byte[0];

  private final Database database;
  private final ChainStore store;
  private final FanOut fanOut;
  private final Wakeups wakeups;

  ChainService(Database database, ChainStore store, FanOut fanOut, Wakeups wakeups) {
    this.database = database;
    this.store = store;
    this.fanOut = fanOut;
    this.wakeups = wakeups;
  }

  /** On PostgreSQL. */
  public static ChainService on(Database database, FanOut fanOut, Wakeups wakeups) {
    return new ChainService(database, new PgChainStore(), fanOut, wakeups);
  }

  /** Opens logs that belong to the durable one among them. */
  Future<Void> open(Tx tx, SpaceId space, List<LogKeys> logs) {
    List<LogKeys> durable = logs.stream().filter(LogKeys::durable).toList();
    if (durable.size() != 1) {
      throw Refused.notAllowed();
    }
    logs.forEach(ChainService::requireBothKeys);
    return store
        .open(tx, space, durable.getFirst().log(), logs)
        .compose(made -> made ? store.count(tx, space) : Future.failedFuture(Refused.notAllowed()))
        .compose(count ->
            count > MOST_LOGS
                ? Future.failedFuture(Refused.because(Reason.QUOTA))
                : Future.succeededFuture());
  }

  private static void requireBothKeys(LogKeys log) {
    boolean both = log.readKey().length > 0 && log.postKey().length > 0;
    if (!log.guarded() || !both || log.log().isReserved()) {
      throw Refused.notAllowed();
    }
  }

  /**
   * Appends to a durable log and changes keys of what belongs to it.
   *
   * @param holds whether a log's key was proved
   */
  Future<List<LogEntry>> move(Tx tx, MoveLogs given, Predicate<byte[]> holds) {
    for (LogKeys log : given.logs()) {
      requireBothKeys(log);
      if (log.durable() != log.log().equals(given.rosterLog())) {
        throw Refused.notAllowed();
      }
    }
    return store
        .lock(tx, given.space(), given.rosterLog())
        .compose(chain -> {
          if (chain == null || !holds.test(chain.postKey())) {
            throw Refused.notAllowed();
          }
          if (chain.head() != given.expectedPosition()) {
            throw Refused.conflict(chain.head());
          }
          return store.append(tx, chain, given.entries());
        })
        .compose(bytes ->
            bytes > MOST_BYTES
                ? Future.failedFuture(Refused.because(Reason.QUOTA))
                : store.setKeys(tx, given.space(), given.rosterLog(), given.logs()))
        .map(moved -> {
          if (!moved) {
            throw Refused.notAllowed();
          }
          return entries(given);
        });
  }

  private static List<LogEntry> entries(MoveLogs given) {
    List<LogEntry> entries = new ArrayList<>();
    for (byte[] body : given.entries()) {
      long position = given.expectedPosition() + entries.size();
      entries.add(new LogEntry(position, 0, body, NONE, List.of()));
    }
    return entries;
  }

  /** Hands out what was appended, and ends what stood on the keys before. */
  void publish(MoveLogs given, List<LogEntry> entries) {
    SpaceId space = given.space();
    fanOut.changed(space);
    Topic topic = Topic.log(space, given.rosterLog());
    long end = given.expectedPosition() + entries.size();
    wakeups.written(topic);
    if (fanOut.isFollowed(topic)) {
      fanOut.publish(topic, frame(given.rosterLog(), entries), given.expectedPosition(), end);
    }
    for (LogKeys log : given.logs()) {
      // Whoever is put out is sent the entry that says so, and nothing after it.
      long last = log.durable() ? end : 0;
      fanOut.keyMoved(Topic.log(space, log.log()), log.readKey(), true, last);
    }
  }

  /** Reads a durable log. */
  public Feed feed(SpaceId space, LogId home) {
    return (from, end) ->
        store
            .read(database, space, home, from, end)
            .map(part -> {
              List<LogEntry> entries = part.entries();
              if (entries.isEmpty()) {
                return new Feed.Page(null, Math.max(from, Math.min(part.head(), end)), true);
              }
              return new Feed.Page(
                  frame(home, entries), entries.getLast().position() + 1, part.complete());
            });
  }

  private static Buffer frame(LogId log, List<LogEntry> entries) {
    return Buffer.buffer(FrameCodec.encode(new LogEntries(log, entries)));
  }
}
