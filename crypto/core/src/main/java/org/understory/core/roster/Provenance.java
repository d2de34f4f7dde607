package org.understory.core.roster;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.understory.core.roster.EntryBody.Add;
import org.understory.wire.codec.InvalidWireException;

/** Through whom members came in: computed from the chain, so the same for everyone. */
public final class Provenance {
  private Provenance() {}

  /**
   * Who came in only through a member, directly or by others who did: the smallest set with that
   * member and everyone whose inviter, and the author and approvers of whose ADD, are all in it.
   *
   * @return those of the set who are in the group now, in the order in which they came
   */
  public static List<MemberId> cameInThrough(RosterState state, MemberId through) {
    Set<MemberId> set = new HashSet<>(Set.of(through));
    List<MemberId> active = new ArrayList<>();
    // Whoever let somebody in was there before: one pass in the order of coming finds them all.
    for (Member member : state.members().values()) {
      if (set.contains(member.id()) || set.containsAll(doors(state, member))) {
        set.add(member.id());
        if (member.isActive()) {
          active.add(member.id());
        }
      }
    }
    return active;
  }

  /** Inviter, author and approvers; of the founder, who needed none, itself. */
  private static Set<MemberId> doors(RosterState state, Member member) {
    Entry entry = RosterState.existing(state.entryAt(member.sinceSeq())).entry();
    if (!(entry.body() instanceof Add add)) {
      return Set.of(member.id());
    }
    Set<MemberId> doors = new HashSet<>();
    doors.add(RosterState.existing(state.inviteByEntry(add.inviteEntry())).inviter());
    doors.add(RosterState.existing(state.memberOf(entry.actor())).id());
    for (byte[] approval : entry.approvals()) {
      doors.add(RosterState.existing(state.memberOf(device(approval))).id());
    }
    return doors;
  }

  private static DeviceId device(byte[] approval) {
    try {
      return SignedApproval.decode(approval).approval().device();
    } catch (InvalidWireException e) {
      throw new AssertionError("an applied entry cites what is no approval", e);
    }
  }
}
