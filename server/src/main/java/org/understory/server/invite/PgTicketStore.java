package org.understory.server.invite;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;

/** Tickets in PostgreSQL. */
public final class PgTicketStore implements TicketStore {
  @Override
  public Future<Void> add(Sql sql, byte[] hash) {
    return sql.run("INSERT INTO ticket (hash) VALUES ($1)", Buffer.buffer(hash)).mapEmpty();
  }

  @Override
  public Future<State> use(Tx tx, byte[] hash) {
    return tx.run("SELECT used FROM ticket WHERE hash = $1 FOR UPDATE", Buffer.buffer(hash))
        .compose(rows -> {
          if (rows.size() == 0) {
            return Future.succeededFuture(State.NO_SUCH);
          }
          if (rows.iterator().next().getBoolean(0)) {
            return Future.succeededFuture(State.USED);
          }
          return tx.run("UPDATE ticket SET used = true WHERE hash = $1", Buffer.buffer(hash))
              .map(done -> State.TAKEN);
        });
  }

  @Override
  public Future<Boolean> hasAny(Sql sql) {
    return sql.run("SELECT EXISTS (SELECT FROM ticket)")
        .map(rows -> rows.iterator().next().getBoolean(0));
  }

  @Override
  public Future<Boolean> hasUsed(Sql sql) {
    return sql.run("SELECT EXISTS (SELECT FROM ticket WHERE used)")
        .map(rows -> rows.iterator().next().getBoolean(0));
  }
}
