package org.understory.server.knock;

import io.vertx.core.Future;
import java.util.List;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/** Keeps knock keys. */
interface KnockStore {
  Future<Boolean> isKnown(Sql sql, SpaceId space, byte[] key);

  /** As {@link #isKnown}; what is known stays so to the end of the transaction. */
  Future<Boolean> hold(Tx tx, SpaceId space, byte[] key);

  /** Registers a mailbox's knock key in place of an earlier one. */
  Future<Void> put(Tx tx, SpaceId space, MailboxId mailbox, byte[] key);

  /** Ends the keys that were registered with mailboxes. */
  Future<Void> end(Tx tx, SpaceId space, List<MailboxId> mailboxes);

  /** Ends a key. */
  Future<Void> end(Tx tx, SpaceId space, byte[] key);
}
