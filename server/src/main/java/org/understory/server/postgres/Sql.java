package org.understory.server.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** Something a statement can be run on: the database itself, or a transaction on it. */
public interface Sql {
  /** Runs one prepared statement. */
  Future<RowSet<Row>> run(String statement, Tuple arguments);

  /** Runs one prepared statement. */
  default Future<RowSet<Row>> run(String statement, Object... arguments) {
    return run(statement, Tuple.from(List.of(arguments)));
  }
}
