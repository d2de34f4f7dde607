package org.understory.wire.frame;

/**
 * The first frame of every connection.
 *
 * @param version of the protocol: 1
 * @param incarnation 16 bytes; changes when the server lost an unexpired bucket's key
 * @param origin the server's public origin, 1 to 255 characters of ASCII
 * @param now milliseconds since 1970
 * @param nonce 32 bytes
 * @param nonceExpiry milliseconds since 1970
 * @param bucketSeconds length of an expiry bucket, at least 1
 * @param contentCapSeconds the longest time that content is kept, at least 1
 */
public record Greeting(
    int version,
    byte[] incarnation,
    String origin,
    long now,
    byte[] nonce,
    long nonceExpiry,
    int bucketSeconds,
    int contentCapSeconds)
    implements ServerFrame {
  @Override
  public String toString() {
    return "Greeting";
  }
}
