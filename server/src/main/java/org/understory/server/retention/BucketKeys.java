package org.understory.server.retention;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.understory.server.config.Sources;
import org.understory.server.delivery.Refused;
import org.understory.server.postgres.ContentRows;
import org.understory.server.postgres.Database;
import org.understory.server.retention.BucketKey.Kind;
import org.understory.server.retention.BucketKey.Place;
import org.understory.server.retention.BucketStore.Bucket;
import org.understory.wire.frame.Reason;

/** The keys of all buckets that are not over. Used on one event loop. */
public final class BucketKeys {
  private final Vertx vertx;
  private final BucketStore store;
  private final KeyFiles files;
  private final Sources sources;
  private final TreeMap<Long, BucketKey> keys = new TreeMap<>();
  private final Map<Long, Future<BucketKey>> making = new HashMap<>();

  private BucketKeys(Vertx vertx, BucketStore store, KeyFiles files, Sources sources) {
    this.vertx = vertx;
    this.store = store;
    this.files = files;
    this.sources = sources;
  }

  /** Over a directory of key files, and the list of buckets in PostgreSQL. */
  public static BucketKeys on(Database database, Vertx vertx, Path directory, Sources sources) {
    return new BucketKeys(
        vertx, new PgBucketStore(database), KeyFiles.in(directory, sources.randomness()), sources);
  }

  /**
   * Reads the keys of buckets that are not over.
   *
   * @return the buckets whose key is missing, or is another than the one they were written under
   */
  public Future<List<Long>> load() {
    return store
        .all()
        .compose(buckets ->
            blocking(() -> read(buckets))
                .compose(lost -> {
                  List<Long> known = buckets.stream().map(Bucket::expiry).toList();
                  Future<Void> noted = Future.succeededFuture();
                  for (BucketKey key : keys.values()) {
                    if (!known.contains(key.expiry())) {
                      noted = noted.compose(done -> store.add(key.expiry(), key.check()));
                    }
                  }
                  return noted.map(done -> lost);
                }));
  }

  private List<Long> read(List<Bucket> buckets) throws IOException {
    long now = sources.nowSeconds();
    List<Long> lost = new ArrayList<>();
    Map<Long, byte[]> checks = new HashMap<>();
    for (Bucket bucket : buckets) {
      checks.put(bucket.expiry(), bucket.check());
    }
    for (long expiry : files.buckets()) {
      Optional<BucketKey> key = files.read(expiry);
      byte[] check = checks.get(expiry);
      if (key.isPresent() && (check == null || key.get().isChecked(check))) {
        keys.put(expiry, key.get());
      } else {
        files.destroy(expiry);
      }
    }
    for (long expiry : checks.keySet()) {
      if (expiry > now && !keys.containsKey(expiry)) {
        lost.add(expiry);
      }
    }
    return lost;
  }

  /** The key of a bucket, made when it is the first; in use until it is released. */
  public Future<BucketKey> use(long expiry) {
    if (expiry <= sources.nowSeconds()) {
      return Future.failedFuture(Refused.because(Reason.EXPIRED));
    }
    BucketKey there = keys.get(expiry);
    if (there != null) {
      return Future.succeededFuture(there.use());
    }
    Future<BucketKey> made = making.get(expiry);
    if (made == null) {
      made = make(expiry);
      making.put(expiry, made);
      made.onComplete(done -> making.remove(expiry));
    }
    return made.map(BucketKey::use);
  }

  private Future<BucketKey> make(long expiry) {
    return blocking(() -> files.create(expiry))
        .compose(key ->
            store
                .add(expiry, key.check())
                .map(done -> {
                  keys.put(expiry, key);
                  return key;
                }));
  }

  /** The keys of several buckets, by their ends, each in use. */
  public Future<Map<Long, BucketKey>> use(Collection<Long> expiries) {
    Future<Map<Long, BucketKey>> all = Future.succeededFuture(new HashMap<>());
    for (long expiry : expiries) {
      all =
          all.compose(found ->
              found.containsKey(expiry)
                  ? Future.succeededFuture(found)
                  : use(expiry)
                      .map(key -> {
                        found.put(expiry, key);
                        return found;
                      })
                      .onFailure(failure -> release(found)));
    }
    return all;
  }

  /** The writes are over. */
  public static void release(Map<Long, BucketKey> used) {
    used.values().forEach(BucketKey::release);
  }

  /** The key of a bucket that is not over; null: there is none. */
  public @Nullable BucketKey find(long expiry) {
    return expiry > sources.nowSeconds() ? keys.get(expiry) : null;
  }

  /** All keys of buckets that are not over. */
  public Collection<BucketKey> live() {
    return keys.tailMap(sources.nowSeconds(), false).values();
  }

  /** Where rows of logs or mailboxes can lie: a place of each in each bucket that is not over. */
  public ContentRows.Places places(Kind kind, Collection<Long> nos) {
    return places(kind, nos, keys.keySet());
  }

  /** The same, in these buckets alone. */
  public ContentRows.Places places(Kind kind, Collection<Long> nos, Set<Long> ends) {
    List<Place> places = new ArrayList<>();
    for (BucketKey key : live()) {
      if (ends.contains(key.expiry())) {
        nos.forEach(no -> places.add(key.place(kind, no)));
      }
    }
    return new ContentRows.Places(
        places.stream().map(Place::expiry).toArray(Long[]::new),
        places.stream().map(place -> Buffer.buffer(place.tag())).toArray(Buffer[]::new),
        places.stream().map(Place::shift).toArray(Long[]::new));
  }

  /** What a row says; null: its bucket is over, or the row is not of this log or mailbox. */
  public byte @Nullable [] open(Kind kind, long no, ContentRows.Found row) {
    BucketKey key = find(row.expiry());
    return key == null ? null : key.open(key.place(kind, no).tag(), row.sealed());
  }

  /** The key of a bucket that is over, until it is destroyed. */
  @Nullable BucketKey ended(long expiry) {
    return keys.get(expiry);
  }

  /** Ends of buckets that are over and whose key is still there. */
  List<Long> over(long now) {
    return List.copyOf(keys.headMap(now, true).keySet());
  }

  /** Overwrites and removes a key, and forgets it. */
  Future<Void> destroy(long expiry) {
    return blocking(
            () -> {
              files.destroy(expiry);
              return expiry;
            })
        .map(done -> {
          BucketKey key = keys.remove(expiry);
          if (key != null) {
            key.forget();
          }
          return null;
        });
  }

  BucketStore store() {
    return store;
  }

  private <T> Future<T> blocking(Callable<T> work) {
    return Blocking.run(vertx, work);
  }
}
