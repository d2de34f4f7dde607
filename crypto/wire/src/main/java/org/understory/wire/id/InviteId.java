package org.understory.wire.id;

/**
 * An invite at the server: the first 16 bytes of SHA-256 over its drop key. {@code
 * docs/protocol.md#invite-keys}
 */
public final class InviteId extends OpaqueId {

  private InviteId(byte[] value) {
    super(value);
  }

  /**
   * The id with these 16 bytes, which are copied.
   *
   * @throws IllegalArgumentException when there are not 16
   */
  public static InviteId of(byte[] value) {
    return new InviteId(value);
  }

  /** The type's name alone: ids never reach a log. */
  @Override
  public String toString() {
    return "InviteId";
  }
}
