package org.understory.server;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.understory.server.config.Sources;

/** Time that stands until it is moved, and bytes that are a number counting upwards. */
public final class TestSources {
  private final AtomicLong millis = new AtomicLong(1_800_000_000_000L);
  private final AtomicLong counter = new AtomicLong();

  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return Instant.ofEpochMilli(millis.get());
        }
      };

  /** The sources to give. */
  public Sources sources() {
    return new Sources(
        clock,
        target -> {
          long next = counter.incrementAndGet();
          for (int i = 0; i < target.length; i++) {
            target[i] = (byte) (next >>> 8 * (i % 8));
          }
        });
  }

  /** Lets time pass. */
  public void pass(long ms) {
    millis.addAndGet(ms);
  }
}
