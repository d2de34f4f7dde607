package org.understory.wire.frame;

import org.understory.wire.id.MailboxId;

/**
 * What goes into the epoch slot of one mailbox.
 *
 * @param mailbox whose slot
 * @param body 1 to 65536 bytes
 */
public record EpochPacket(MailboxId mailbox, byte[] body) {
  @Override
  public String toString() {
    return "EpochPacket";
  }
}
