package org.understory.server.ratelimit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.understory.server.TestSources;
import org.understory.server.delivery.Refused;
import org.understory.server.ratelimit.RateLimits.Purpose;
import org.understory.wire.frame.Reason;

class RateLimitsTest {
  private final TestSources time = new TestSources();
  private final RateLimits limits = new RateLimits(time.sources());
  private final byte[] payer = new byte[32];

  @Test
  void who_spends_too_fast_is_told_when_to_come_again() {
    for (int i = 0; i < 10; i++) {
      limits.spend(Purpose.KNOCK, payer, 1);
    }
    Refused refused = assertThrows(Refused.class, () -> limits.spend(Purpose.KNOCK, payer, 1));
    assertEquals(Reason.RATE_LIMITED, refused.reason());
    assertTrue(refused.retryAfter() > 0 && refused.retryAfter() <= 60);
    time.pass(refused.retryAfter() * 1_000L);
    limits.spend(Purpose.KNOCK, payer, 1);
  }

  @Test
  void payers_and_purposes_do_not_pay_for_each_other() {
    for (int i = 0; i < 10; i++) {
      limits.spend(Purpose.KNOCK, payer, 1);
    }
    limits.spend(Purpose.KNOCK, new byte[] {1}, 1);
    limits.spend(Purpose.APPEND, payer, 1);
  }

  @Test
  void sweeping_forgives_nothing() {
    for (int i = 0; i < 10; i++) {
      limits.spend(Purpose.KNOCK, payer, 1);
    }
    limits.sweep();
    assertThrows(Refused.class, () -> limits.spend(Purpose.KNOCK, payer, 1));
  }
}
