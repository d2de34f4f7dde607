package org.understory.server.log;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.understory.server.config.Sources;
import org.understory.server.delivery.Refused;
import org.understory.server.delivery.Topic;
import org.understory.server.postgres.ContentRows.Found;
import org.understory.server.postgres.ContentRows.Page;
import org.understory.server.postgres.Database;
import org.understory.server.postgres.Tx;
import org.understory.server.retention.BucketKey;
import org.understory.server.retention.BucketKey.Kind;
import org.understory.server.retention.BucketKey.Place;
import org.understory.server.retention.BucketKeys;
import org.understory.server.write.WriteKey;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

/** Entries of logs, sealed under the keys of their buckets. Used on one event loop. */
final class SealedLogs {
  private static final int REMEMBERED = 16_384;
  private static final int DELETED_AT_ONCE = 64;
  private static final byte[] NONE = new byte[0];
  private static final WriteKey.Hidden UNWRITTEN = new WriteKey.Hidden(NONE, 0);

  private final Database database;
  private final LogStore store;
  private final BucketKeys keys;
  private final Sources sources;

  /** Numbers of logs: a log keeps its number as long as its space lives. */
  private final Map<Topic, Long> numbers =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Topic, Long> eldest) {
          return size() > REMEMBERED;
        }
      };

  SealedLogs(Database database, LogStore store, BucketKeys keys, Sources sources) {
    this.database = database;
    this.store = store;
    this.keys = keys;
    this.sources = sources;
  }

  private Future<@Nullable Long> number(Topic topic, SpaceId space, LogId log) {
    Long known = numbers.get(topic);
    return known != null
        ? Future.succeededFuture(known)
        : store
            .number(database, space, log)
            .onSuccess(no -> {
              if (no != null) {
                numbers.put(topic, no);
              }
            });
  }

  /** Appends what is not over yet. */
  Future<Log.Outcome> append(
      Topic topic, SpaceId space, LogId log, Log.Right right, List<Log.Draft> drafts, int day) {
    Log.Outcome none = Log.Outcome.none(drafts.size());
    return number(topic, space, log)
        .compose(no -> {
          TreeSet<Long> expiries = new TreeSet<>();
          drafts.forEach(draft -> expiries.add(draft.expiry()));
          expiries.headSet(sources.nowSeconds(), true).clear();
          return no == null || expiries.isEmpty()
              ? Future.succeededFuture(none)
              : keys.use(expiries)
                  .compose(used ->
                      store
                          .append(database, no, right, sealed(no, drafts, used), drafts.size(), day)
                          .onComplete(done -> BucketKeys.release(used)));
        })
        .onSuccess(outcome -> {
          if (outcome.base() == Long.MAX_VALUE) {
            numbers.remove(topic);
          }
        });
  }

  private static List<Log.Sealed> sealed(
      long no, List<Log.Draft> drafts, Map<Long, BucketKey> used) {
    Map<Long, Place> places = new LinkedHashMap<>();
    used.forEach((expiry, key) -> places.put(expiry, key.place(Kind.LOG, no)));
    List<Log.Sealed> sealed = new ArrayList<>(drafts.size());
    for (int n = 0; n < drafts.size(); n++) {
      Log.Draft draft = drafts.get(n);
      BucketKey key = used.get(draft.expiry());
      Place place = places.get(draft.expiry());
      if (key != null && place != null) {
        byte[] body = key.seal(place.tag(), draft.body());
        sealed.add(new Log.Sealed(n, draft.key().hidden(), place, body));
      }
    }
    return sealed;
  }

  /** Appends one entry inside a transaction; the position. */
  Future<Long> appendIn(Tx tx, SpaceId space, LogId log, long expiry, byte[] body) {
    return store
        .number(tx, space, log)
        .compose(no ->
            no == null
                ? Future.failedFuture(Refused.notAllowed())
                : keys.use(expiry)
                    .compose(key -> {
                      Place place = key.place(Kind.LOG, no);
                      byte[] sealed = key.seal(place.tag(), body);
                      return store
                          .append(tx, no, new Log.Sealed(0, UNWRITTEN, place, sealed))
                          .onComplete(done -> key.release());
                    }));
  }

  /**
   * Reads a log; null: there is none that is read by this key.
   *
   * @param readKey empty: one that members read
   */
  Future<Log.@Nullable Part> read(long no, byte[] readKey, long from) {
    return store
        .head(database, no, readKey)
        .compose(head -> {
          if (head == null) {
            return Future.succeededFuture();
          }
          return from >= head
              ? Future.succeededFuture(new Log.Part(List.of(), from, true))
              : store
                  .read(database, keys.places(Kind.LOG, List.of(no)), from)
                  .map(page -> part(no, page, head));
        });
  }

  private Log.Part part(long no, Page page, long head) {
    List<LogEntry> entries = new ArrayList<>();
    long last = -1;
    for (Found row : page.rows()) {
      last = row.position();
      byte[] body = keys.open(Kind.LOG, no, row);
      if (body != null) {
        entries.add(new LogEntry(row.position(), row.expiry(), body, NONE, List.of()));
      }
    }
    if (!page.complete()) {
      return new Log.Part(entries, last + 1, false);
    }
    return page.end() < head
        ? new Log.Part(entries, page.end(), false)
        : new Log.Part(entries, Math.max(head, last + 1), true);
  }

  /** Deletes all entries of a space's logs. */
  Future<Void> deleteOf(Tx tx, SpaceId space) {
    numbers.keySet().removeIf(topic -> topic.space().equals(space));
    return store.numbers(tx, space).compose(nos -> deleteSome(tx, nos));
  }

  private Future<Void> deleteSome(Tx tx, List<Long> nos) {
    if (nos.isEmpty()) {
      return Future.succeededFuture();
    }
    int some = Math.min(DELETED_AT_ONCE, nos.size());
    return store
        .deleteAt(tx, keys.places(Kind.LOG, nos.subList(0, some)))
        .compose(done -> deleteSome(tx, nos.subList(some, nos.size())));
  }
}
