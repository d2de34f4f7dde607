package org.understory.core;

import java.util.HashMap;
import java.util.Map;
import org.understory.core.roster.Act;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.MemberId;

/** What must hold of proposals: some bind at once, and nobody fills a store with them. */
final class ProposalWatch {
  private static final int MOST_OPEN = 20;

  private ProposalWatch() {}

  /** PR-6: whether a device's own member has taken it away, in what this person took in. */
  static boolean isTakenAway(
      Simulation sim, Simulation.Person person, PlainRoster roster, DeviceId device) {
    for (Proposals.Open one : person.client.parts().governing.proposals.open()) {
      MemberId by = roster.devices.get(one.proposal().device());
      if (one.act() instanceof Act.DeviceRevoke revoke
          && revoke.devices().contains(device)
          && by != null
          && by.equals(roster.devices.get(device))
          && one.proposal().rosterSeq() <= Watch.of(person).seq()
          && one.proposal().time() <= sim.now) {
        return true;
      }
    }
    return false;
  }

  /** Nobody fills another's store with what it proposes. */
  static void check(Simulation.Person person) {
    Map<DeviceId, Integer> open = new HashMap<>();
    for (Proposals.Open one : person.client.parts().governing.proposals.open()) {
      int count = open.merge(one.proposal().device(), 1, Integer::sum);
      Watch.require(count <= MOST_OPEN, "keeps more proposals of one device than it has to");
    }
  }
}
