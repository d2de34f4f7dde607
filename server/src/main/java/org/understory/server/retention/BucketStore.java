package org.understory.server.retention;

import io.vertx.core.Future;
import java.util.List;
import org.understory.server.postgres.Tx;

/** Which buckets there are, and how far the ended ones are cleared away. */
interface BucketStore {
  /**
   * A bucket.
   *
   * @param expiry its end, seconds since 1970
   * @param check of its key
   * @param counted whether what was in it is already taken off the counts
   */
  record Bucket(long expiry, byte[] check, boolean counted) {
    @Override
    public String toString() {
      return "Bucket";
    }
  }

  Future<List<Bucket>> all();

  /** Notes a bucket before anything is written into it. */
  Future<Void> add(long expiry, byte[] check);

  /** What was in a bucket is taken off the counts. */
  Future<Void> counted(Tx tx, long expiry);

  /** Forgets buckets of which nothing is left. */
  Future<Void> remove(List<Long> expiries);

  /** Forgets what was answered to writes into buckets whose keys are lost. */
  Future<Void> forgetAnswers(List<Long> expiries);

  /** Lets the log of changes lie where nothing old is left in it; only where it may. */
  Future<Void> cycleLog();
}
