package org.understory.server.retention;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.LongFunction;
import org.understory.server.config.Retention;
import org.understory.server.config.Sources;
import org.understory.server.metrics.Metrics;
import org.understory.server.postgres.Database;

/** Deletes at the end of every bucket what has expired. */
public final class RetentionService {
  private static final System.Logger LOG = System.getLogger("understory.retention");
  private static final int DAYS_AHEAD = 3;
  private static final long RETRY_MS = 5_000;
  private static final long CYCLE_EVERY_MS = 60_000;

  /** Shortly after the end of the bucket, so that the clock has certainly passed it. */
  private static final long AFTER_END_MS = 20;

  private final Vertx vertx;
  private final PartitionStore partitions;
  private final BucketKeys keys;
  private final Buckets buckets;
  private final List<LongFunction<Future<Integer>>> steps;
  private final Metrics metrics;
  private final Sources sources;
  private final Retention retention;
  private long timer = -1;
  private long cycledAt;
  private boolean stopped;
  private Future<Void> running = Future.succeededFuture();

  private RetentionService(
      Vertx vertx,
      PartitionStore partitions,
      BucketKeys keys,
      Buckets buckets,
      List<LongFunction<Future<Integer>>> steps,
      Metrics metrics,
      Sources sources,
      Retention retention) {
    this.vertx = vertx;
    this.partitions = partitions;
    this.keys = keys;
    this.buckets = buckets;
    this.steps = List.copyOf(steps);
    this.metrics = metrics;
    this.sources = sources;
    this.retention = retention;
  }

  /**
   * On PostgreSQL.
   *
   * @param contents what lies in buckets
   * @param steps each deletes what has expired at a moment and tells how much
   */
  public static RetentionService on(
      Database database,
      Vertx vertx,
      BucketKeys keys,
      List<Content> contents,
      List<LongFunction<Future<Integer>>> steps,
      Metrics metrics,
      Sources sources,
      Retention retention) {
    return new RetentionService(
        vertx,
        new PgPartitionStore(database),
        keys,
        new Buckets(vertx, database, keys, contents),
        steps,
        metrics,
        sources,
        retention);
  }

  /**
   * Makes partitions, and clears away what cannot be read any more; nothing can be written before.
   *
   * @param lost buckets that are not over and whose keys are lost
   */
  public Future<Void> prepare(List<Long> lost) {
    Future<Void> made = makePartitions();
    return lost.isEmpty() ? made : made.compose(done -> buckets.lose(lost));
  }

  private Future<Void> makePartitions() {
    int today = (int) (sources.nowSeconds() / Retention.DAY);
    int content = Math.ceilDiv(retention.contentCapSeconds(), Retention.DAY) + 2;
    return partitions.ensure(today, today + content + DAYS_AHEAD, today + DAYS_AHEAD);
  }

  /** Deletes now what has expired, and then at the end of every bucket. */
  public void start() {
    cycle();
  }

  /** Stops; a deletion in progress is finished first. */
  public Future<Void> stop() {
    stopped = true;
    vertx.cancelTimer(timer);
    return running.transform(done -> cycleLog());
  }

  private void cycle() {
    running =
        expire()
            .transform(done -> {
              if (done.failed()) {
                LOG.log(
                    System.Logger.Level.WARNING,
                    "what has expired could not be deleted: {0}",
                    Database.describe(done.cause()));
              }
              if (!stopped) {
                timer =
                    vertx.setTimer(
                        done.succeeded() ? untilNextBucket() : RETRY_MS, ignored -> cycle());
              }
              return Future.succeededFuture();
            });
  }

  private long untilNextBucket() {
    long bucket = retention.bucketSeconds() * 1000L;
    return bucket - Math.floorMod(sources.nowMillis(), bucket) + AFTER_END_MS;
  }

  /**
   * What was written ahead of the tables is cycled out, so that nothing old lies there either; not
   * more often than it takes to be cheap. An operator's database may not let us.
   */
  private Future<Void> cycleLog() {
    long now = sources.nowMillis();
    if (now - cycledAt < CYCLE_EVERY_MS && !stopped) {
      return Future.succeededFuture();
    }
    cycledAt = now;
    return keys.store().cycleLog().otherwiseEmpty();
  }

  /** One pass. */
  public Future<Void> expire() {
    long now = sources.nowSeconds();
    int today = (int) (now / Retention.DAY);
    Future<Void> all =
        makePartitions()
            .compose(done -> buckets.end(now))
            .compose(rows -> {
              metrics.add(Metrics.Count.ROWS_EXPIRED, rows);
              return rows == 0 ? Future.succeededFuture() : cycleLog();
            });
    for (LongFunction<Future<Integer>> step : steps) {
      all =
          all.compose(done -> step.apply(now))
              .map(rows -> {
                metrics.add(Metrics.Count.ROWS_EXPIRED, rows);
                return null;
              })
              .mapEmpty();
    }
    return all.compose(done -> partitions.drop(today, today - 1));
  }
}
