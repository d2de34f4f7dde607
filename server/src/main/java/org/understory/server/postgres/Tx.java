package org.understory.server.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/** A transaction in progress. It is committed when the work's future succeeds. */
public final class Tx implements Sql {
  private final SqlConnection connection;

  Tx(SqlConnection connection) {
    this.connection = connection;
  }

  @Override
  public Future<RowSet<Row>> run(String statement, Tuple arguments) {
    return connection.preparedQuery(statement).execute(arguments);
  }
}
