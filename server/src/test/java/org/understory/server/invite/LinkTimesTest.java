package org.understory.server.invite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.understory.server.TestSources;
import org.understory.wire.id.InviteId;

/** When links are over. */
class LinkTimesTest {
  private final TestSources time = new TestSources();
  private final LinkTimes times = new LinkTimes(time.sources());
  private final InviteId link = InviteId.of(new byte[16]);

  @Test
  void a_link_is_over_to_the_second() {
    long now = time.sources().nowSeconds();
    times.put(link, now + 900);
    time.pass(899_000);
    assertEquals(now + 900, times.of(link));
  }

  @Test
  void a_link_that_this_process_did_not_open_is_over() {
    assertEquals(0, times.of(link), "as after a restart: the tables know no more than the bucket");
  }

  @Test
  void what_is_over_is_forgotten() {
    times.put(link, time.sources().nowSeconds() + 1);
    time.pass(2_000);
    byte[] other = new byte[16];
    other[0] = 1;
    times.put(InviteId.of(other), time.sources().nowSeconds() + 1);
    assertEquals(0, times.of(link));
  }
}
