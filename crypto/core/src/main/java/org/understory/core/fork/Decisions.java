package org.understory.core.fork;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.Entry;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.EntryBody.Resolve;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.Policies;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedApproval;
import org.understory.core.roster.SignedEntry;
import org.understory.wire.codec.InvalidWireException;

/** What an entry decides about forks, and who speaks in it. */
final class Decisions {
  private Decisions() {}

  static boolean isResolve(SignedEntry entry) {
    return entry.entry().body() instanceof Resolve;
  }

  /** Whether this is a RESOLVE that gives up the branch that begins with {@code first}. */
  static boolean givesUp(SignedEntry resolve, SignedEntry first) {
    return resolve.entry().body() instanceof Resolve body
        && Arrays.equals(body.loser(), first.bytes());
  }

  /** The entry of this line that a RESOLVE gives up, or null. */
  static @Nullable SignedEntry givenUpOf(SignedEntry resolve, RosterState line) {
    if (!(resolve.entry().body() instanceof Resolve body)) {
      return null;
    }
    SignedEntry own = line.entryAt(body.forkSeq());
    return own != null && Arrays.equals(own.bytes(), body.loser()) ? own : null;
  }

  /** The newest RESOLVE of a line about this place, or null. */
  static @Nullable SignedEntry newest(RosterState line, long seq) {
    SignedEntry newest = null;
    for (SignedEntry entry : line.entriesFrom(seq)) {
      if (entry.entry().body() instanceof Resolve body && body.forkSeq() == seq) {
        newest = entry;
      }
    }
    return newest;
  }

  /** Whether a RESOLVE answers that one. */
  static boolean isOver(SignedEntry resolve, SignedEntry decision) {
    return resolve.entry().body() instanceof Resolve body
        && Arrays.equals(body.over(), decision.bytes());
  }

  /**
   * FK-1: whose signatures of a valid entry count against a line on which it is not: its author's,
   * and approvals that a threshold about stewards needed. Those of newcomers' requests do not: else
   * whoever was put out could halt the group with approvals that it had collected.
   */
  static Set<MemberId> voices(RosterState before, SignedEntry signed) {
    Entry entry = signed.entry();
    Set<MemberId> voices = new HashSet<>();
    add(voices, before.memberOf(entry.actor()));
    if (isAboutStewards(before, entry.body())) {
      for (byte[] approval : entry.approvals()) {
        add(voices, approver(before, approval));
      }
    }
    return voices;
  }

  private static void add(Set<MemberId> voices, @Nullable Member member) {
    if (member != null) {
      voices.add(member.id());
    }
  }

  private static @Nullable Member approver(RosterState before, byte[] approval) {
    try {
      return before.memberOf(SignedApproval.decode(approval).approval().device());
    } catch (InvalidWireException e) {
      return null;
    }
  }

  private static boolean isAboutStewards(RosterState before, EntryBody body) {
    return switch (body) {
      case EntryBody.Remove remove -> {
        boolean steward = false;
        for (MemberId id : remove.members()) {
          Member member = before.member(id);
          steward |= member != null && member.isActiveSteward();
        }
        yield steward;
      }
      case EntryBody.Role role -> true;
      case Resolve resolve -> true;
      case EntryBody.Space space -> true;
      case EntryBody.Policy policy -> policy.policy() != Policies.TIMER;
      default -> false;
    };
  }

  static boolean same(SignedEntry one, SignedEntry other) {
    return Arrays.equals(one.bytes(), other.bytes());
  }
}
