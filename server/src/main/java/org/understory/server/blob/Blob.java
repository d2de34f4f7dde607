package org.understory.server.blob;

import java.nio.file.Path;

/**
 * A blob's row.
 *
 * @param expiry the end of its bucket, seconds
 * @param tag of its id
 * @param size of all of its bytes
 * @param readHash SHA-256 of the key by which it is read
 * @param token by which it is written
 * @param fileKey of its file
 * @param file where its bytes lie
 */
record Blob(
    long expiry, byte[] tag, long size, byte[] readHash, byte[] token, byte[] fileKey, Path file) {
  /** A row as it is stored. */
  record Row(long expiry, byte[] tag, byte[] owner, long size, byte[] sealed) {
    @Override
    public String toString() {
      return "Row";
    }
  }

  /** What the blobs of a space in a bucket add up to. */
  record Sum(byte[] owner, long count, long bytes) {
    @Override
    public String toString() {
      return "Sum";
    }
  }

  @Override
  public String toString() {
    return "Blob";
  }
}
