package org.understory.server.write;

import io.vertx.core.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.understory.server.config.Retention;
import org.understory.server.config.Sources;
import org.understory.server.postgres.Database;
import org.understory.server.postgres.Tx;
import org.understory.wire.frame.Appended;
import org.understory.wire.frame.ReplyBody;

/** Carries out each write once. */
public final class WriteAnswerService {
  private final Database database;
  private final WriteAnswerStore store;
  private final Sources sources;

  WriteAnswerService(Database database, WriteAnswerStore store, Sources sources) {
    this.database = database;
    this.store = store;
    this.sources = sources;
  }

  /** On PostgreSQL. */
  public static WriteAnswerService on(Database database, Sources sources) {
    return new WriteAnswerService(database, new PgWriteAnswerStore(), sources);
  }

  /** The day that answers are kept under: days since 1970. */
  public int today() {
    return (int) (sources.nowSeconds() / Retention.DAY);
  }

  /** The first answer of a write; null when it was never carried out. */
  public Future<@Nullable ReplyBody> find(WriteKey key) {
    return store.find(database, key, today()).map(WriteAnswerService::body);
  }

  /**
   * Carries out a write in a transaction together with its answer, or gives the first answer when
   * it was carried out before. Two at once of one write are one after the other. What {@code work}
   * fails with rolls all of it back, the claim on the write id too.
   */
  public Future<ReplyBody> once(WriteKey key, Function<Tx, Future<ReplyBody>> work) {
    return once(key, null, work);
  }

  /**
   * The same for a write of content: with the key of its bucket its answer is lost too, and the
   * write can be repeated.
   *
   * @param expiry the end of the bucket
   */
  public Future<ReplyBody> once(
      WriteKey key, @Nullable Long expiry, Function<Tx, Future<ReplyBody>> work) {
    int day = today();
    return database.transaction(tx ->
        store
            .claim(tx, key, day, expiry)
            .compose(first -> first ? carryOut(tx, key, day, work) : firstAnswer(tx, key, day)));
  }

  private Future<ReplyBody> carryOut(
      Tx tx, WriteKey key, int day, Function<Tx, Future<ReplyBody>> work) {
    return work.apply(tx)
        .compose(
            answer -> store.answer(tx, key, day, WriteAnswer.encode(answer)).map(done -> answer));
  }

  private Future<ReplyBody> firstAnswer(Tx tx, WriteKey key, int day) {
    return store
        .find(tx, key, day)
        .compose(kept -> {
          ReplyBody answer = body(kept);
          return answer == null
              ? Future.failedFuture(new IllegalStateException("a claim without an answer"))
              : Future.succeededFuture(answer);
        });
  }

  private static @Nullable ReplyBody body(WriteAnswerStore.@Nullable Kept kept) {
    if (kept == null) {
      return null;
    }
    if (kept.position() != null) {
      return new Appended(kept.position());
    }
    return kept.reply() == null ? null : WriteAnswer.decode(kept.reply());
  }
}
