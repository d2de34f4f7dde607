package org.understory.server.invite;

import io.vertx.core.Future;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.understory.server.config.Sources;
import org.understory.server.delivery.Refused;
import org.understory.server.postgres.Database;
import org.understory.server.postgres.Tx;
import org.understory.wire.frame.Reason;

/** Gives out tickets, each of which founds one space. */
public final class TicketService {
  private static final int LENGTH = 32;

  private final Database database;
  private final TicketStore store;
  private final Sources sources;

  TicketService(Database database, TicketStore store, Sources sources) {
    this.database = database;
    this.store = store;
    this.sources = sources;
  }

  /** On PostgreSQL. */
  public static TicketService on(Database database, Sources sources) {
    return new TicketService(database, new PgTicketStore(), sources);
  }

  /** A fresh ticket, 32 bytes, of which only the hash is kept. */
  public Future<byte[]> mint() {
    byte[] ticket = sources.randomness().bytes(LENGTH);
    return store.add(database, hash(ticket)).map(done -> ticket);
  }

  /** Whether any ticket was ever given out. */
  public Future<Boolean> hasAny() {
    return store.hasAny(database);
  }

  /** Whether a space was ever founded. */
  public Future<Boolean> hasUsed() {
    return store.hasUsed(database);
  }

  /** Uses a ticket up. */
  public Future<Void> use(Tx tx, byte[] ticket) {
    return store
        .use(tx, hash(ticket))
        .compose(state ->
            switch (state) {
              case TAKEN -> Future.succeededFuture();
              case USED -> Future.failedFuture(Refused.because(Reason.USED));
              case NO_SUCH -> Future.failedFuture(Refused.notAllowed());
            });
  }

  private static byte[] hash(byte[] ticket) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(ticket);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
