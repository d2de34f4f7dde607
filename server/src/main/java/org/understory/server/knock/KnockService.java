package org.understory.server.knock;

import io.vertx.core.Future;
import java.util.List;
import org.understory.server.delivery.Refused;
import org.understory.server.mailbox.Mailbox;
import org.understory.server.mailbox.MailboxService;
import org.understory.server.postgres.Database;
import org.understory.server.postgres.Tx;
import org.understory.wire.frame.OpenMailbox;
import org.understory.wire.frame.SubmitRecovery;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/** Registers and ends knock keys, and opens mailboxes for who proves one. */
public final class KnockService {
  private final Database database;
  private final KnockStore store;
  private final MailboxService mailboxes;

  KnockService(Database database, KnockStore store, MailboxService mailboxes) {
    this.database = database;
    this.store = store;
    this.mailboxes = mailboxes;
  }

  /** On PostgreSQL. */
  public static KnockService on(Database database, MailboxService mailboxes) {
    return new KnockService(database, new PgKnockStore(), mailboxes);
  }

  /** Whether a key is some sheet's. */
  public Future<Boolean> isKnown(SpaceId space, byte[] key) {
    return store.isKnown(database, space, key);
  }

  /**
   * Opens the provisional mailbox of who wants to come back.
   *
   * @return the mailboxes that this one put out: the oldest of too many by the same key
   */
  Future<List<Mailbox>> knock(Tx tx, SpaceId space, byte[] key, SubmitRecovery given) {
    return store
        .hold(tx, space, key)
        .compose(known ->
            known
                ? mailboxes.openKnocked(tx, space, given.mailbox(), given.ownerKey(), key)
                : Future.failedFuture(Refused.notAllowed()));
  }

  /** Registers the own knock key; an empty one ends it. */
  Future<Void> replace(Tx tx, SpaceId space, MailboxId mailbox, byte[] key) {
    return key.length == 0 ? store.end(tx, space, List.of(mailbox)) : put(tx, space, mailbox, key);
  }

  private Future<Void> put(Tx tx, SpaceId space, MailboxId mailbox, byte[] key) {
    return store
        .put(tx, space, mailbox, key)
        .recover(failure ->
            Future.failedFuture(Database.isDuplicate(failure) ? Refused.notAllowed() : failure));
  }

  // What commits do.

  /**
   * A commit opens a mailbox for good: the knock key that opened it before is used up, and the one
   * that it brings is registered.
   *
   * @return other mailboxes that the used key had opened: they wait for nothing any more
   */
  public Future<List<Mailbox>> opened(Tx tx, SpaceId space, OpenMailbox open) {
    return mailboxes
        .takeKnockedBy(tx, space, open.mailbox())
        .compose(used ->
            used == null
                ? Future.succeededFuture(List.<Mailbox>of())
                : store.end(tx, space, used).compose(done -> mailboxes.knockedBy(tx, space, used)))
        .compose(others ->
            open.knockKey().length == 0
                ? Future.succeededFuture(others)
                : put(tx, space, open.mailbox(), open.knockKey()).map(done -> others));
  }

  /** A commit ends the knock keys of mailboxes. */
  public Future<Void> end(Tx tx, SpaceId space, List<MailboxId> of) {
    return of.isEmpty() ? Future.succeededFuture() : store.end(tx, space, of);
  }
}
