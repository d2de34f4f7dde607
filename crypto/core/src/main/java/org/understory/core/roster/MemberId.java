package org.understory.core.roster;

/** A person in one group, chosen at random. {@code docs/protocol.md#ids} */
public final class MemberId extends RosterId {
  /** Bytes of the id. */
  public static final int LENGTH = 16;

  private MemberId(byte[] value) {
    super(value, LENGTH);
  }

  /**
   * The id with these 16 bytes, which are copied.
   *
   * @throws IllegalArgumentException when there are not 16
   */
  public static MemberId of(byte[] value) {
    return new MemberId(value);
  }

  /** The type's name alone: ids never reach a log. */
  @Override
  public String toString() {
    return "MemberId";
  }
}
