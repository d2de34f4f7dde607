package org.understory.server.retention;

import io.vertx.core.Future;
import java.util.function.Function;
import org.understory.server.postgres.Tx;

/** One kind of what lies in buckets, as far as their end concerns it. */
public interface Content {
  /**
   * Reads what a bucket holds, while its key still tells what belongs to what.
   *
   * @return what takes it off the counts, in a transaction; or, for a bucket that is not over, what
   *     adds it
   */
  Future<Function<Tx, Future<Void>>> count(BucketKey key, boolean over);

  /** Sets all counts to nothing. */
  Future<Void> clearCounts(Tx tx);

  /** Deletes a bucket; how many rows. */
  Future<Integer> delete(long expiry);
}
