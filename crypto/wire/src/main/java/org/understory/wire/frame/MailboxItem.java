package org.understory.wire.frame;

/**
 * An item of the own mailbox.
 *
 * @param position in the mailbox
 * @param expiry end of the bucket, seconds since 1970
 * @param body 1 to 65536 bytes
 */
public record MailboxItem(long position, long expiry, byte[] body) {
  @Override
  public String toString() {
    return "MailboxItem";
  }
}
