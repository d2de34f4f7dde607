package org.understory.wire.frame;

import org.understory.wire.id.MailboxId;

/**
 * A mailbox to open, or to open again.
 *
 * @param mailbox the mailbox
 * @param ownerKey 32 bytes, Ed25519
 * @param knockKey of the person's recovery sheet: 32 bytes, Ed25519, or empty: none is set
 */
public record OpenMailbox(MailboxId mailbox, byte[] ownerKey, byte[] knockKey) {
  /** Without a knock key. */
  public OpenMailbox(MailboxId mailbox, byte[] ownerKey) {
    this(mailbox, ownerKey, new byte[0]);
  }

  @Override
  public String toString() {
    return "OpenMailbox";
  }
}
