package org.understory.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.understory.core.content.Fixture;

class ExpiryTest {
  private static final int HOUR = Fixture.HOUR;
  private static final int DAY = 24 * HOUR;
  private static final long NOW = Fixture.NOW;
  private static final long NOW_SECONDS = NOW / 1000;

  private final Expiry expiry = new Expiry(HOUR, 14 * DAY);

  @Test
  void inside_it_is_exact_and_none_without_a_timer() {
    assertEquals(NOW + 5000, Expiry.inner(NOW, 5));
    assertEquals(NOW + 28L * DAY * 1000, Expiry.inner(NOW, 28 * DAY));
    assertEquals(0, Expiry.inner(NOW, 0));
  }

  @Test
  void outside_it_is_the_end_of_its_bucket() {
    assertEquals(NOW_SECONDS + HOUR, expiry.outer(NOW + 1, NOW));
    assertEquals(NOW_SECONDS + HOUR, expiry.outer(NOW + HOUR * 1000L, NOW));
    assertEquals(NOW_SECONDS + 2 * HOUR, expiry.outer(NOW + HOUR * 1000L + 1, NOW));
  }

  @Test
  void outside_it_never_lies_beyond_the_cap() {
    long cap = NOW_SECONDS + 14 * DAY;
    assertEquals(cap, expiry.cap(NOW));
    assertEquals(cap, expiry.outer(0, NOW));
    assertEquals(cap, expiry.outer(NOW + 28L * DAY * 1000, NOW));
    assertEquals(cap, expiry.cap(NOW + HOUR * 1000L - 1));
    assertEquals(cap + HOUR, expiry.cap(NOW + HOUR * 1000L));
  }

  @Test
  void what_a_sender_computes_fits_at_the_receiver() {
    for (int timer : new int[] {0, 5, 60, HOUR, DAY, 7 * DAY, 14 * DAY, 28 * DAY}) {
      for (long late : new long[] {0, 1, 59_999, HOUR * 1000L, 5L * HOUR * 1000}) {
        long inner = Expiry.inner(NOW, timer);
        if (inner == 0 || inner > NOW + late) {
          assertTrue(expiry.fits(NOW, inner, expiry.outer(inner, NOW + late)), timer + " " + late);
        }
      }
    }
  }

  @Test
  void another_bucket_does_not_fit() {
    long inner = Expiry.inner(NOW, DAY);
    long outer = expiry.outer(inner, NOW);
    assertTrue(expiry.fits(NOW, inner, outer));
    assertFalse(expiry.fits(NOW, inner, outer + HOUR));
    assertFalse(expiry.fits(NOW, inner, outer - HOUR));
    assertFalse(expiry.fits(NOW, inner, outer + 1));
    assertFalse(expiry.fits(NOW, 0, NOW_SECONDS + 1));
  }

  @Test
  void only_a_life_near_the_cap_may_be_cut_to_it() {
    long cap = expiry.cap(NOW);
    assertTrue(expiry.fits(NOW, Expiry.inner(NOW, 28 * DAY), cap));
    assertTrue(expiry.fits(NOW, Expiry.inner(NOW, 14 * DAY - 1), cap - HOUR));
    assertFalse(expiry.fits(NOW, Expiry.inner(NOW, 12 * DAY), NOW_SECONDS + 11 * DAY));
    assertFalse(expiry.fits(NOW, Expiry.inner(NOW, 28 * DAY), NOW_SECONDS + 29 * DAY));
  }

  @Test
  void times_that_a_hostile_content_claims_do_no_harm() {
    assertFalse(expiry.fits(1, Long.MAX_VALUE, 5));
    assertFalse(expiry.fits(1, 0, Long.MAX_VALUE));
    assertTrue(expiry.fits(1, Long.MAX_VALUE, HOUR));
    assertTrue(expiry.bucketEnd(Long.MAX_VALUE) > 0);
  }

  @Test
  void buckets_of_seconds_serve_tests() {
    Expiry fast = new Expiry(2, 60);
    long inner = Expiry.inner(NOW, 5);
    assertEquals(NOW_SECONDS + 6, fast.outer(inner, NOW));
    assertTrue(fast.fits(NOW, inner, NOW_SECONDS + 6));
  }

  @Test
  void a_server_without_buckets_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> new Expiry(0, 60));
    assertThrows(IllegalArgumentException.class, () -> new Expiry(61, 60));
  }
}
