package org.understory.server.mailbox;

import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;
import org.understory.wire.frame.DepositItem;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/** Keeps mailboxes and what lies in them. */
interface MailboxStore {
  /** Finds the mailbox of an owner key and raises its store counter. */
  Future<Mailbox.@Nullable Opened> open(Sql sql, SpaceId space, byte[] ownerKey, long counter);

  Future<List<Mailbox>> find(Sql sql, SpaceId space, List<MailboxId> ids);

  /** Makes a mailbox or opens one with the same owner key; false: another key has the id. */
  Future<Boolean> open(Tx tx, SpaceId space, MailboxId id, byte[] ownerKey);

  /** Closes mailboxes and empties them. */
  Future<Void> close(Tx tx, List<Long> nos, long rosterEnd, long forgetAfter);

  Future<Integer> count(Tx tx, SpaceId space);

  /**
   * Deposits what mailboxes take; an item that is not in the answer was not taken.
   *
   * @param by who deposits
   */
  Future<List<Mailbox.Deposited>> deposit(
      Tx tx, SpaceId space, List<DepositItem> items, Depositor by, long mostWaitingBytes);

  /**
   * Into whose provisional mailboxes a depositor may lay something.
   *
   * @param steward into all
   * @param mailboxNo into those that the link drop of this mailbox's owner opened; 0: into none
   */
  record Depositor(boolean steward, long mailboxNo) {}

  Future<Mailbox.Part> read(Sql sql, long mailboxNo, long from, long now);

  Future<Void> acknowledge(Sql sql, long mailboxNo, List<Long> positions);

  Future<Integer> deleteExpired(Sql sql, long now);

  /** Forgets mailboxes, closed or provisional, whose time is over. */
  Future<Integer> forget(Sql sql, long now);

  Future<Void> deleteOf(Tx tx, SpaceId space);
}
