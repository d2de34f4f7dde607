package org.understory.core.roster;

/** A group: the hash of its CREATE entry. {@code docs/protocol.md#roster} */
public final class GroupId extends RosterId {
  /** Bytes of the id. */
  public static final int LENGTH = 32;

  private GroupId(byte[] value) {
    super(value, LENGTH);
  }

  /**
   * The id with these 32 bytes, which are copied.
   *
   * @throws IllegalArgumentException when there are not 32
   */
  public static GroupId of(byte[] value) {
    return new GroupId(value);
  }

  /** The type's name alone: ids never reach a log. */
  @Override
  public String toString() {
    return "GroupId";
  }
}
