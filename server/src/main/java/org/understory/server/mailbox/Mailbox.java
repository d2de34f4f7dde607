package org.understory.server.mailbox;

import java.util.List;
import org.understory.server.delivery.Grants.MailboxState;
import org.understory.server.retention.BucketKey;
import org.understory.wire.frame.MailboxItem;
import org.understory.wire.id.MailboxId;

/**
 * A mailbox's row.
 *
 * @param no its number in the tables
 * @param id chosen by its device
 * @param ownerKey 32 bytes
 * @param state where it stands
 * @param rosterEnd closed: how many roster entries its owner may still read; else 0
 */
public record Mailbox(long no, MailboxId id, byte[] ownerKey, MailboxState state, long rosterEnd) {
  @Override
  public String toString() {
    return "Mailbox[" + state + "]";
  }

  /**
   * What came of a proof by its owner.
   *
   * @param mailbox the mailbox
   * @param previousCounter the highest store counter shown before
   */
  public record Opened(Mailbox mailbox, long previousCounter) {}

  /** An item that lies in a mailbox now; {@code index} is where it stood in the deposit. */
  record Deposited(int index, long mailboxNo, MailboxItem item) {
    @Override
    public String toString() {
      return "Deposited";
    }
  }

  /** A mailbox that takes something, as it stands. */
  record Target(long no, MailboxId id, long head, long waitingBytes) {}

  /** By how much a mailbox grows, or by how much it shrinks. */
  record Growth(long no, long items, long bytes) {}

  /** An item as it is stored. */
  record Sealed(long position, BucketKey.Place place, byte[] sealed) {
    @Override
    public String toString() {
      return "Sealed";
    }
  }

  /** A part of a mailbox, and the position to read on from. */
  record Part(List<MailboxItem> items, long next, boolean complete) {
    @Override
    public String toString() {
      return "Part";
    }
  }
}
