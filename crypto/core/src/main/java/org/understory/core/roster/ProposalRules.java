package org.understory.core.roster;

import org.jspecify.annotations.Nullable;
import org.understory.core.seal.Sealer;
import org.understory.wire.codec.InvalidWireException;

/**
 * Whether a member's own act may be carried out by an entry on top of a state ({@code
 * docs/protocol.md#proposals}, PR-1 to PR-5, PR-7).
 */
public final class ProposalRules {
  private static final long DAY = 24 * 3_600_000L;
  private static final long MAX_AGE = 14 * DAY;
  private static final long MAX_LEAVE_AGE = 30 * DAY;

  private ProposalRules() {}

  /**
   * A proposal that was judged.
   *
   * @param proposal what it says; null when not even that is sure
   * @param broken what it breaks, or null: it may be carried out
   */
  public record Judged(@Nullable Proposal proposal, @Nullable ProposalCheck broken) {}

  /**
   * Judges the canonical bytes of a signed proposal.
   *
   * @param time of the entry that would carry it out, milliseconds
   */
  public static Judged judge(Sealer sealer, RosterState state, long time, byte[] signedProposal) {
    SignedProposal signed;
    try {
      signed = SignedProposal.decode(signedProposal);
    } catch (InvalidWireException e) {
      return new Judged(null, ProposalCheck.FORGED);
    }
    Proposal proposal = signed.verify(sealer, state.groupId(), id -> everKey(state, id));
    return proposal == null || !mayAct(state, proposal)
        ? new Judged(null, ProposalCheck.FORGED)
        : new Judged(proposal, broken(sealer, state, time, signed, proposal));
  }

  /** Judges a proposal again that was verified before, on another state or at another time. */
  public static @Nullable ProposalCheck judge(
      Sealer sealer, RosterState state, long time, SignedProposal signed, Proposal proposal) {
    return mayAct(state, proposal)
        ? broken(sealer, state, time, signed, proposal)
        : ProposalCheck.FORGED;
  }

  /** The proposal, if it may be carried out; else null. */
  static @Nullable Proposal holding(Sealer sealer, RosterState state, long time, byte[] signed) {
    Judged judged = judge(sealer, state, time, signed);
    return judged.broken() == null ? judged.proposal() : null;
  }

  /** What a proposal says that was judged before; null for bytes that are none. */
  static @Nullable Proposal read(byte[] signedProposal) {
    try {
      return Proposal.decode(SignedProposal.decode(signedProposal).proposal());
    } catch (InvalidWireException e) {
      return null;
    }
  }

  /** What the state keeps of a proposal that it carried out. */
  static byte[] hash(Sealer sealer, byte[] signedProposal) {
    return sealer.hash(SignedProposal.TYPE, signedProposal);
  }

  private static @Nullable ProposalCheck broken(
      Sealer sealer, RosterState state, long time, SignedProposal signed, Proposal proposal) {
    long most = proposal.act() instanceof Act.Leave ? MAX_LEAVE_AGE : MAX_AGE;
    if (proposal.time() > time || proposal.time() < time - most) {
      return ProposalCheck.AGE;
    }
    if (!state.holds(proposal.rosterSeq(), proposal.rosterHead())) {
      return ProposalCheck.LINE;
    }
    if (state.isSpent(signed.hash(sealer))) {
      return ProposalCheck.REPEATED;
    }
    boolean forHead =
        proposal.act() instanceof Act.Endorse || proposal.act() instanceof Act.Candidates;
    if (forHead && proposal.rosterSeq() != state.seq()) {
      return ProposalCheck.HEAD;
    }
    Member member = state.memberOf(proposal.device());
    boolean office = proposal.act() instanceof Act.Office || proposal.act() instanceof Act.Resign;
    return office && member != null && proposal.rosterSeq() < member.roleSeq()
        ? ProposalCheck.OVERTAKEN
        : null;
  }

  private static byte @Nullable [] everKey(RosterState state, DeviceId id) {
    Member member = state.memberOf(id);
    MemberDevice device = member == null ? null : member.device(id);
    return device == null ? null : device.keys().signingKey();
  }

  /**
   * Whether the device is active; or was when it signed that others of its member are to go. Two
   * that revoke each other are both out, whoever is first in the log: else a thief who is first
   * stays alone.
   */
  private static boolean mayAct(RosterState state, Proposal proposal) {
    Member member = state.memberOf(proposal.device());
    MemberDevice by = member == null ? null : member.device(proposal.device());
    if (member == null || by == null || !member.isActive()) {
      return false;
    }
    if (!by.isRevoked()) {
      return true;
    }
    boolean then = by.sinceSeq() <= proposal.rosterSeq() && by.revokedSeq() > proposal.rosterSeq();
    return then
        && proposal.act() instanceof Act.DeviceRevoke revoke
        && knows(member, revoke, proposal.rosterSeq());
  }

  /** Whether all that it names had come by then. */
  private static boolean knows(Member member, Act.DeviceRevoke revoke, long seq) {
    for (DeviceId id : revoke.devices()) {
      MemberDevice named = member.device(id);
      if (named == null || named.sinceSeq() > seq) {
        return false;
      }
    }
    return revoke.veto().length == 0;
  }
}
