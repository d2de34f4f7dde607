package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random schedules of a group against a lying server and false members (ROS-2, ROS-4). How many:
 * {@code -Dunderstory.schedules}; which: {@code -Dunderstory.seed}.
 */
@Tag("adversary")
class ScheduleTest {
  private static final int USUAL = 100;
  private static final int REAL = 6;
  private static final int LARGE_FROM = 1000;
  private static final int NOTICED_WITHIN = 500;
  private static final long SEED = Long.getLong("understory.seed", 1);

  private static List<String> failures(Schedules schedules, int count) {
    List<String> failures = new ArrayList<>();
    for (int i = 0; i < count && failures.size() < 5; i++) {
      String told = schedules.run(SEED + i);
      if (!told.isEmpty()) {
        failures.add(told);
      }
    }
    return failures;
  }

  @Test
  void no_schedule_breaks_what_must_hold() {
    int count = Integer.getInteger("understory.schedules", USUAL);
    Schedules schedules = new Schedules(false, count >= LARGE_FROM ? 20 : 9);
    assertEquals(List.of(), failures(schedules, count));
  }

  @Test
  void nor_with_real_curves() {
    assertEquals(List.of(), failures(new Schedules(true, 5), REAL));
  }

  /** The watch sees: with any one of these rules taken away some schedule fails. */
  @ParameterizedTest
  @EnumSource(Faults.Fault.class)
  void the_watch_notices_when_a_rule_is_taken_away(Faults.Fault fault) {
    assertFalse(new Faults(fault).firstNoticed(SEED, NOTICED_WITHIN).isEmpty());
  }
}
