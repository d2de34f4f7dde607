package org.understory.wire.frame;

/**
 * Items of the own mailbox. OWNER.
 *
 * @param from the first position wanted
 */
public record MailboxFrom(long from) implements Subscription {
  @Override
  public String toString() {
    return "MailboxFrom";
  }
}
