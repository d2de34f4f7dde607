package org.understory.wire.id;

/**
 * Marks one write, so that a repeat of it gets the first answer. {@code docs/protocol.md#write-id}
 */
public final class WriteId extends OpaqueId {

  private WriteId(byte[] value) {
    super(value);
  }

  /**
   * The id with these 16 bytes, which are copied.
   *
   * @throws IllegalArgumentException when there are not 16
   */
  public static WriteId of(byte[] value) {
    return new WriteId(value);
  }

  /** The type's name alone: ids never reach a log. */
  @Override
  public String toString() {
    return "WriteId";
  }
}
