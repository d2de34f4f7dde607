package org.understory.core.roster;

import java.util.List;

/** A state that no entry of today's kinds leads to: a second steward. ROLE will. */
final class TwoStewards {
  private TwoStewards() {}

  /** The group's state, with this device's member as another steward, one place further on. */
  static RosterState with(TestGroup group, DeviceKeySet second) {
    RosterState state = group.state();
    RosterState.Draft draft = state.draft();
    draft.member(
        new Member(
            second.member(),
            Member.Role.STEWARD,
            group.publish(second),
            group.key(),
            state.seq() + 1,
            group.now(),
            null));
    Entry any =
        new Entry(
            state.groupId(),
            state.seq() + 1,
            state.head(),
            new EntryBody.Remove(second.member(), new byte[0]),
            second.device(),
            group.now(),
            List.of());
    return draft.at(any, group.key());
  }
}
