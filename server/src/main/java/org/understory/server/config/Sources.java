package org.understory.server.config;

import java.security.SecureRandom;
import java.time.Clock;

/**
 * Time and randomness of one server. The only place that asks the system for either.
 *
 * @param clock the wall clock
 * @param randomness for nonces, tickets and ids
 */
public record Sources(Clock clock, Randomness randomness) {
  /** The system's own. */
  public static Sources system() {
    SecureRandom random = new SecureRandom();
    return new Sources(Clock.systemUTC(), random::nextBytes);
  }

  /** Whole seconds since 1970, rounded down. */
  public long nowSeconds() {
    return Math.floorDiv(clock.millis(), 1000L);
  }

  /** Milliseconds since 1970. */
  public long nowMillis() {
    return clock.millis();
  }
}
