package org.understory.core.files;

/**
 * A file as a message names it. Whoever holds the pointer can fetch and open the file, and nobody
 * else. {@code docs/protocol.md#file}
 *
 * <p>What its author says of the file (media type, size of the picture, thumbnail) is a claim: a
 * host believes none of it before it has looked at the opened bytes.
 *
 * @param blob the id of the sealed bytes at the server, 16 bytes
 * @param key 32 random bytes, for this file alone
 * @param size of the file without padding in bytes, 0 to {@link FilePointerCodec#MAX_SIZE}
 * @param plainHash over the hashes of its chunks, 32 bytes
 * @param sealedHash over the hashes of its sealed chunks, 32 bytes
 * @param name 1 to 255 bytes of UTF-8 without separators of directories and control characters
 * @param mediaType 3 to 127 characters, as {@code image/jpeg}
 * @param width of a picture in pixels, 0 to 65535; 0: none
 * @param height of a picture in pixels; 0 exactly when the width is
 * @param duration of a voice note in milliseconds, 0 to a day; 0: none
 * @param alt what is on it, in words, 0 to 2000 bytes of UTF-8
 * @param thumbnail a JPEG, PNG or WebP of at most 4096 bytes, or none
 */
public record FilePointer(
    byte[] blob,
    byte[] key,
    long size,
    byte[] plainHash,
    byte[] sealedHash,
    String name,
    String mediaType,
    int width,
    int height,
    long duration,
    String alt,
    byte[] thumbnail) {

  /** Neither key nor name nor what is on it. */
  @Override
  public String toString() {
    return "FilePointer[" + size + " bytes]";
  }
}
