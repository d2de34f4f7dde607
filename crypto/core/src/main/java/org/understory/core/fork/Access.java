package org.understory.core.fork;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.RosterState;

/** Who has access in a state: people, their devices, and who is a steward. */
record Access(Set<MemberId> members, Set<DeviceId> devices, Set<MemberId> stewards) {

  static Access none() {
    return new Access(new HashSet<>(), new HashSet<>(), new HashSet<>());
  }

  static Access of(RosterState state) {
    Access access = none();
    for (Member member : state.activeMembers()) {
      access.members.add(member.id());
      for (DeviceKeys device : member.activeDevices()) {
        access.devices.add(device.device());
      }
      if (member.isActiveSteward()) {
        access.stewards.add(member.id());
      }
    }
    return access;
  }

  /** What is here and not in {@code other}. */
  Access without(Access other) {
    Access rest =
        new Access(new HashSet<>(members), new HashSet<>(devices), new HashSet<>(stewards));
    rest.members.removeAll(other.members);
    rest.devices.removeAll(other.devices);
    rest.stewards.removeAll(other.stewards);
    return rest;
  }

  boolean isEmpty() {
    return members.isEmpty() && devices.isEmpty() && stewards.isEmpty();
  }

  boolean meets(Access other) {
    return meet(members, other.members)
        || meet(devices, other.devices)
        || meet(stewards, other.stewards);
  }

  private static <T> boolean meet(Set<T> some, Set<T> others) {
    for (T one : some) {
      if (others.contains(one)) {
        return true;
      }
    }
    return false;
  }

  /**
   * What was taken away along these states and is away after the last of them. Whoever came in on
   * the way and went again counts too.
   *
   * @param states in order, the first one before the fork
   */
  static Access takenAlong(List<RosterState> states) {
    Access ever = none();
    for (RosterState state : states) {
      Access now = of(state);
      ever.members.addAll(now.members);
      ever.devices.addAll(now.devices);
      ever.stewards.addAll(now.stewards);
    }
    return ever.without(of(states.get(states.size() - 1)));
  }
}
