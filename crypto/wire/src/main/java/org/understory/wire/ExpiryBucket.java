package org.understory.wire;

/**
 * Times at which things are deleted together, so that none tells when it was sent. A bucket ends at
 * every multiple of its length since 1970. {@code docs/protocol.md#expiry}
 */
public final class ExpiryBucket {
  private ExpiryBucket() {}

  /**
   * The end of the bucket that this time falls into: the least end that is not before it.
   *
   * @param expirySeconds seconds since 1970, at least 0
   * @param bucketSeconds the bucket's length, at least 1
   * @throws ArithmeticException when the end is beyond 2^63 - 1
   */
  public static long roundUp(long expirySeconds, int bucketSeconds) {
    if (expirySeconds < 0 || bucketSeconds < 1) {
      throw new IllegalArgumentException("a time must be >= 0 and a bucket >= 1 second");
    }
    long beyond = expirySeconds % bucketSeconds;
    return beyond == 0 ? expirySeconds : Math.addExact(expirySeconds - beyond, bucketSeconds);
  }

  /** Whether this time is the end of a bucket. */
  public static boolean isEnd(long expirySeconds, int bucketSeconds) {
    return roundUp(expirySeconds, bucketSeconds) == expirySeconds;
  }
}
