package org.understory.server.delivery;

import org.understory.server.config.Retention;
import org.understory.wire.frame.Reason;

/** Which expiries of content are taken. */
public final class Expiry {
  private Expiry() {}

  /**
   * Refuses an expiry that is over, not the end of a bucket, or beyond the content cap. A bucket
   * more is taken, for clocks that run ahead.
   */
  public static void require(long expiry, long now, Retention retention) {
    if (expiry <= now) {
      throw Refused.because(Reason.EXPIRED);
    }
    if (!retention.isBucketEnd(expiry)
        || expiry > retention.furthest(now) + retention.bucketSeconds()) {
      throw Refused.because(Reason.TOO_FAR);
    }
  }
}
