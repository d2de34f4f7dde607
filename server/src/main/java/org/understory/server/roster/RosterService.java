package org.understory.server.roster;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.understory.server.config.Retention;
import org.understory.server.config.Sources;
import org.understory.server.delivery.FanOut;
import org.understory.server.delivery.Feed;
import org.understory.server.delivery.Topic;
import org.understory.server.delivery.Wakeups;
import org.understory.server.postgres.Database;
import org.understory.server.postgres.Tx;
import org.understory.wire.frame.FrameCodec;
import org.understory.wire.frame.LogEntries;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.frame.LogMark;
import org.understory.wire.frame.RosterEntry;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

/** Appends to rosters inside commits, and hands them out. */
public final class RosterService {
  private final Database database;
  private final RosterStore store;
  private final FanOut fanOut;
  private final Wakeups wakeups;
  private final Sources sources;
  private final Retention retention;

  RosterService(
      Database database,
      RosterStore store,
      FanOut fanOut,
      Wakeups wakeups,
      Sources sources,
      Retention retention) {
    this.database = database;
    this.store = store;
    this.fanOut = fanOut;
    this.wakeups = wakeups;
    this.sources = sources;
    this.retention = retention;
  }

  /** On PostgreSQL. */
  public static RosterService on(
      Database database, FanOut fanOut, Wakeups wakeups, Sources sources, Retention retention) {
    return new RosterService(database, new PgRosterStore(), fanOut, wakeups, sources, retention);
  }

  /**
   * Appends the entries of a commit; the last one carries the marks. The caller holds the space's
   * lock and has compared {@code base} with the head.
   */
  public Future<List<LogEntry>> append(
      Tx tx, SpaceId space, long base, List<RosterEntry> given, List<LogMark> marks) {
    List<LogEntry> entries = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      RosterEntry entry = given.get(i);
      entries.add(
          new LogEntry(
              base + i,
              retention.bucketEnd(entry.itemExpiry()),
              entry.sealed(),
              entry.item(),
              i == given.size() - 1 ? marks : List.of()));
    }
    return entries.isEmpty()
        ? Future.succeededFuture(entries)
        : store.append(tx, space, entries).map(done -> entries);
  }

  /** Blanks items. */
  public Future<Void> blank(Tx tx, SpaceId space, List<Long> positions) {
    return positions.isEmpty() ? Future.succeededFuture() : store.blank(tx, space, positions);
  }

  /** Blanks items whose time has come. */
  public Future<Integer> blankExpired(long now) {
    return store.blankExpired(database, now);
  }

  /** Hands out what a commit appended, once it is durable. */
  public void publish(SpaceId space, List<LogEntry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    Topic topic = Topic.log(space, LogId.ROSTER);
    wakeups.written(topic);
    if (!fanOut.isFollowed(topic)) {
      return;
    }
    int bytes = entries.stream().mapToInt(entry -> entry.body().length + entry.item().length).sum();
    if (bytes > Feed.LIVE_BYTES) {
      fanOut.wake(topic);
      return;
    }
    long first = entries.getFirst().position();
    fanOut.publish(topic, frame(entries), first, first + entries.size());
  }

  /** How many entries a roster has. */
  public Future<Long> head(SpaceId space) {
    // Nothing lies at the very end: what comes back is the head alone.
    return store
        .read(database, space, Long.MAX_VALUE - 1, Long.MAX_VALUE, sources.nowSeconds())
        .map(Roster.Part::head);
  }

  /** Reads a roster. */
  public Feed feed(SpaceId space) {
    return (from, end) ->
        store
            .read(database, space, from, end, sources.nowSeconds())
            .map(part -> {
              List<LogEntry> entries = part.entries();
              if (entries.isEmpty()) {
                return new Feed.Page(null, Math.max(from, Math.min(part.head(), end)), true);
              }
              return new Feed.Page(
                  frame(entries), entries.getLast().position() + 1, part.complete());
            });
  }

  private static Buffer frame(List<LogEntry> entries) {
    return Buffer.buffer(FrameCodec.encode(new LogEntries(LogId.ROSTER, entries)));
  }
}
