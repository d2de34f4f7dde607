package org.understory.core.roster;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.EntryBody.DeviceRevoke;
import org.understory.core.roster.EntryBody.Remove;
import org.understory.core.seal.Sealer;

/** The rule of REMOVE, and how many voices taking somebody's access away needs. */
final class RemoveRules {
  private static final long DAY = 24 * 3_600_000L;
  private static final int FEW = 3;

  private RemoveRules() {}

  static @Nullable RosterCheck broken(
      Sealer sealer, RosterState state, Entry entry, Remove remove, Member actor) {
    int stewards = state.stewardCount();
    for (MemberId id : remove.members()) {
      Member subject = state.member(id);
      boolean thaws = subject != null && subject.isFrozen() && !remove.freeze();
      if (subject == null || !(subject.isActive() || thaws)) {
        return RosterCheck.MEMBER_UNKNOWN;
      }
      stewards -= subject.isActiveSteward() ? 1 : 0;
    }
    if (stewards == 0) {
      return RosterCheck.LAST_STEWARD;
    }
    if (remove.members().contains(actor.id())) {
      return RosterCheck.SELF;
    }
    return remove.isLeave() ? leaveBroken(sealer, state, entry, remove) : null;
  }

  private static @Nullable RosterCheck leaveBroken(
      Sealer sealer, RosterState state, Entry entry, Remove remove) {
    Proposal leave = ProposalRules.holding(sealer, state, entry.time(), remove.proposal());
    Member leaving = leave == null ? null : state.memberOf(leave.device());
    boolean holds =
        leave != null
            && leave.act() instanceof Act.Leave
            && leaving != null
            && remove.members().size() == 1
            && remove.members().contains(leaving.id())
            && !remove.freeze();
    return holds ? null : RosterCheck.LEAVE;
  }

  static Voices.Need need(RosterState state, Entry entry, Remove remove) {
    return remove.isLeave()
        ? Voices.Need.ONE
        : need(state, entry, Set.copyOf(remove.members()), RosterCheck.REMOVE_VOICES);
  }

  /** What taking access away from these takes, by how many others lost it in the last day. */
  static Voices.Need need(RosterState state, Entry entry, Set<MemberId> named, RosterCheck tooFew) {
    boolean steward = false;
    for (MemberId id : named) {
      Member member = state.member(id);
      steward |= member != null && member.isActiveSteward();
    }
    Set<MemberId> gone = new HashSet<>(named);
    for (long seq = state.seq(); seq > 0; seq--) {
      Entry earlier = RosterState.existing(state.entryAt(seq)).entry();
      if (earlier.time() < entry.time() - DAY) {
        break;
      }
      if (earlier.body() instanceof Remove remove && !remove.isLeave()) {
        gone.addAll(remove.members());
      } else if (earlier.body() instanceof DeviceRevoke revoke && revoke.act().length == 0) {
        gone.add(revoke.member());
      }
    }
    boolean many = gone.size() > Math.max(FEW, state.activeCount() / 10);
    return new Voices.Need(steward || many ? state.threshold() : 1, tooFew);
  }
}
