package org.understory.core;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.Act;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.SignedApproval;
import org.understory.core.roster.SignedEntry;
import org.understory.core.sync.Outbox;
import org.understory.wire.frame.Reason;
import org.understory.wire.frame.Refusal;

/**
 * The parts with which stewards decide and members put their wishes to them, wired together:
 * proposals, voices, commits, offices and announcement channels.
 */
final class Governing {
  final Proposals proposals;
  final CommitBuilder commits;
  final EpochClosing closing;
  final Stewarding stewarding;
  final Announcements announcements;
  final Consequences consequences;
  final OpenDecisions open;
  final Decisions decisions;
  final Offices offices;
  final OfficeActs acts;
  final Deletion deletion;
  final ChannelDecisions channels;
  final RescueParts parts;
  private final Rescue rescue;
  private final Device device;
  private final Membership membership;
  private final RosterLog rosterLog;
  private final SetSignatures signatures;
  private final Automatic automatic;
  private final Refreshing refreshing;
  private Predicate<EntryBody> endsFork = body -> false;
  private Predicate<Act> endsByAct = act -> false;

  Governing(
      Device device,
      Membership membership,
      Sessions sessions,
      RosterLog rosterLog,
      SendGate gate,
      Undo undo) {
    this.device = device;
    this.membership = membership;
    this.rosterLog = rosterLog;
    proposals = new Proposals(device, membership);
    signatures = new SetSignatures(device, membership, proposals);
    parts = new RescueParts(device, membership);
    rescue = new Rescue(device, membership, sessions, signatures, parts);
    closing = new EpochClosing(device, membership, sessions, rosterLog, signatures, rescue);
    commits = new CommitBuilder(device, membership, rosterLog, closing);
    stewarding = new Stewarding(device, membership, rosterLog, commits);
    announcements = new Announcements(device, membership, sessions, gate);
    consequences = new Consequences(device, membership, announcements);
    open = new OpenDecisions(device, membership, proposals);
    decisions =
        new Decisions(
            device, membership, proposals, open, stewarding, consequences, signatures, undo);
    offices = new Offices(device, membership);
    acts = new OfficeActs(device, membership, proposals, open, decisions, offices);
    deletion = new Deletion(device, membership, proposals);
    automatic = new Automatic(device, membership, proposals, stewarding, consequences, signatures);
    refreshing = new Refreshing(device, membership, rosterLog, closing, stewarding, rescue);
    channels = new ChannelDecisions(device, membership, stewarding, announcements);
    commits.register(channels, Intent.Kind.CHANNEL, Intent.Kind.TIMER, Intent.Kind.POSTERS);
    commits.register(decisions, Intent.Kind.DECISION);
    commits.register(automatic, Intent.Kind.PROPOSAL);
    commits.register(refreshing, Intent.Kind.REFRESH);
  }

  void load() {
    proposals.load();
    open.load();
    stewarding.load();
  }

  void tick() {
    open.changed(); // approvals grow old
    refreshing.tick();
  }

  /** Does whatever has become possible. */
  void pump() {
    proposals.prune();
    automatic.pump();
    decisions.pump();
    if (rosterLog.isCaughtUp()) {
      proposals.pump(); // else what is over already would be posted again
    }
    announcements.pump();
    rescue.pump();
    stewarding.pump();
  }

  /** Says which commits and entries end a fork that halts this device (FK-3). */
  void whileHalted(Predicate<Intent> commit, Predicate<EntryBody> entry, Predicate<Act> act) {
    endsByAct = act;
    stewarding.whileHalted(commit);
    endsFork = entry;
  }

  /** The same while halted: only what takes the people in the proof away, and voices for it. */
  void pumpHalted() {
    proposals.prune();
    decisions.pump(endsFork);
    if (rosterLog.isCaughtUp()) {
      proposals.pump(this::endsFork);
    }
    stewarding.pump();
  }

  /** Whether this open proposal may go out while a fork halts this device. */
  boolean endsFork(String id) {
    Proposals.Open one = proposals.open(id);
    if (one == null) {
      return false;
    }
    if (endsByAct.test(one.act())) {
      return true;
    }
    if (one.act() instanceof Act.Propose propose) {
      return ends(propose.asked());
    }
    SignedApproval approval = OpenDecisions.approval(one);
    for (OpenDecisions.Asked asked : open.all()) {
      EntryBody body = open.effective(asked.body());
      if (body != null
          && endsFork.test(body)
          && (approval != null
              ? Hex.of(approval.approval().subject()).equals(open.id(body))
              : one.act() instanceof Act.SetSignature set && signatures.isFor(set, body))) {
        return true;
      }
    }
    return false;
  }

  private boolean ends(@Nullable EntryBody body) {
    return body != null && endsFork.test(body);
  }

  void applied(SignedEntry entry) {
    decisions.applied(entry);
    if (entry.entry().body() instanceof EntryBody.EpochEntry epoch) {
      device.stewardSecretApplied(epoch.stewardSecretHash());
      rescue.applied(epoch);
    }
    proposals.rosterMoved();
    offices.rosterMoved();
    announcements.rosterMoved();
  }

  /** Proposes the own removal. */
  String leave() {
    if (device.facts.phase() != Phase.READY) {
      return Codes.NO_SUCH;
    }
    var own = device.keys().member();
    if (membership.isSteward(own) && membership.state().stewards().size() == 1) {
      return Codes.LAST_STEWARD;
    }
    signatures.lend(new EntryBody.Remove(java.util.List.of(own), new byte[0], false));
    proposals.post(new Act.Leave());
    return "";
  }

  /**
   * A proposal is in the log. After the own LEAVE this device posts no more, whatever a steward's
   * client does when.
   */
  void posted(String id) {
    Proposals.Open one = proposals.open(id);
    if (one != null && one.act() instanceof Act.Leave) {
      device.facts.phase(Phase.LEFT);
      device.changed();
    }
  }

  Outbox.Verdict refused(String id, Refusal refusal) {
    if (refusal.reason() == Reason.RATE_LIMITED || refusal.reason() == Reason.UNAVAILABLE) {
      return Outbox.Verdict.AGAIN;
    }
    if (refusal.reason() == Reason.STALE) {
      proposals.postAgain(id);
    }
    return Outbox.Verdict.DROP;
  }
}
