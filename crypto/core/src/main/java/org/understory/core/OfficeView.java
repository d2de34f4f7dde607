package org.understory.core;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.lease.Freshness;
import org.understory.core.roster.MemberId;
import org.understory.core.view.Office;

/** Shows how the group is led: its rules, open decisions, leases and forks. */
final class OfficeView {
  private static final int DEFAULT_LEASE_HOURS = 72;
  private static final int DEFAULT_ABSENCE_DAYS = 14;
  private static final int DEFAULT_ANSWERS_DAYS = 30;

  private final Leasing leasing;
  private final Membership membership;
  private final Forking forking;

  OfficeView(Leasing leasing, Membership membership, Forking forking) {
    this.leasing = leasing;
    this.membership = membership;
    this.forking = forking;
  }

  Office office() {
    return new Office(policy(), lease(), forking.shown(), List.of(), List.of(), List.of());
  }

  private Office.Policy policy() {
    return new Office.Policy(
        1, DEFAULT_LEASE_HOURS, DEFAULT_ABSENCE_DAYS, DEFAULT_ANSWERS_DAYS, 1, 0, List.of(), 1);
  }

  private Office.@Nullable Lease lease() {
    if (membership.state().isEmpty()) {
      return null;
    }
    Freshness now = leasing.freshness();
    Office.LeaseState state =
        !now.fresh()
            ? Office.LeaseState.LAPSED
            : now.ending() ? Office.LeaseState.ENDING : Office.LeaseState.FRESH;
    return new Office.Lease(
        state,
        now.until(),
        now.missing().stream().map(MemberId::hex).toList(),
        now.absent().stream().map(a -> a.office().member().hex()).toList(),
        leasing.isGoingOn(),
        leasing.isMoreHidden());
  }
}
