package org.understory.core.content;

import org.understory.wire.id.OpaqueId;

/**
 * A message: 16 random bytes chosen by its author, kept when it is encrypted again. Immutable;
 * equal by content. {@code docs/protocol.md#ids}
 */
public final class MessageId extends OpaqueId {
  private MessageId(byte[] value) {
    super(value);
  }

  /**
   * The id with these 16 bytes, which are copied.
   *
   * @throws IllegalArgumentException when there are not 16
   */
  public static MessageId of(byte[] value) {
    return new MessageId(value);
  }

  /** The type's name alone: ids never reach a log. */
  @Override
  public String toString() {
    return "MessageId";
  }
}
