package org.understory.server.mailbox;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.server.postgres.ContentRows.Page;
import org.understory.server.postgres.ContentRows.Places;
import org.understory.server.postgres.ContentRows.Sum;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/** Keeps mailboxes and what lies in them. */
interface MailboxStore {
  /** Finds the mailbox of an owner key and raises its store counter. */
  Future<Mailbox.@Nullable Opened> open(Sql sql, SpaceId space, byte[] ownerKey, long counter);

  Future<List<Mailbox>> find(Sql sql, SpaceId space, List<MailboxId> ids);

  /** Makes a mailbox or opens one with the same owner key; false: another key has the id. */
  Future<Boolean> open(Tx tx, SpaceId space, MailboxId id, byte[] ownerKey);

  /** Closes mailboxes, whose items are deleted besides. */
  Future<Void> close(Tx tx, List<Long> nos, long rosterEnd, long forgetAfter);

  Future<Integer> count(Tx tx, SpaceId space);

  /** Holds the mailboxes that take something from somebody, to the end of the transaction. */
  Future<List<Mailbox.Target>> lock(Tx tx, SpaceId space, Collection<MailboxId> ids, Depositor by);

  /** Lays items into mailboxes that are held. */
  Future<Void> lay(Tx tx, List<Mailbox.Growth> growths, List<Mailbox.Sealed> items);

  /**
   * Into whose provisional mailboxes a depositor may lay something.
   *
   * @param steward into all
   * @param mailboxNo into those that the link drop of this mailbox's owner opened; 0: into none
   */
  record Depositor(boolean steward, long mailboxNo) {}

  /** How many items a mailbox had so far. */
  Future<Long> head(Sql sql, long mailboxNo);

  /** Reads a stretch of a mailbox. */
  Future<Page> read(Sql sql, Places places, long from);

  /** Deletes items of a mailbox, at least one. */
  Future<Void> acknowledge(Sql sql, long mailboxNo, Places places, List<Long> positions);

  /** Deletes all that lies at places. */
  Future<Void> deleteAt(Tx tx, Places places);

  /** The numbers of all mailboxes of a space. */
  Future<List<Long>> numbersOf(Tx tx, SpaceId space);

  /** What lies in a bucket, by mailboxes. */
  Future<List<Sum>> sums(long expiry);

  /** Takes what was in an ended bucket off the counts. */
  Future<Void> takeOff(Tx tx, List<Mailbox.Growth> gone);

  /** Sets all counts to nothing, to be counted anew. */
  Future<Void> clearCounts(Tx tx);

  /** Deletes a bucket; how many rows. */
  Future<Integer> deleteBucket(long expiry);

  /** Forgets mailboxes, closed or provisional, whose time is over. */
  Future<Integer> forget(Sql sql, long now);
}
