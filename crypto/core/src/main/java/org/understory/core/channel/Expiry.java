package org.understory.core.channel;

import org.understory.wire.ExpiryBucket;

/**
 * When a message disappears: exactly, inside, for people; by the bucket, outside, for the server.
 * Pure. {@code docs/protocol.md#timer}
 *
 * @param bucketSeconds length of the server's expiry buckets, at least 1
 * @param capSeconds how far ahead the server lets content expire, at least one bucket
 */
public record Expiry(int bucketSeconds, int capSeconds) {

  /**
   * How much shorter than the cap a life may be and still be cut to it, as a fraction of the cap: a
   * day of 14. Without it a clock that is a minute fast would make a message of nearly the cap's
   * length wrong; any shorter life must fit its bucket exactly.
   */
  private static final int CAP_SLACK = 14;

  public Expiry {
    if (bucketSeconds < 1 || capSeconds < bucketSeconds) {
      throw new IllegalArgumentException("a bucket has at least a second, the cap one bucket");
    }
  }

  /**
   * The exact expiry, inside.
   *
   * @param sent milliseconds since 1970
   * @param timerSeconds 0: off
   * @return milliseconds since 1970; 0: never
   */
  public static long inner(long sent, int timerSeconds) {
    return timerSeconds == 0 ? 0 : sent + timerSeconds * 1000L;
  }

  /**
   * The outer expiry of a message that is sent now.
   *
   * @param inner milliseconds since 1970; 0: never
   * @param now the server's time, milliseconds since 1970
   * @return the end of a bucket, seconds since 1970, never beyond the cap
   */
  public long outer(long inner, long now) {
    long cap = cap(now);
    return inner == 0 ? cap : Math.min(bucketEnd(inner), cap);
  }

  /** The last end of a bucket that the server accepts now: what deposits carry. Seconds. */
  public long cap(long now) {
    long latest = now / 1000 + capSeconds;
    return latest - latest % bucketSeconds;
  }

  /** The end of the bucket that a time lies in, seconds since 1970. */
  public long bucketEnd(long millis) {
    long seconds = millis / 1000 + (millis % 1000 == 0 ? 0 : 1);
    return ExpiryBucket.roundUp(seconds, bucketSeconds);
  }

  /**
   * Whether an outer expiry is one that a message with this inner expiry may lie under: the end of
   * its bucket, or less only where the cap cut it.
   *
   * @param outer seconds since 1970
   */
  public boolean fits(long sent, long inner, long outer) {
    if (outer % bucketSeconds != 0) {
      return false;
    }
    if (inner == 0) {
      return true;
    }
    long end = bucketEnd(inner);
    boolean nearCap = inner - sent > (capSeconds - capSeconds / CAP_SLACK) * 1000L;
    return outer == end || (nearCap && outer < end);
  }
}
