package org.understory.core.roster;

/** One installation of a member, with keys of its own. {@code docs/protocol.md#ids} */
public final class DeviceId extends RosterId {
  /** Bytes of the id. */
  public static final int LENGTH = 16;

  private DeviceId(byte[] value) {
    super(value, LENGTH);
  }

  /**
   * The id with these 16 bytes, which are copied.
   *
   * @throws IllegalArgumentException when there are not 16
   */
  public static DeviceId of(byte[] value) {
    return new DeviceId(value);
  }

  /** The type's name alone: ids never reach a log. */
  @Override
  public String toString() {
    return "DeviceId";
  }
}
