package org.understory.server.config;

/**
 * How long content may stay. Both values are shown to clients in the greeting.
 *
 * @param bucketSeconds length of an expiry bucket: 1 to 86,400 s, and a divisor of a day, so that
 *     no bucket crosses midnight (UTC) and a day's partition ends with a bucket
 * @param contentCapSeconds the furthest an expiry may lie ahead, before rounding up to a bucket's
 *     end: 1 s to 28 days
 */
public record Retention(int bucketSeconds, int contentCapSeconds) {
  public static final int DAY = 86_400;
  static final int DEFAULT_BUCKET = 3_600;
  static final int DEFAULT_CAP = 14 * DAY;
  private static final int LARGEST_CAP = 28 * DAY;

  public Retention {
    if (bucketSeconds < 1 || bucketSeconds > DAY || DAY % bucketSeconds != 0) {
      throw new ConfigurationException(
          "--bucket-seconds must divide a day of 86400 seconds; " + bucketSeconds + " does not.");
    }
    if (contentCapSeconds < 1 || contentCapSeconds > LARGEST_CAP) {
      throw new ConfigurationException(
          "--content-cap-seconds must be between 1 and "
              + LARGEST_CAP
              + " (28 days); "
              + contentCapSeconds
              + " is not.");
    }
  }

  /** The end of the bucket that {@code seconds} lies in, or {@code seconds} if it is one. */
  public long bucketEnd(long seconds) {
    return Math.ceilDiv(seconds, (long) bucketSeconds) * bucketSeconds;
  }

  /** Whether {@code seconds} is the end of a bucket. */
  public boolean isBucketEnd(long seconds) {
    return Math.floorMod(seconds, (long) bucketSeconds) == 0;
  }

  /** The furthest expiry that is taken at {@code now}. */
  public long furthest(long now) {
    return bucketEnd(now + contentCapSeconds);
  }
}
