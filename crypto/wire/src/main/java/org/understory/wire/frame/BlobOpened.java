package org.understory.wire.frame;

/**
 * A blob can be written.
 *
 * @param token 32 bytes: whoever shows it writes or deletes the blob
 */
public record BlobOpened(byte[] token) implements ReplyBody {
  @Override
  public String toString() {
    return "BlobOpened";
  }
}
