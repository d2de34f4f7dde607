package org.understory.wire.id;

/** A device's mailbox in a space; its epoch slot and its prekey shelf go by the same id. */
public final class MailboxId extends OpaqueId {

  private MailboxId(byte[] value) {
    super(value);
  }

  /**
   * The id with these 16 bytes, which are copied.
   *
   * @throws IllegalArgumentException when there are not 16
   */
  public static MailboxId of(byte[] value) {
    return new MailboxId(value);
  }

  /** The type's name alone: ids never reach a log. */
  @Override
  public String toString() {
    return "MailboxId";
  }
}
