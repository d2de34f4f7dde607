package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.Act;
import org.understory.core.roster.Approval;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.Opening;
import org.understory.core.roster.Prospect;
import org.understory.core.roster.RosterCheck;
import org.understory.core.roster.SignedApproval;
import org.understory.core.roster.SignedEntry;
import org.understory.core.view.Office;

/**
 * Acts that need the voices of several stewards (docs/decisions/0012, 2): one proposes, others
 * approve, and the client of whoever has enough commits. With one voice needed an act is committed
 * at once.
 */
final class Decisions implements Drafter {
  /** What {@link Undo} holds for this part. */
  static final String UNDO = "d/";

  /** How long a commit is left to whose voice came last. */
  private static final long LEFT_TO_LAST_MILLIS = 60_000;

  private static final int MOST_DECIDED = 20;

  private final Device device;
  private final Membership membership;
  private final Proposals proposals;
  private final OpenDecisions open;
  private final Stewarding stewarding;
  private final Consequences consequences;
  private final SetSignatures signatures;
  private final Undo undo;
  private final Map<String, Long> enoughSince = new HashMap<>();
  private final List<Office.Decided> decided = new ArrayList<>();

  Decisions(
      Device device,
      Membership membership,
      Proposals proposals,
      OpenDecisions open,
      Stewarding stewarding,
      Consequences consequences,
      SetSignatures signatures,
      Undo undo) {
    this.device = device;
    this.membership = membership;
    this.proposals = proposals;
    this.open = open;
    this.stewarding = stewarding;
    this.consequences = consequences;
    this.signatures = signatures;
    this.undo = undo;
    undo.owner(UNDO, id -> forget(id.substring(UNDO.length())));
  }

  // ---- acts

  /** Decides something, or asks other stewards for their voices. */
  String propose(EntryBody body, @Nullable Opening opening) {
    if (!membership.amSteward()) {
      return Codes.NOT_STEWARD;
    }
    String id = open.id(body);
    if (open.vote(id) != null || stewarding.intends(Intent.Kind.DECISION, Hex.parse(id))) {
      return Codes.ALREADY_DECIDED;
    }
    Act.Propose act = Act.Propose.of(body, opening);
    EntryBody effective = open.effective(body);
    if (effective == null) {
      open.vote(new OpenDecisions.Vote(id, true, device.now(), act));
      return "";
    }
    Prospect prospect = open.prospect(effective);
    if (prospect.broken() != null) {
      return code(prospect.broken());
    }
    if (prospect.isEnough()) {
      commit(id, act);
    } else if (!proposals.hasRoom()) {
      return Codes.BUSY;
    } else {
      vote(id, true, act, body);
    }
    return "";
  }

  private static String code(RosterCheck check) {
    return switch (check) {
      case LAST_STEWARD -> Codes.LAST_STEWARD;
      case SELF -> Codes.SELF;
      case MEMBER_UNKNOWN -> Codes.NO_SUCH;
      default -> Codes.NOT_ALLOWED;
    };
  }

  /** Gives the own voice for what another steward proposed. */
  String approve(String id) {
    OpenDecisions.Asked asked = open.find(id);
    if (!membership.amSteward()) {
      return Codes.NOT_STEWARD;
    }
    if (asked == null) {
      return Codes.NO_SUCH;
    }
    if (open.vote(id) != null) {
      return Codes.ALREADY_DECIDED;
    }
    if (open.isBlocked(asked.body())) {
      return Codes.SELF;
    }
    vote(id, false, asked.act(), asked.body());
    return "";
  }

  private void vote(String id, boolean proposing, Act.Propose act, EntryBody body) {
    open.vote(new OpenDecisions.Vote(id, proposing, device.now(), act));
    undo.hold(UNDO + id, kind(body).name());
  }

  /** Wants what was proposed or approved here no more; a voice that somebody has stays one. */
  String withdraw(String id) {
    OpenDecisions.Vote vote = open.vote(id);
    OpenDecisions.Asked asked = open.find(id);
    if (vote == null) {
      return Codes.NO_SUCH;
    }
    if (asked != null) {
      takeBack(asked);
    }
    forget(id);
    return "";
  }

  private void takeBack(OpenDecisions.Asked asked) {
    for (String name : asked.proposed()) {
      Proposals.Open one = proposals.open(name);
      if (one != null && proposals.hasRoom() && membership.isOwn(one.proposal().device())) {
        proposals.post(new Act.Withdraw(one.hash()));
      }
    }
  }

  /** Drops the own vote, and what this device posted for it. */
  private void forget(String id) {
    open.forgetVote(id);
    drop(id, true);
  }

  private void drop(String id, boolean ownOnly) {
    for (Proposals.Open one : proposals.open()) {
      SignedApproval approval = OpenDecisions.approval(one);
      boolean voice = approval != null && Hex.of(approval.approval().subject()).equals(id);
      EntryBody asked = one.act() instanceof Act.Propose propose ? propose.asked() : null;
      boolean asks = asked != null && open.id(asked).equals(id);
      if ((voice || asks) && (!ownOnly || proposals.isOwn(one))) {
        proposals.drop(one.id());
      }
    }
    open.changed();
  }

  // ---- carrying on

  /** Posts voices whose time to be taken back is over, and commits what has enough. */
  void pump() {
    pump(body -> true);
  }

  /** The same of those alone that are about entries like this. */
  void pump(Predicate<EntryBody> which) {
    for (OpenDecisions.Vote vote : open.votes()) {
      EntryBody body = vote.act().asked();
      if (!undo.holds(UNDO + vote.id()) && body != null && which.test(body)) {
        carryOn(vote, body);
      }
    }
  }

  private void carryOn(OpenDecisions.Vote vote, EntryBody asked) {
    OpenDecisions.Asked shown = open.find(vote.id());
    if (!membership.amSteward() || shown == null) {
      forget(vote.id()); // out of office, or taken back by whoever asked
      return;
    }
    if (vote.proposing()) {
      if (proposals.hasRoom()) {
        proposals.post(vote.act());
        open.vote(new OpenDecisions.Vote(vote.id(), false, vote.at(), vote.act()));
        open.changed();
      }
      return;
    }
    EntryBody body = open.effective(asked);
    if (body == null) {
      return;
    }
    Prospect prospect = open.prospect(body);
    if (prospect.broken() != null) {
      forget(vote.id());
      return;
    }
    signatures.lend(body);
    if (!prospect.isEnough()) {
      enoughSince.remove(vote.id());
      giveVoice(body);
    } else if (isMyTurn(vote, body, prospect)) {
      commit(vote.id(), vote.act());
    }
  }

  /** Whose voice came last commits; the others do when it has not for a minute. */
  private boolean isMyTurn(OpenDecisions.Vote vote, EntryBody body, Prospect prospect) {
    boolean last = prospect.isLast(device.keys().member(), posted(body));
    long since = enoughSince.computeIfAbsent(vote.id(), id -> device.now());
    byte[] id = Hex.parse(vote.id());
    long wait = LEFT_TO_LAST_MILLIS + Automatic.turn(device, membership, id);
    return last || device.now() >= since + wait;
  }

  /** The own voice as the others have it, or null. */
  private @Nullable Approval posted(EntryBody body) {
    byte[] subject = Approval.subject(device.sealer, body);
    for (SignedApproval given : open.approvals()) {
      Approval approval = given.approval();
      if (approval.device().equals(device.keys().device())
          && approval.policyVersion() == membership.state().policies().version()
          && Arrays.equals(approval.subject(), subject)) {
        return approval;
      }
    }
    return null;
  }

  /** Posts the own approval, or a fresh one where what it is bound to has changed. */
  private void giveVoice(EntryBody body) {
    byte[] subject = Approval.subject(device.sealer, body);
    for (Proposals.Open one : proposals.open()) {
      SignedApproval given = OpenDecisions.approval(one);
      if (given != null
          && proposals.isOwn(one)
          && Arrays.equals(given.approval().subject(), subject)) {
        if (given.approval().policyVersion() == membership.state().policies().version()
            && !membership.state().isCited(given.hash(device.sealer))) {
          return;
        }
        proposals.drop(one.id());
      }
    }
    if (proposals.hasRoom()) {
      proposals.post(new Act.GiveApproval(sign(body).encode()));
      open.changed();
    }
  }

  /** An approval by this device, now. */
  SignedApproval sign(EntryBody body) {
    return SignedApproval.sign(
        device.sealer,
        device.keys().signingSeed(),
        Approval.of(device.sealer, membership.state(), device.keys().device(), body, device.now()));
  }

  private void commit(String id, Act.Propose act) {
    byte[] subject = Hex.parse(id);
    if (!stewarding.intends(Intent.Kind.DECISION, subject)) {
      stewarding.intend(Intent.Kind.DECISION, subject, "", 0, Act.encode(act));
    }
  }

  @Override
  public Drafted draft(CommitDraft draft, Intent intent) {
    Act.Propose act = OpenDecisions.decode(intent.body());
    EntryBody asked = act.asked();
    EntryBody body = asked == null ? null : open.effective(asked);
    if (body == null) {
      return Drafted.NOTHING;
    }
    return consequences.put(draft, body, open.approvals(), act.opening());
  }

  // ---- what became of them

  /** The roster moved: whoever decided something that was open here is named. */
  void applied(SignedEntry entry) {
    open.changed();
    Member by = membership.state().memberOf(entry.entry().actor());
    EntryBody body = entry.entry().body();
    String exact = open.id(body);
    String id = exact;
    if (body instanceof EntryBody.Role role && role.role() == EntryBody.Role.STEWARD) {
      id = open.id(new EntryBody.Role(role.member(), role.role(), new byte[0]));
    }
    if (by != null && open.isKnown(id)) {
      note(new Office.Decided(id, kind(body), by.id().hex(), entry.entry().time(), about(body)));
    }
    open.forgetVote(id);
    drop(id, false);
    drop(exact, false);
  }

  /** Tells that something was decided, so that nobody does it twice. */
  void note(Office.Decided one) {
    decided.add(one);
    if (decided.size() > MOST_DECIDED) {
      decided.remove(0);
    }
    device.changed();
  }

  List<Office.Decided> decided() {
    return decided;
  }

  /** What a decision is about, as hosts name it. */
  Office.Kind kind(EntryBody body) {
    return switch (body) {
      case EntryBody.Remove remove -> remove.freeze() ? Office.Kind.FREEZE : Office.Kind.REMOVE;
      case EntryBody.Role role ->
          role.role() == EntryBody.Role.STEWARD ? Office.Kind.APPOINT : away(role);
      case EntryBody.DeviceRevoke revoke -> Office.Kind.REVOKE_DEVICE;
      case EntryBody.DeviceAdd add ->
          add.isRecovery() ? Office.Kind.RECOVERY : Office.Kind.ADD_DEVICE;
      case EntryBody.Space space -> Office.Kind.MOVE_SERVER;
      case EntryBody.Policy policy ->
          policy.policy() == org.understory.core.roster.Policies.QUESTIONS
              ? Office.Kind.QUESTIONS
              : Office.Kind.POLICY;
      case EntryBody.Resolve resolve -> Office.Kind.RESOLVE;
      default -> Office.Kind.SUCCESSION;
    };
  }

  /** To plain member: out of office, or back from being frozen. */
  private Office.Kind away(EntryBody.Role role) {
    Member member = membership.state().member(role.member());
    boolean back =
        member != null
            && (member.isFrozen()
                || membership.state().epochDue() == org.understory.core.roster.EpochDue.STEP);
    return back ? Office.Kind.UNFREEZE : Office.Kind.DEMOTE;
  }

  static List<String> about(EntryBody body) {
    return switch (body) {
      case EntryBody.Remove remove -> remove.members().stream().map(MemberId::hex).toList();
      case EntryBody.Role role -> List.of(role.member().hex());
      case EntryBody.DeviceRevoke revoke -> List.of(revoke.member().hex());
      case EntryBody.DeviceAdd add -> List.of(add.device().member().hex());
      default -> List.of();
    };
  }
}
