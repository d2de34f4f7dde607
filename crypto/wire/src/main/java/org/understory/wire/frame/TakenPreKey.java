package org.understory.wire.frame;

import org.understory.wire.id.MailboxId;

/**
 * What one shelf gave.
 *
 * @param mailbox whose shelf
 * @param base 0 to 8192 bytes; empty: nothing there
 * @param oneTime 0 to 4096 bytes; empty: ran out
 */
public record TakenPreKey(MailboxId mailbox, byte[] base, byte[] oneTime) {
  @Override
  public String toString() {
    return "TakenPreKey";
  }
}
