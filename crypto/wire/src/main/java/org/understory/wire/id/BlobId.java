package org.understory.wire.id;

/** An encrypted attachment at the server. {@code docs/protocol.md#blobs} */
public final class BlobId extends OpaqueId {

  private BlobId(byte[] value) {
    super(value);
  }

  /**
   * The id with these 16 bytes, which are copied.
   *
   * @throws IllegalArgumentException when there are not 16
   */
  public static BlobId of(byte[] value) {
    return new BlobId(value);
  }

  /** The type's name alone: ids never reach a log. */
  @Override
  public String toString() {
    return "BlobId";
  }
}
