package org.understory.wire.frame;

import org.understory.wire.id.MailboxId;

/**
 * An item for one mailbox.
 *
 * @param mailbox the mailbox
 * @param expiry end of the expiry bucket, seconds since 1970
 * @param body 1 to 65536 bytes
 */
public record DepositItem(MailboxId mailbox, long expiry, byte[] body) {
  @Override
  public String toString() {
    return "DepositItem";
  }
}
