package org.understory.server.invite;

import io.vertx.core.Future;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;

/** Keeps the hashes of tickets. */
interface TicketStore {
  /** How a ticket stands. */
  enum State {
    NO_SUCH,
    USED,
    TAKEN
  }

  Future<Void> add(Sql sql, byte[] hash);

  /** Uses a ticket up. */
  Future<State> use(Tx tx, byte[] hash);

  /** Whether any ticket was ever given out, used or not. */
  Future<Boolean> hasAny(Sql sql);

  /** Whether any ticket was used. */
  Future<Boolean> hasUsed(Sql sql);
}
