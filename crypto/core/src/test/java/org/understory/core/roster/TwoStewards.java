package org.understory.core.roster;

import java.util.List;

/** A state with a second steward, without the entries that it would take. */
final class TwoStewards {
  private TwoStewards() {}

  /** The group's state, with this device's member as another steward, one place further on. */
  static RosterState with(TestGroup group, DeviceKeySet second) {
    RosterState state = group.state();
    StateDraft draft = state.draft();
    DeviceKeys keys = group.publish(second);
    draft.member(
        new Member(
            second.member(),
            group.key(),
            new byte[0],
            List.of(new MemberDevice(keys, null, state.seq() + 1, group.now(), 0)),
            new Member.Office(second.device(), group.key(), state.seq() + 1),
            0,
            state.seq() + 1,
            group.now(),
            null,
            null));
    SignedEntry any = new Frankenstein(group).sew(Bodies.remove(second.member()));
    return draft.at(any, group.key());
  }
}
