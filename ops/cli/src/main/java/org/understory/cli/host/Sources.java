package org.understory.cli.host;

import java.security.SecureRandom;
import java.time.Clock;
import org.understory.signal.Randomness;

/**
 * Time and randomness of one process. The only place that asks the system for either (libsignal
 * draws its own randomness in native code).
 *
 * @param clock the wall clock
 * @param randomness for keys, salts and ids
 */
public record Sources(Clock clock, Randomness randomness) {
  /** The system's own. */
  public static Sources system() {
    SecureRandom random = new SecureRandom();
    return new Sources(Clock.systemUTC(), random::nextBytes);
  }

  /** Milliseconds since 1970. */
  public long now() {
    return clock.millis();
  }
}
