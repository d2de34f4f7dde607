package org.understory.core.fork;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.Endorsement;
import org.understory.core.roster.EntryBody.Succession;
import org.understory.core.roster.EpochDue;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.Roster;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedEntry;

/** Whether members chose other stewards on a branch (FK-12). */
final class Succeeding {
  private Succeeding() {}

  /**
   * Whether a SUCCESSION takes effect with this entry of the branch, in the name of those who were
   * plain members where it left the line: whoever somebody took in on the branch does not count.
   */
  static boolean succeeds(Roster roster, RosterState line, Twig first, Twig twig) {
    if (!(twig.entry().entry().body() instanceof Succession)
        || twig.after().epochDue() == EpochDue.NONE) {
      return false;
    }
    RosterState fork = roster.before(line, first.entry().entry().seq());
    Set<MemberId> endorsers = new HashSet<>();
    for (SignedEntry entry : twig.after().entriesFrom(fork.seq() + 1)) {
      if (entry.entry().body() instanceof Succession part) {
        for (byte[] endorser : part.endorsers()) {
          Member member = fork.memberOf(DeviceId.of(Arrays.copyOfRange(endorser, 0, 16)));
          if (member != null && member.isActive() && !member.isActiveSteward()) {
            endorsers.add(member.id());
          }
        }
      } else {
        endorsers.clear();
      }
    }
    return endorsers.size() >= Endorsement.needed(fork.activeCount() - fork.stewardCount());
  }
}
