package org.understory.core;

import java.util.List;
import org.understory.core.view.Office;

/** Shows how the group is led: its rules, open decisions, leases and forks. */
final class OfficeView {
  private static final int DEFAULT_LEASE_HOURS = 72;
  private static final int DEFAULT_ABSENCE_DAYS = 14;
  private static final int DEFAULT_ANSWERS_DAYS = 30;

  Office office() {
    return new Office(policy(), null, null, List.of(), List.of(), List.of());
  }

  private Office.Policy policy() {
    return new Office.Policy(
        1, DEFAULT_LEASE_HOURS, DEFAULT_ABSENCE_DAYS, DEFAULT_ANSWERS_DAYS, 1, 0, List.of(), 1);
  }
}
