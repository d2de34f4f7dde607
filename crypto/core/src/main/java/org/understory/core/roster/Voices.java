package org.understory.core.roster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.seal.Sealer;
import org.understory.wire.codec.InvalidWireException;

/**
 * The voices behind an entry: its actor's, and those of the approvals that it cites ({@code
 * docs/protocol.md#approvals}, RC-80 to RC-87).
 */
final class Voices {
  /** Milliseconds for which an approval counts. */
  static final long MAX_AGE = 14 * 24 * 3_600_000L;

  private final Sealer sealer;
  private final RosterState state;
  private final Entry entry;

  Voices(Sealer sealer, RosterState state, Entry entry) {
    this.sealer = sealer;
    this.state = state;
    this.entry = entry;
  }

  /**
   * What an entry needs.
   *
   * @param voices how many members, the actor's included
   * @param check what it breaks when there are fewer
   * @param eligible who counts; null: every steward
   */
  record Need(int voices, RosterCheck check, @Nullable List<MemberId> eligible) {
    static final Need ONE = new Need(1, RosterCheck.APPROVALS_TOO_MANY, null);

    Need(int voices, RosterCheck check) {
      this(voices, check, null);
    }

    boolean counts(MemberId member) {
      return eligible == null || eligible.contains(member);
    }
  }

  @Nullable RosterCheck broken(Need need, MemberId actor) {
    List<MemberId> heard = new ArrayList<>();
    heard.add(actor);
    int voices = need.counts(actor) ? 1 : 0;
    int spare = Math.max(0, need.voices() - voices);
    byte[] last = {};
    for (byte[] bytes : entry.approvals()) {
      SignedApproval signed = decoded(bytes);
      RosterCheck broken = signed == null ? RosterCheck.APPROVAL_FORGED : broken(signed);
      if (signed == null || broken != null) {
        return broken;
      }
      byte[] device = signed.approval().device().bytes();
      MemberId member = RosterState.existing(state.memberOf(signed.approval().device())).id();
      if (heard.contains(member) || (last.length != 0 && IdList.compare(last, device) >= 0)) {
        return RosterCheck.APPROVAL_TWICE;
      }
      heard.add(member);
      last = device;
      voices += need.counts(member) ? 1 : 0;
    }
    if (entry.approvals().size() > spare) {
      return RosterCheck.APPROVALS_TOO_MANY;
    }
    return voices < need.voices() ? need.check() : null;
  }

  private @Nullable RosterCheck broken(SignedApproval signed) {
    Approval approval = signed.approval();
    Member member = state.memberOf(approval.device());
    MemberDevice device = member == null ? null : member.device(approval.device());
    if (device == null
        || !approval.group().equals(state.groupId())
        || !signed.isSignedBy(sealer, device.keys().signingKey())) {
      return RosterCheck.APPROVAL_FORGED;
    }
    Member steward = state.stewardOf(approval.device());
    if (steward == null || steward.office() == null) {
      return RosterCheck.APPROVER;
    }
    if (!Arrays.equals(approval.subject(), Approval.subject(sealer, entry.body()))) {
      return RosterCheck.APPROVAL_SUBJECT;
    }
    if (approval.policyVersion() != state.policies().version()) {
      return RosterCheck.APPROVAL_POLICY;
    }
    if (approval.time() > entry.time() || approval.time() < entry.time() - MAX_AGE) {
      return RosterCheck.APPROVAL_AGE;
    }
    return state.holds(approval.headSeq(), approval.head())
            && approval.headSeq() >= steward.office().since()
        ? null
        : RosterCheck.APPROVAL_HEAD;
  }

  /**
   * Of those that hold for this entry and count, one a member, the ones with the lowest device ids:
   * as many as it takes besides the actor's own.
   */
  List<byte[]> chosen(List<SignedApproval> collected, MemberId own, Need need) {
    int most = need.voices() - (need.counts(own) ? 1 : 0);
    List<SignedApproval> sorted = new ArrayList<>(collected);
    sorted.sort(
        (a, b) -> IdList.compare(a.approval().device().bytes(), b.approval().device().bytes()));
    List<MemberId> heard = new ArrayList<>(List.of(own));
    List<byte[]> chosen = new ArrayList<>();
    for (SignedApproval signed : sorted) {
      Member member = state.stewardOf(signed.approval().device());
      if (chosen.size() < most
          && member != null
          && need.counts(member.id())
          && !heard.contains(member.id())
          && broken(signed) == null) {
        heard.add(member.id());
        chosen.add(signed.encode());
      }
    }
    return chosen;
  }

  private static @Nullable SignedApproval decoded(byte[] bytes) {
    try {
      return SignedApproval.decode(bytes);
    } catch (InvalidWireException e) {
      return null;
    }
  }
}
