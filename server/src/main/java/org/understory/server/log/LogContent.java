package org.understory.server.log;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import org.understory.server.postgres.ContentRows.Sum;
import org.understory.server.postgres.Database;
import org.understory.server.postgres.Tx;
import org.understory.server.retention.BucketKey;
import org.understory.server.retention.BucketKey.Kind;
import org.understory.server.retention.Content;

/** What becomes of log entries at the end of their bucket. */
public final class LogContent implements Content {
  private final LogStore store;

  private LogContent(LogStore store) {
    this.store = store;
  }

  /** On PostgreSQL. */
  public static LogContent on(Database database) {
    return new LogContent(new PgLogStore(database));
  }

  @Override
  public Future<Function<Tx, Future<Void>>> count(BucketKey key, boolean over) {
    int sign = over ? 1 : -1;
    return store
        .sums(key.expiry())
        .map(sums -> {
          List<Long> nos = sums.stream().map(sum -> key.numberOf(Kind.LOG, sum.tag())).toList();
          List<Long> rows = sums.stream().map(Sum::rows).map(n -> sign * n).toList();
          List<Long> bytes = sums.stream().map(Sum::bytes).map(n -> sign * n).toList();
          return tx -> store.takeOff(tx, nos, rows, bytes);
        });
  }

  @Override
  public Future<Void> clearCounts(Tx tx) {
    return store.clearCounts(tx);
  }

  @Override
  public Future<Integer> delete(long expiry) {
    return store.deleteBucket(expiry);
  }
}
