package org.understory.wire.id;

/** A space: the server's side of a group. */
public final class SpaceId extends OpaqueId {

  private SpaceId(byte[] value) {
    super(value);
  }

  /**
   * The id with these 16 bytes, which are copied.
   *
   * @throws IllegalArgumentException when there are not 16
   */
  public static SpaceId of(byte[] value) {
    return new SpaceId(value);
  }

  /** The type's name alone: ids never reach a log. */
  @Override
  public String toString() {
    return "SpaceId";
  }
}
