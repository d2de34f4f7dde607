package org.understory.server.write;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;

/** Keeps first answers. */
interface WriteAnswerStore {
  /** An answer as it is kept: a position for an append, else an encoded reply. */
  record Kept(@Nullable Long position, byte @Nullable [] reply) {}

  /** What was answered today or yesterday; null: nothing. */
  Future<@Nullable Kept> find(Sql sql, WriteKey key, int day);

  /**
   * Claims a key for this transaction. Waits for another transaction that claims it; false when
   * that one was committed.
   *
   * @param expiry the end of the bucket that is written into; null: it writes no content
   */
  Future<Boolean> claim(Tx tx, WriteKey key, int day, @Nullable Long expiry);

  /** Sets the answer of a claimed key. */
  Future<Void> answer(Tx tx, WriteKey key, int day, byte[] reply);
}
