package org.understory.server.ratelimit;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import org.understory.server.config.Sources;
import org.understory.server.delivery.Refused;

/** Token buckets per purpose and payer. Used on one event loop. */
public final class RateLimits {
  /** What is limited: how much at once, and how much a second after that. */
  public enum Purpose {
    /** Entries in logs, per owner key. */
    APPEND(20_000, 500),
    /** Requests for the epoch, per owner key. */
    KNOCK(10, 1.0 / 60),
    /** Bytes of content, per space. */
    SPACE_BYTES(512 << 20, 2 << 20),
    /** Items in mailboxes, per owner key: one sender key to 1,000 devices five times over. */
    DEPOSIT(20_000, 100),
    /** Commits, per steward key. */
    COMMIT(120, 1),
    /** Staged packets, per steward key. */
    STAGE(20_000, 100),
    /** Shelves taken from, per owner key. */
    TAKE_PRE_KEYS(20_000, 50),
    /** Publications of prekeys, per owner key. */
    PUBLISH_PRE_KEYS(120, 0.2),
    /** Requests to join, per drop key. */
    JOIN_REQUEST(20, 1.0 / 30),
    /** Leases, per steward key: one after each entry, and one a day. */
    LEASE(120, 1.0 / 30),
    /** Links opened, per owner key. */
    LINK(5, 5.0 / 86_400),
    /** Recoveries asked for, per knock key. */
    RECOVERY(3, 3.0 / 86_400),
    /** Knock keys registered, per owner key. */
    REPLACE_KNOCK_KEY(10, 10.0 / 86_400),
    /** Openings of guarded logs within an hour, per space. */
    OPEN_LOGS(8, 8.0 / 3_600),
    /** Openings of guarded logs within a day, per space. */
    OPEN_LOGS_DAILY(64, 64.0 / 86_400),
    /** Moves of guarded logs, per owner key. */
    MOVE_LOGS(120, 0.1),
    /** Blobs opened, per owner key. */
    OPEN_BLOB(600, 0.5),
    /** Proofs of keys, per connection: a new one after each entry that moves the epoch. */
    PROVE(120, 4),
    /** Foundings tried, per connection. */
    FOUND(10, 0.1);

    private final double burst;
    private final double perSecond;

    Purpose(double burst, double perSecond) {
      this.burst = burst;
      this.perSecond = perSecond;
    }
  }

  private static final int MOST_BUCKETS = 200_000;

  private record Payer(Purpose purpose, long hash) {}

  private static final class Bucket {
    double spent;
    long at;
  }

  private final Sources sources;
  private final byte[] salt;
  private final Map<Payer, Bucket> buckets = new HashMap<>();

  public RateLimits(Sources sources) {
    this.sources = sources;
    this.salt = sources.randomness().bytes(16);
  }

  /**
   * Spends from a payer's bucket.
   *
   * @throws Refused RATE_LIMITED when it is empty
   */
  public void spend(Purpose purpose, byte[] payer, int cost) {
    spend(purpose, hash(payer), cost);
  }

  /** Spends from the bucket of a connection, which is known by a number of its own. */
  public void spend(Purpose purpose, long connection, int cost) {
    long now = sources.nowMillis();
    if (buckets.size() >= MOST_BUCKETS) {
      buckets.values().removeIf(bucket -> now - bucket.at > 60_000);
    }
    Bucket bucket = buckets.computeIfAbsent(new Payer(purpose, connection), fresh -> new Bucket());
    double elapsed = Math.max(0, now - bucket.at) / 1000.0;
    double spent = Math.max(0, bucket.spent - elapsed * purpose.perSecond);
    bucket.at = now;
    bucket.spent = spent;
    if (spent + cost > purpose.burst) {
      double wait = (spent + cost - purpose.burst) / purpose.perSecond;
      throw Refused.rateLimited((int) Math.clamp(Math.ceil(wait), 1, 3_600));
    }
    bucket.spent = spent + cost;
  }

  /** Forgets buckets that are full again anyway. */
  public void sweep() {
    long now = sources.nowMillis();
    buckets
        .entrySet()
        .removeIf(entry ->
            entry.getValue().spent
                <= (now - entry.getValue().at) / 1000.0 * entry.getKey().purpose().perSecond);
  }

  private long hash(byte[] payer) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(salt);
      return ByteBuffer.wrap(digest.digest(payer)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
