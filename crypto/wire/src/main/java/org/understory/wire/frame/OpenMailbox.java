package org.understory.wire.frame;

import org.understory.wire.id.MailboxId;

/**
 * A mailbox to open, or to open again.
 *
 * @param mailbox the mailbox
 * @param ownerKey 32 bytes, Ed25519
 */
public record OpenMailbox(MailboxId mailbox, byte[] ownerKey) {
  @Override
  public String toString() {
    return "OpenMailbox";
  }
}
