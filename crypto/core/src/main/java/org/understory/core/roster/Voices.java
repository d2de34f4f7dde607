package org.understory.core.roster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.seal.Sealer;
import org.understory.wire.codec.InvalidWireException;

/**
 * The voices behind an entry: its actor's, and those of the approvals that it cites ({@code
 * docs/protocol.md#approvals}, RC-80 to RC-88).
 */
public final class Voices {
  /** Milliseconds for which an approval counts. */
  public static final long MAX_AGE = 14 * 24 * 3_600_000L;

  private final Sealer sealer;
  private final Electorate electorate;
  private final byte[] subject;
  private final long time;
  private final List<byte[]> approvals;

  Voices(Sealer sealer, RosterState state, Entry entry) {
    this(
        sealer,
        Electorate.stewards(state),
        Approval.subject(sealer, entry.body()),
        entry.time(),
        entry.approvals());
  }

  /**
   * Behind an entry of any chain.
   *
   * @param subject what approvals of it name, 32 bytes
   * @param time the entry's, milliseconds
   * @param approvals that it cites, canonical
   */
  public Voices(
      Sealer sealer, Electorate electorate, byte[] subject, long time, List<byte[]> approvals) {
    this.sealer = sealer;
    this.electorate = electorate;
    this.subject = subject;
    this.time = time;
    this.approvals = List.copyOf(approvals);
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

  /**
   * The rule of approvals that is broken, where so many voices are needed.
   *
   * @param tooFew the answer where there are fewer
   */
  public @Nullable RosterCheck broken(int needed, RosterCheck tooFew, MemberId actor) {
    return broken(new Need(needed, tooFew), actor);
  }

  @Nullable RosterCheck broken(Need need, MemberId actor) {
    List<MemberId> heard = new ArrayList<>();
    heard.add(actor);
    int voices = need.counts(actor) ? 1 : 0;
    int spare = Math.max(0, need.voices() - voices);
    byte[] last = {};
    for (byte[] bytes : approvals) {
      SignedApproval signed = decoded(bytes);
      RosterCheck broken = signed == null ? RosterCheck.APPROVAL_FORGED : broken(signed);
      if (signed == null || broken != null) {
        return broken;
      }
      byte[] device = signed.approval().device().bytes();
      MemberId member = RosterState.existing(electorate.voter(signed.approval().device())).member();
      if (heard.contains(member) || (last.length != 0 && IdList.compare(last, device) >= 0)) {
        return RosterCheck.APPROVAL_TWICE;
      }
      if (isSpent(bytes)) {
        return RosterCheck.APPROVAL_SPENT;
      }
      heard.add(member);
      last = device;
      voices += need.counts(member) ? 1 : 0;
    }
    if (approvals.size() > spare) {
      return RosterCheck.APPROVALS_TOO_MANY;
    }
    return voices < need.voices() ? need.check() : null;
  }

  private boolean isSpent(byte[] approval) {
    return electorate.isCited(SignedApproval.hash(sealer, approval));
  }

  private @Nullable RosterCheck broken(SignedApproval signed) {
    Approval approval = signed.approval();
    Electorate.Voter voter = electorate.voter(approval.device());
    if (voter == null
        || !approval.group().equals(electorate.id())
        || !signed.isSignedBy(sealer, voter.signingKey(), electorate.statement())) {
      return RosterCheck.APPROVAL_FORGED;
    }
    if (!voter.votes()) {
      return RosterCheck.APPROVER;
    }
    if (!Arrays.equals(approval.subject(), subject)) {
      return RosterCheck.APPROVAL_SUBJECT;
    }
    if (approval.policyVersion() != electorate.policyVersion()) {
      return RosterCheck.APPROVAL_POLICY;
    }
    if (approval.time() > time || approval.time() < time - MAX_AGE) {
      return RosterCheck.APPROVAL_AGE;
    }
    return electorate.holds(approval.headSeq(), approval.head())
            && approval.headSeq() >= voter.since()
        ? null
        : RosterCheck.APPROVAL_HEAD;
  }

  /**
   * Of those that hold for this entry and count, one a member, the ones with the lowest device ids:
   * as many as it takes besides the actor's own.
   */
  public List<byte[]> chosen(List<SignedApproval> collected, MemberId own, int voices) {
    return chosen(collected, own, new Need(voices, RosterCheck.APPROVALS_TOO_MANY));
  }

  List<byte[]> chosen(List<SignedApproval> collected, MemberId own, Need need) {
    int most = need.voices() - (need.counts(own) ? 1 : 0);
    List<SignedApproval> sorted = new ArrayList<>(collected);
    sorted.sort(
        (a, b) -> IdList.compare(a.approval().device().bytes(), b.approval().device().bytes()));
    List<MemberId> heard = new ArrayList<>(List.of(own));
    List<byte[]> chosen = new ArrayList<>();
    for (SignedApproval signed : sorted) {
      Electorate.Voter voter = electorate.voter(signed.approval().device());
      if (chosen.size() < most
          && voter != null
          && need.counts(voter.member())
          && !heard.contains(voter.member())
          && !isSpent(signed.encode())
          && broken(signed) == null) {
        heard.add(voter.member());
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
