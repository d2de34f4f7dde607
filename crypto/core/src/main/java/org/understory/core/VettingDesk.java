package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.Act;
import org.understory.core.roster.Approval;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.Prospect;
import org.understory.core.roster.RosterInvite;
import org.understory.core.roster.SignedApproval;
import org.understory.core.roster.SignedEntry;
import org.understory.core.seal.Sealer;
import org.understory.core.view.Office;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.id.InviteId;

/**
 * Deciding about requests ({@code docs/protocol.md#approving}): the own voice, held back for a
 * moment; the voices of others; and the ADD that cites them, by who gave the last one. Only a
 * request that this client has checked itself is ever approved.
 */
final class VettingDesk {
  private static final String UNDO = "jr:";
  private static final String VOICE = "jv/";

  /** VT-2: how long the ADD is left to whose voice came last. */
  private static final long OTHERS_COMMIT_MILLIS = 60_000;

  private final Device device;
  private final Membership membership;
  private final Requests requests;
  private final Invites invites;
  private final Proposals proposals;
  private final Undo undo;
  private final RequestNotes notes;
  private final Stewarding stewarding;
  private final Decisions decisions;

  VettingDesk(
      Device device,
      Membership membership,
      Requests requests,
      Invites invites,
      Governing governing,
      Undo undo,
      RequestNotes notes) {
    this.device = device;
    this.membership = membership;
    this.requests = requests;
    this.invites = invites;
    this.proposals = governing.proposals;
    this.stewarding = governing.stewarding;
    this.decisions = governing.decisions;
    this.undo = undo;
    this.notes = notes;
    undo.owner(UNDO, id -> device.rows.delete(VOICE + id.substring(UNDO.length())));
  }

  // ---- the own voice

  String approve(String id) {
    Requests.Known one = requests.find(id);
    if (!membership.amSteward()) {
      return Codes.NOT_STEWARD;
    }
    if (one == null) {
      return Codes.NO_SUCH;
    }
    if (!requests.holds(one) || hasVoice(one)) {
      return Codes.ALREADY_DECIDED;
    }
    if (notes.isAlarmed(one)) {
      return Codes.ALARM;
    }
    byte[] row = Arrays.copyOf(one.hash(), 40);
    System.arraycopy(Sealer.u64(device.now()), 0, row, 32, 8);
    device.rows.put(VOICE + id, row);
    undo.hold(UNDO + id, prospect(one).isEnough() ? "ADMIT" : "APPROVE");
    return "";
  }

  /** Whether the own voice for the request as it is now was given. */
  boolean hasVoice(Requests.Known one) {
    byte[] row = device.rows.get(VOICE + one.id());
    return row != null && Arrays.equals(Arrays.copyOf(row, 32), one.hash());
  }

  long voiceAt(Requests.Known one) {
    byte[] row = device.rows.get(VOICE + one.id());
    return row == null ? 0 : Sealer.u64(row, 32);
  }

  /** How an ADD by this device would stand, with the voices that hold now. */
  Prospect prospect(Requests.Known one) {
    return Prospect.of(
        device.sealer,
        membership.state(),
        device.keys().device(),
        device.now(),
        one.verified().add(device.sealer),
        collected(one.hash()));
  }

  List<SignedApproval> collected(byte[] hash) {
    List<SignedApproval> all = new ArrayList<>();
    for (Proposals.Open open : proposals.open()) {
      if (open.act() instanceof Act.GiveApproval give) {
        try {
          SignedApproval signed = SignedApproval.decode(give.approval());
          if (Arrays.equals(signed.approval().subject(), hash)) {
            all.add(signed);
          }
        } catch (InvalidWireException e) {
          proposals.drop(open.id());
        }
      }
    }
    return all;
  }

  boolean isDeciding(Requests.Known one) {
    return stewarding.intends(Intent.Kind.APPROVE, one.row().id());
  }

  /** Whether an own voice waits to leave. */
  boolean hasWork() {
    return device.rows.scan(VOICE).keySet().stream()
        .anyMatch(key -> undo.holds(UNDO + key.substring(VOICE.length())));
  }

  /** Lets voices go whose time to be taken back is over, and commits what has enough. */
  void pump() {
    if (!membership.amSteward()) {
      return;
    }
    for (String key : List.copyOf(device.rows.scan(VOICE).keySet())) {
      String id = key.substring(VOICE.length());
      Requests.Known one = requests.find(id);
      if (one == null || !hasVoice(one)) {
        device.rows.delete(key); // decided, or written anew: this voice was for the former one
      } else if (!undo.holds(UNDO + id) && !isDeciding(one)) {
        carryOn(one);
      }
    }
  }

  private void carryOn(Requests.Known one) {
    Prospect prospect = prospect(one);
    if (prospect.isEnough() && !notes.isAlarmed(one) && isMyTurn(one, prospect)) {
      stewarding.intend(Intent.Kind.APPROVE, one.row().id(), "", 0, one.hash());
    } else if (!prospect.isEnough() && posted(one.hash()) == null && proposals.hasRoom()) {
      Approval approval =
          Approval.of(
              device.sealer,
              membership.state(),
              device.keys().device(),
              one.verified().add(device.sealer),
              device.now());
      proposals.post(
          new Act.GiveApproval(
              SignedApproval.sign(device.sealer, device.keys().signingSeed(), approval).encode()));
    }
  }

  /** VT-2. */
  private boolean isMyTurn(Requests.Known one, Prospect prospect) {
    long last = 0;
    for (Prospect.Voice voice : prospect.voices()) {
      last = Math.max(last, voice.time());
    }
    return prospect.isLast(device.keys().member(), posted(one.hash()))
        || device.now() - last >= OTHERS_COMMIT_MILLIS;
  }

  /** The own voice as the others have it, or null. */
  private @Nullable Approval posted(byte[] hash) {
    int version = membership.state().policies().version();
    for (SignedApproval signed : collected(hash)) {
      Approval approval = signed.approval();
      if (approval.device().equals(device.keys().device()) && approval.policyVersion() == version) {
        return approval;
      }
    }
    return null;
  }

  // ---- declining

  /**
   * Declines.
   *
   * @param shared whether the joiner is told the reason
   */
  String decline(String id, String reason, boolean shared) {
    Requests.Known one = requests.find(id);
    if (!membership.amSteward()) {
      return Codes.NOT_STEWARD;
    }
    if (one == null) {
      return Codes.NO_SUCH;
    }
    if (isDeciding(one)) {
      return Codes.ALREADY_DECIDED;
    }
    if (!notes.isReason(reason, shared)) {
      return Codes.TEXT_LENGTH;
    }
    boolean told = shared && !reason.isEmpty();
    notes.declined(one, reason, told);
    invites.close(one.row().invite(), !told);
    invites.declined(one.row().invite(), told ? "" : reason);
    requests.over(one.row().invite());
    return "";
  }

  // ---- what others decided

  /** An entry that decides about requests which are open here. */
  void applied(SignedEntry entry) {
    switch (entry.entry().body()) {
      case EntryBody.Add add -> {
        RosterInvite invite = membership.state().inviteByEntry(add.inviteEntry());
        if (invite != null) {
          over(entry, invite.body().invite(), Office.Kind.ADMIT, add.device().member());
        }
      }
      case EntryBody.InviteRevoke revoke ->
          revoke.invites().forEach(id -> over(entry, id, Office.Kind.DECLINE, null));
      default -> {}
    }
  }

  private void over(
      SignedEntry entry, InviteId invite, Office.Kind kind, @Nullable MemberId newcomer) {
    Member by = membership.state().memberOf(entry.entry().actor());
    boolean own = entry.entry().actor().equals(device.keys().device());
    for (Requests.Known one : requests.by(invite)) {
      if (by != null && !own) {
        note(one.id(), kind, by, entry.entry().time(), newcomer);
      }
    }
    requests.over(invite);
  }

  /** VT-3: "Sam decided this a moment ago". */
  private void note(String id, Office.Kind kind, Member by, long at, @Nullable MemberId newcomer) {
    List<String> about = newcomer == null ? List.of() : List.of(newcomer.hex());
    decisions.note(new Office.Decided(id, kind, by.id().hex(), at, about));
  }
}
