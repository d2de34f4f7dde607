package org.understory.server.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.net.ConnectException;
import java.util.function.Function;

/**
 * The pool of connections. Statements outside a transaction commit by themselves; their futures
 * complete on the event loop that asked.
 */
public final class Database implements Sql {
  private static final int CONNECTIONS = 8;
  private static final int WAITING = 20_000;
  private static final int TRIES = 3;

  private static final int ASIDE = 2;

  private final Pool pool;
  private final Pool aside;

  private Database(Pool pool, Pool aside) {
    this.pool = pool;
    this.aside = aside;
  }

  /** Opens a pool; connections are made when needed. */
  public static Database open(Vertx vertx, Address address) {
    return new Database(pool(vertx, address, CONNECTIONS), pool(vertx, address, ASIDE));
  }

  private static Pool pool(Vertx vertx, Address address, int connections) {
    return PgBuilder.pool()
        .with(new PoolOptions().setMaxSize(connections).setMaxWaitQueueSize(WAITING))
        .connectingTo(
            address
                .options()
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(256)
                .setPipeliningLimit(64))
        .using(vertx)
        .build();
  }

  /**
   * For a single statement that work in a transaction waits for: on connections that no transaction
   * holds, or transactions that hold all others would wait for each other for ever.
   */
  public Sql aside() {
    return (statement, arguments) -> aside.preparedQuery(statement).execute(arguments);
  }

  @Override
  public Future<RowSet<Row>> run(String statement, Tuple arguments) {
    return pool.preparedQuery(statement).execute(arguments);
  }

  /**
   * Runs {@code work} in a transaction: committed when its future succeeds, rolled back when it
   * fails, with the same failure. Work that lost against another transaction is run again.
   */
  public <T> Future<T> transaction(Function<Tx, Future<T>> work) {
    return attempt(work, TRIES);
  }

  private <T> Future<T> attempt(Function<Tx, Future<T>> work, int tries) {
    return pool.getConnection()
        .compose(connection -> within(connection, work).eventually(connection::close))
        .recover(failure ->
            tries > 1 && isLostRace(failure)
                ? attempt(work, tries - 1)
                : Future.failedFuture(failure));
  }

  private static <T> Future<T> within(SqlConnection connection, Function<Tx, Future<T>> work) {
    return connection
        .begin()
        .compose(transaction ->
            applied(work, new Tx(connection))
                .transform(done ->
                    done.succeeded()
                        ? transaction.commit().map(done.result())
                        : transaction
                            .rollback()
                            .transform(ignored -> Future.failedFuture(done.cause()))));
  }

  private static <T> Future<T> applied(Function<Tx, Future<T>> work, Tx tx) {
    try {
      return work.apply(tx);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private static boolean isLostRace(Throwable failure) {
    return failure instanceof PgException pg
        && pg.getSqlState() != null
        && (pg.getSqlState().equals("40001") || pg.getSqlState().equals("40P01"));
  }

  /** Whether a failure is the breach of a unique index. */
  public static boolean isDuplicate(Throwable failure) {
    return failure instanceof PgException pg && "23505".equals(pg.getSqlState());
  }

  /**
   * Whether a failure is certain to have changed nothing: the database refused the statement, or
   * was never reached. Otherwise a commit may be durable although its answer was lost.
   */
  public static boolean changedNothing(Throwable failure) {
    if (failure instanceof PgException pg) {
      String state = pg.getSqlState() == null ? "" : pg.getSqlState();
      boolean ended = state.startsWith("08") || state.equals("57P01") || state.equals("57P02");
      return !ended;
    }
    return failure instanceof ConnectException;
  }

  /** What may be logged of a failure: its kind and SQLSTATE, never its text. */
  public static String describe(Throwable failure) {
    String kind = failure.getClass().getSimpleName();
    return failure instanceof PgException pg ? kind + " " + pg.getSqlState() : kind;
  }

  /** Closes all connections. */
  public Future<Void> close() {
    return pool.close().eventually(aside::close);
  }
}
