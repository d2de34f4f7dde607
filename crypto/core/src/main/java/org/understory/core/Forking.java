package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.fork.Fork;
import org.understory.core.fork.ForkProof;
import org.understory.core.fork.Move;
import org.understory.core.fork.Resolution;
import org.understory.core.invite.LinkText;
import org.understory.core.roster.Approval;
import org.understory.core.roster.BrokenRuleException;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.EntryCodec;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.RosterCheck;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedApproval;
import org.understory.core.roster.SignedEntry;
import org.understory.core.view.Office;
import org.understory.wire.codec.InvalidWireException;

/**
 * What a person does about a fork, and the voices of stewards that end it: each says which branch
 * to keep; whoever holds office on that one commits the RESOLVE once there are enough ({@code
 * docs/protocol.md#resolve}).
 */
final class Forking implements Drafter {
  /** The branch that this steward gives up at a place: one, unless the others decided otherwise. */
  private static final String VOTE = "fv/";

  /** Approvals of a RESOLVE, by what they approve of. */
  private static final String APPROVAL = "fa/";

  private static final int MAX_APPROVALS = 64;

  private final Device device;
  private final Membership membership;
  private final Notices notices;
  private @Nullable Stewarding stewarding;

  Forking(Device device, Membership membership, Sessions sessions) {
    this.device = device;
    this.membership = membership;
    this.notices = new Notices(device, membership, sessions);
  }

  void through(Stewarding commits) {
    stewarding = commits;
  }

  // ---- acts

  /** Keeps the branch with this id: the own one, or another's. */
  String resolve(String branchId) {
    for (Fork fork : membership.line().forks().all()) {
      boolean own = Hex.of(fork.own().hash(device.sealer)).equals(branchId);
      boolean other = Hex.of(fork.first().hash()).equals(branchId);
      if (fork.halts() && (own || other)) {
        return resolve(fork, own);
      }
    }
    return Codes.NO_SUCH;
  }

  private String resolve(Fork fork, boolean own) {
    if (fork.standing() == Fork.Standing.SUCCEEDED || !hasVoice(fork)) {
      return Codes.NOT_STEWARD;
    }
    byte[] givenUp = own ? fork.first().hash() : fork.own().hash(device.sealer);
    String row = VOTE + Hex.of(fork.seq()) + Hex.of(fork.own().entry().prevHash());
    byte[] vote = device.rows.get(row);
    boolean same = vote != null && device.sealer.primitives().digest().equal(vote, givenUp);
    boolean answers = resolution(fork, own).body().over().length > 0;
    if (vote != null && !same && !answers) {
      return Codes.ALREADY_DECIDED; // FK-11
    }
    device.rows.put(row, givenUp);
    device.changed();
    if (own && stewarding != null && !stewarding.intends(Intent.Kind.RESOLVE, givenUp)) {
      stewarding.intend(Intent.Kind.RESOLVE, givenUp, "", 0, new byte[0]);
    }
    return "";
  }

  /** Whether this device's steward was one where the branches part, and is one on its line. */
  private boolean hasVoice(Fork fork) {
    RosterState before = Move.before(device.sealer, membership.state(), fork.seq());
    Member then = before.memberOf(device.keys().device());
    return then != null
        && then.isActiveSteward()
        && membership.state().stewardOf(device.keys().device()) != null;
  }

  /** Follows the stewards that members chose on another branch, or stays without them (FK-12). */
  String follow(boolean over) {
    RosterLine line = membership.line();
    for (Fork fork : line.forks().all()) {
      if (fork.standing() != Fork.Standing.SUCCEEDED) {
        continue;
      }
      if (!over) {
        line.forks().stay(line.state(), fork);
        return "";
      }
      Move move = line.forks().branches().follow(line.state(), fork);
      if (move == null) {
        return Codes.NOT_ALLOWED; // somebody would be back who was put out here
      }
      line.moveOver(move);
      return "";
    }
    return Codes.NO_SUCH;
  }

  /** The bytes that prove the fork that halts this device; null without one, or if too many. */
  byte @Nullable [] proof() {
    for (Fork fork : membership.line().forks().all()) {
      if (fork.halts()) {
        return ForkProof.of(membership.state(), fork).encoded();
      }
    }
    return null;
  }

  /** The same as an answer to a host. */
  String proofJson() {
    byte[] proof = proof();
    return "{\"proof\":" + (proof == null ? "null" : "\"" + LinkText.key(proof) + "\"") + "}";
  }

  // ---- voices

  /** Sends what others lack, and the own voices. */
  void pump() {
    List<byte[]> own = new ArrayList<>();
    for (Fork fork : membership.line().forks().all()) {
      String row = VOTE + Hex.of(fork.seq()) + Hex.of(fork.own().entry().prevHash());
      byte[] vote = device.rows.get(row);
      if (fork.halts() && vote != null) {
        boolean keepsOwn = device.sealer.primitives().digest().equal(vote, fork.first().hash());
        byte[] approval = approve(resolution(fork, keepsOwn));
        if (approval != null) {
          own.add(approval);
        }
      }
    }
    notices.pump(own);
  }

  private Resolution resolution(Fork fork, boolean keepsOwn) {
    return keepsOwn
        ? Resolution.keepingOwn(device.sealer, membership.state(), fork)
        : Resolution.keepingOther(device.sealer, membership.state(), fork);
  }

  /** This device's approval of a RESOLVE, made once; null where it holds no office. */
  private byte @Nullable [] approve(Resolution resolution) {
    RosterState kept = resolution.kept();
    if (kept.stewardOf(device.keys().device()) == null) {
      return null;
    }
    byte[] subject = Approval.subject(device.sealer, resolution.body());
    String row = APPROVAL + Hex.of(subject) + "/" + device.keys().device().hex();
    byte[] before = device.rows.get(row);
    if (before != null) {
      return before;
    }
    byte[] approval =
        SignedApproval.sign(
                device.sealer,
                device.keys().signingSeed(),
                Approval.of(
                    device.sealer,
                    kept,
                    device.keys().device(),
                    resolution.body(),
                    Math.max(device.now(), kept.time())))
            .encode();
    device.rows.put(row, approval);
    return approval;
  }

  /** Takes in what another device knows of a fork. */
  void heard(PairwiseBody.ForkNotice notice) {
    List<SignedEntry> entries = new ArrayList<>();
    try {
      for (byte[] entry : notice.entries()) {
        entries.add(EntryCodec.decode(entry));
      }
      for (byte[] approval : notice.approvals()) {
        keep(SignedApproval.decode(approval));
      }
    } catch (InvalidWireException e) {
      return; // nothing that a device of ours would send
    }
    membership.line().hear(entries);
  }

  /** Whether it counts is seen when it is cited. */
  private void keep(SignedApproval approval) {
    if (device.rows.scan(APPROVAL).size() < MAX_APPROVALS) {
      String subject = Hex.of(approval.approval().subject());
      device.rows.put(
          APPROVAL + subject + "/" + approval.approval().device().hex(), approval.encode());
    }
  }

  // ---- the commit

  @Override
  public Drafted draft(CommitDraft draft, Intent intent) {
    for (Fork fork : membership.line().forks().all()) {
      if (!fork.halts()
          || !device.sealer.primitives().digest().equal(fork.first().hash(), intent.subject())) {
        continue;
      }
      EntryBody.Resolve body = resolution(fork, true).body();
      try {
        draft.put(draft.author().append(body, approvals(body)));
        return Drafted.DONE;
      } catch (BrokenRuleException e) {
        return e.check() == RosterCheck.RESOLVE_VOICES ? Drafted.WAIT : Drafted.NOTHING;
      }
    }
    return Drafted.NOTHING;
  }

  private List<SignedApproval> approvals(EntryBody.Resolve body) {
    List<SignedApproval> approvals = new ArrayList<>();
    String prefix = APPROVAL + Hex.of(Approval.subject(device.sealer, body)) + "/";
    try {
      for (byte[] row : device.rows.scan(prefix).values()) {
        approvals.add(SignedApproval.decode(row));
      }
    } catch (InvalidWireException e) {
      throw new IllegalStateException("a stored approval cannot be read", e);
    }
    return approvals;
  }

  /** FK-3: whether this decision is carried out though a fork halts the device. */
  boolean ends(Intent intent) {
    return intent.kind() == Intent.Kind.RESOLVE
        || (intent.kind() == Intent.Kind.DECISION
            && ends(OpenDecisions.decode(intent.body()).asked()));
  }

  /** The same of an entry: it is about people whom the proof accuses, and nobody else. */
  boolean ends(@Nullable EntryBody body) {
    return (body instanceof EntryBody.Remove remove
            && remove.members().stream().allMatch(this::isAccused))
        || (body instanceof EntryBody.Role role && isAccused(role.member()));
  }

  private boolean isAccused(MemberId member) {
    for (Fork fork : membership.line().forks().all()) {
      if (fork.halts() && fork.by().contains(member)) {
        return true;
      }
    }
    return false;
  }

  // ---- what is shown

  /** The fork that halts this device, or null. */
  Office.@Nullable Fork shown() {
    List<Office.Branch> branches = new ArrayList<>();
    boolean succession = false;
    boolean voice = false;
    boolean follows = false;
    for (Fork fork : membership.line().forks().all()) {
      if (fork.halts()) {
        boolean succeeded = fork.standing() == Fork.Standing.SUCCEEDED;
        if (branches.isEmpty()) {
          branches.add(BranchView.own(device.sealer, membership.state(), fork));
        }
        branches.add(BranchView.other(device.sealer, membership.state(), fork));
        succession |= succeeded;
        voice |= !succeeded && hasVoice(fork);
        follows |=
            succeeded
                && membership.line().forks().branches().follow(membership.state(), fork) != null;
      }
    }
    return branches.isEmpty() ? null : new Office.Fork(succession, branches, voice, follows);
  }
}
