package org.understory.signal.primitive;

/** Hashes, MACs and key derivation. Parts are concatenated without separators. */
public interface Digest {
  byte[] sha256(byte[]... parts);

  byte[] sha512(byte[]... parts);

  byte[] hmacSha256(byte[] key, byte[]... parts);

  byte[] hmacSha512(byte[] key, byte[]... parts);

  /** RFC 5869 with SHA-256; an empty {@code salt} means 32 zero bytes. */
  byte[] hkdfSha256(byte[] salt, byte[] ikm, byte[] info, int length);

  /** Constant time in the content; false when the lengths differ. */
  boolean equal(byte[] a, byte[] b);
}
