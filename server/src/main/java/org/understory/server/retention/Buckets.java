package org.understory.server.retention;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.understory.server.postgres.Database;
import org.understory.server.postgres.Tx;
import org.understory.server.retention.BucketStore.Bucket;

/**
 * Ends buckets: takes what was in them off the counts, destroys their keys, deletes their rows, in
 * this order, so that what is interrupted goes on where it stopped.
 */
final class Buckets {
  private static final int WAIT_STEP_MS = 10;

  /** A write in flight holds a key; one that takes longer than this has failed long since. */
  private static final int MOST_WAITS = 1_000;

  private final Vertx vertx;
  private final Database database;
  private final BucketKeys keys;
  private final List<Content> contents;

  Buckets(Vertx vertx, Database database, BucketKeys keys, List<Content> contents) {
    this.vertx = vertx;
    this.database = database;
    this.keys = keys;
    this.contents = List.copyOf(contents);
  }

  /** Ends all buckets that are over; how many rows were deleted. */
  Future<Integer> end(long now) {
    return keys.store()
        .all()
        .compose(all -> {
          List<Bucket> over =
              all.stream().filter(bucket -> bucket.expiry() <= now).collect(Collectors.toList());
          Future<Integer> done = Future.succeededFuture(0);
          for (Bucket bucket : over) {
            done = done.compose(rows -> destroy(bucket).map(ended -> rows));
          }
          for (Bucket bucket : over) {
            done = done.compose(rows -> delete(bucket.expiry()).map(gone -> rows + gone));
          }
          return done;
        });
  }

  private Future<Void> destroy(Bucket bucket) {
    BucketKey key = keys.ended(bucket.expiry());
    Future<Void> counted =
        key == null || bucket.counted()
            ? Future.succeededFuture()
            : unused(key, 0)
                .compose(done -> each(content -> content.count(key, true)))
                .compose(steps -> apply(steps, bucket.expiry()));
    return counted.compose(done -> keys.destroy(bucket.expiry()));
  }

  private Future<Void> unused(BucketKey key, int waited) {
    if (!key.isUsed() || waited == MOST_WAITS) {
      return Future.succeededFuture();
    }
    Promise<Void> later = Promise.promise();
    vertx.setTimer(WAIT_STEP_MS, ignored -> unused(key, waited + 1).onComplete(later));
    return later.future();
  }

  private Future<Void> apply(List<Function<Tx, Future<Void>>> steps, long expiry) {
    return database.transaction(tx -> {
      Future<Void> all = Future.succeededFuture();
      for (Function<Tx, Future<Void>> step : steps) {
        all = all.compose(done -> step.apply(tx));
      }
      return all.compose(done -> keys.store().counted(tx, expiry));
    });
  }

  private <T> Future<List<T>> each(Function<Content, Future<T>> work) {
    Future<List<T>> all = Future.succeededFuture(new ArrayList<>());
    for (Content content : contents) {
      all =
          all.compose(found ->
              work.apply(content)
                  .map(one -> {
                    found.add(one);
                    return found;
                  }));
    }
    return all;
  }

  private Future<Integer> delete(long expiry) {
    return each(content -> content.delete(expiry))
        .compose(rows ->
            keys.store()
                .remove(List.of(expiry))
                .map(done -> rows.stream().mapToInt(Integer::intValue).sum()));
  }

  /** What was in these buckets cannot be read any more: it goes, and is forgotten. */
  Future<Void> lose(List<Long> lost) {
    Future<Void> all = Future.succeededFuture();
    for (long expiry : lost) {
      all = all.compose(done -> each(content -> content.delete(expiry))).mapEmpty();
    }
    return all.compose(done -> keys.store().forgetAnswers(lost))
        .compose(done -> recount())
        .compose(done -> keys.store().remove(lost));
  }

  /**
   * Only a key tells whose rows are whose: without one the counts are made anew from the others.
   */
  private Future<Void> recount() {
    Future<List<Function<Tx, Future<Void>>>> steps = Future.succeededFuture(new ArrayList<>());
    for (BucketKey key : List.copyOf(keys.live())) {
      steps =
          steps.compose(found ->
              each(content -> content.count(key, false))
                  .map(some -> {
                    found.addAll(some);
                    return found;
                  }));
    }
    return steps.compose(found ->
        database.transaction(tx -> {
          Future<Void> all = Future.succeededFuture();
          for (Content content : contents) {
            all = all.compose(done -> content.clearCounts(tx));
          }
          for (Function<Tx, Future<Void>> step : found) {
            all = all.compose(done -> step.apply(tx));
          }
          return all;
        }));
  }
}
