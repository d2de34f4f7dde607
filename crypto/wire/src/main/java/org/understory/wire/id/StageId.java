package org.understory.wire.id;

/** Epoch packets that were laid down ahead of the commit which names them. */
public final class StageId extends OpaqueId {

  private StageId(byte[] value) {
    super(value);
  }

  /**
   * The id with these 16 bytes, which are copied.
   *
   * @throws IllegalArgumentException when there are not 16
   */
  public static StageId of(byte[] value) {
    return new StageId(value);
  }

  /** The type's name alone: ids never reach a log. */
  @Override
  public String toString() {
    return "StageId";
  }
}
