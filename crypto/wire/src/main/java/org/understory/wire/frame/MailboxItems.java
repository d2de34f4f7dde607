package org.understory.wire.frame;

import java.util.List;

/**
 * Items of the own mailbox, in order.
 *
 * @param items 1 to 4096
 */
public record MailboxItems(List<MailboxItem> items) implements ServerFrame {
  @Override
  public String toString() {
    return "MailboxItems";
  }
}
