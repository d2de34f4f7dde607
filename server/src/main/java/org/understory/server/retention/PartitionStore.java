package org.understory.server.retention;

import io.vertx.core.Future;

/** Keeps the partitions of tables whose rows expire. */
interface PartitionStore {
  /** Makes the partitions of days, given as days since 1970, that are not there yet. */
  Future<Void> ensure(int firstDay, int lastContentDay, int lastAnswerDay);

  /** Drops partitions of days before. */
  Future<Void> drop(int beforeContentDay, int beforeAnswerDay);
}
