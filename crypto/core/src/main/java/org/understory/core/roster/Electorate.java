package org.understory.core.roster;

import org.jspecify.annotations.Nullable;

/**
 * Whose voices count on a chain, in one state of it: the stewards of a group, or the keepers of a
 * compartment ({@code docs/protocol.md#approvals}).
 */
public interface Electorate {
  /** The statement that approvals of this chain are signed over: none of another kind of chain. */
  String statement();

  /** The chain's id, which approvals name. */
  GroupId id();

  int policyVersion();

  /** Whether the chain has the entry with this number and hash. */
  boolean holds(long seq, byte[] head);

  /** Whether an entry of this chain cited the approval with this hash. */
  boolean isCited(byte[] hash);

  /** Whose device this is or was; null for a device that never was here. */
  @Nullable Voter voter(DeviceId device);

  /**
   * A device and its member.
   *
   * @param signingKey 32 bytes
   * @param votes whether its voice counts now
   * @param since the entry since which the member decides without a break
   */
  record Voter(MemberId member, byte[] signingKey, boolean votes, long since) {
    @Override
    public String toString() {
      return "Voter[" + votes + "]";
    }
  }

  /** The stewards of a group, each with its office device. */
  static Electorate stewards(RosterState state) {
    return new Electorate() {
      @Override
      public String statement() {
        return SignedApproval.TYPE;
      }

      @Override
      public GroupId id() {
        return state.groupId();
      }

      @Override
      public int policyVersion() {
        return state.policies().version();
      }

      @Override
      public boolean holds(long seq, byte[] head) {
        return state.holds(seq, head);
      }

      @Override
      public boolean isCited(byte[] hash) {
        return state.isCited(hash);
      }

      @Override
      public @Nullable Voter voter(DeviceId id) {
        Member member = state.memberOf(id);
        MemberDevice device = member == null ? null : member.device(id);
        if (member == null || device == null) {
          return null;
        }
        Member.Office office = member.holdsOfficeWith(id) ? member.office() : null;
        return new Voter(
            member.id(),
            device.keys().signingKey(),
            office != null,
            office == null ? 0 : office.since());
      }
    };
  }
}
