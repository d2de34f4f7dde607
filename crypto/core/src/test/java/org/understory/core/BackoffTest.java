package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final long HOUR = 60 * 60_000L;
  private static final long DAY = 24 * HOUR;
  private static final long NOW = 1_800_000_000_000L;

  @Test
  void the_first_time_is_at_once_and_each_gap_is_twice_the_one_before_up_to_a_day() {
    Backoff backoff = Backoff.NONE;
    long now = NOW;
    for (long gap : new long[] {HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 16 * HOUR, DAY, DAY, DAY}) {
      assertTrue(backoff.allows(now, HOUR));
      backoff = Backoff.decode(backoff.taken(now, HOUR).encode());
      assertFalse(backoff.allows(now + gap - 1, HOUR));
      now += gap;
    }
  }

  @Test
  void after_two_gaps_in_peace_it_counts_as_the_first_again() {
    Backoff twice = Backoff.NONE.taken(NOW, HOUR).taken(NOW + HOUR, HOUR);
    assertEquals(2, twice.level());
    assertFalse(twice.isOver(NOW + HOUR + 4 * HOUR - 1, HOUR));
    assertTrue(twice.isOver(NOW + HOUR + 4 * HOUR, HOUR));
    assertEquals(1, twice.taken(NOW + 5 * HOUR, HOUR).level());
    assertEquals(3, twice.taken(NOW + 5 * HOUR - 1, HOUR).level());
  }

  @Test
  void easing_leaves_the_first_gap() {
    Backoff often = Backoff.NONE.taken(NOW, HOUR).taken(NOW + HOUR, HOUR).eased();
    assertEquals(new Backoff(1, NOW + HOUR), often);
    assertEquals(Backoff.NONE, Backoff.NONE.eased());
  }

  @Test
  void a_clock_that_stands_still_or_a_row_that_is_none_does_no_harm() {
    Backoff backoff = Backoff.NONE;
    for (int i = 0; i < 1000; i++) {
      backoff = Backoff.decode(backoff.taken(NOW, HOUR).encode());
    }
    assertFalse(backoff.allows(NOW + DAY - 1, HOUR));
    assertTrue(backoff.allows(NOW + DAY, HOUR));
    assertEquals(Backoff.NONE, Backoff.decode(null));
    assertEquals(Backoff.NONE, Backoff.decode(new byte[3]));
  }
}
