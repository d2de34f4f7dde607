package org.understory.core;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.understory.core.compartment.CompartmentRoster;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.Roster;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedEntry;
import org.understory.core.seal.EpochSecret;
import org.understory.core.sync.Connection;
import org.understory.core.sync.Outbox;
import org.understory.core.sync.Purpose;
import org.understory.core.view.Answers;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.id.LogId;

/** The parts of a client, wired by hand, and what one tells the others. */
final class Parts implements Membership.Listener, Inbox.MessageDeposits {
  /** Whether the own member is frozen: out, and listening for the word that lets it back. */
  static final String FROZEN = "frozen";

  final Device device;
  final Membership membership;
  final RosterLog rosterLog;
  final Sessions sessions;
  final Circles circles;
  final Chains chains;
  final Resending resending;

  /** Whatever holds content back is added here. */
  final SendGate gate = new SendGate();

  final Evidence evidence;
  final Receipts receipts;
  final Messages messages;
  final Directs directs;
  final Settings settings;
  final Burning burning;
  final Reports reports;
  final Posting posting;
  final FailedPosts failedPosts;
  final Leasing leasing;
  final Reading reading;
  final Repair repair;
  final Inbox inbox;
  final PreKeys preKeys;
  final Admission admission;
  final Stewarding stewarding;
  final Quarantine quarantine;
  final Forking forking;
  final Endorsing endorsing;
  final Founding founding;
  final Arrival arrival;
  final Governing governing;
  final OwnDevices devices;
  final Knocks knocks;
  final Compartments compartments;
  final CompartmentActs narrow;
  final ViewBuilder views;
  final MessageViews shown;
  final TimelineBuilder timelines;
  final Search search;
  final Acts acts;
  final Undo undo;
  final Blobs blobs;
  final Queries queries;
  private final Seen seen;
  private final Asking asking;
  final Forgetting forgetting;
  private final Disappearing disappearing;

  Parts(Device device, Roster roster) {
    this.device = device;
    device.outbox(new Outbox(device.rows, device.sealer.randomness(), new Written(this)));
    membership = new Membership(device, roster, this);
    gate.add(channel -> membership.halted() ? SendGate.HALTED : null);
    undo = new Undo(device);
    rosterLog = new RosterLog(device, membership);
    sessions = new Sessions(device, membership);
    GroupCircle group = new GroupCircle(device, membership);
    circles = new Circles(group);
    directs = new Directs(device, membership, group, gate);
    circles.directs(directs);
    evidence = new Evidence(device);
    messages = new Messages(device);
    messages.whenGone(evidence::forget);
    settings = new Settings(device, circles, messages);
    burning = new Burning(device, membership, sessions, messages);
    chains = new Chains(device, circles, sessions, evidence);
    resending = new Resending(device, circles, sessions, chains);
    posting = new Posting(device, circles, sessions, chains, resending, gate, messages);
    failedPosts = new FailedPosts(device, posting, messages);
    seen = new Seen(device.rows);
    asking = new Asking(device, membership, sessions, chains);
    forgetting = new Forgetting(device, circles, chains);
    quarantine = new Quarantine(device, membership);
    receipts = new Receipts(device, membership, circles, posting, gate);
    reading =
        new Reading(
            device,
            membership,
            circles,
            chains,
            asking,
            forgetting,
            posting,
            seen,
            quarantine,
            messages,
            evidence,
            burning,
            directs,
            receipts);
    disappearing =
        new Disappearing(device, posting, asking, messages, resending, evidence, receipts);
    preKeys = new PreKeys(device);
    blobs = new Blobs(device);
    governing = new Governing(device, membership, sessions, rosterLog, gate, undo);
    repair = new Repair(device, membership, sessions, resending, rosterLog, asking, preKeys);
    leasing = new Leasing(device, membership, sessions, rosterLog, gate);
    endorsing = new Endorsing(device, membership, rosterLog, sessions, governing, leasing, undo);
    compartments =
        new Compartments(device, this, new CompartmentRoster(device.sealer, group.line(roster)));
    repair.also(compartments::giveAgain);
    reports = new Reports(this);
    narrow = new CompartmentActs(device, membership, compartments);
    forking = new Forking(device, membership, sessions);
    Welcomes welcomes = new Welcomes(device, membership, sessions, leasing);
    admission =
        new Admission(
            device,
            membership,
            sessions,
            preKeys,
            new Verification(device, membership, circles, gate),
            governing,
            undo);
    devices =
        new OwnDevices(
            device,
            membership,
            sessions,
            rosterLog,
            preKeys,
            governing,
            admission.invites,
            welcomes);
    inbox =
        new Inbox(
            device,
            membership,
            sessions,
            chains,
            resending,
            rosterLog,
            reading,
            repair,
            leasing,
            compartments,
            quarantine,
            forking,
            endorsing,
            governing.announcements,
            devices,
            admission,
            this);
    governing.commits.register(
        new AdmitDrafts(
            device, membership, welcomes, rosterLog, admission.requests, admission.desk),
        Intent.Kind.APPROVE);
    stewarding = governing.stewarding;
    governing.commits.register(forking, Intent.Kind.RESOLVE);
    forking.through(stewarding);
    governing.commits.register(
        new SuccessionDraft(device, membership, governing, endorsing), Intent.Kind.SUCCESSION);
    governing.whileHalted(
        intent -> forking.ends(intent) || intent.kind() == Intent.Kind.SUCCESSION,
        forking::ends,
        endorsing::ends);
    founding = new Founding(device, membership, rosterLog);
    arrival =
        new Arrival(
            device,
            membership,
            sessions,
            rosterLog,
            leasing,
            admission.joining,
            devices,
            inbox::items);
    knocks = new Knocks(device, membership, sessions, rosterLog);
    shown = new MessageViews(this, seen);
    ChannelViews channels = new ChannelViews(this, shown);
    views =
        new ViewBuilder(
            device,
            membership,
            posting,
            channels,
            admission,
            arrival::way,
            gate,
            leasing,
            quarantine,
            forking,
            governing,
            undo,
            new SuccessionView(device, membership, endorsing, governing),
            devices.view,
            settings);
    timelines = new TimelineBuilder(this, views, shown, asking);
    search = new Search(device, membership, views, messages);
    acts = new Acts(this);
    queries = new Queries(this);
  }

  void load() {
    disappearing.load();
    Keys.load(device, membership);
    membership.load();
    rosterLog.load();
    compartments.load();
    device.outbox().load();
    messages.load();
    leasing.load();
    forgetting.load();
    governing.load();
  }

  /** The last of the history is there: what has to see all of it. */
  void loadHistory() {
    seen.load();
    messages.load();
    posting.load();
    search.complete();
    reading.rosterMoved();
  }

  void tick() {
    purge();
    disappearing.tick();
    receipts.tick();
    membership.line().tick();
    reading.retry();
    asking.tick();
    forgetting.tick();
    preKeys.tick();
    undo.tick();
    governing.tick();
    devices.tick();
  }

  /** Deletes what disappears now, before anything is shown. */
  void purge() {
    if (device.takePurgeDue()) {
      disappearing.purge();
      resending.purge();
      settings.purge();
      burning.purge();
      reports.purge();
      admission.purge();
    }
  }

  void disconnected() {
    sessions.disconnected();
    rosterLog.disconnected();
    inbox.disconnected();
    admission.stewardsLog.disconnected();
    governing.announcements.disconnected();
    compartments.disconnected();
    blobs.disconnected();
    device.outbox().disconnected();
  }

  /** Does whatever has become possible. */
  void pump() {
    if (device.facts.phase() != Phase.READY) {
      return;
    }
    inbox.pump();
    reading.retry();
    forking.pump();
    endorsing.pump();
    if (membership.halted()) {
      governing.pumpHalted();
      return;
    }
    stewarding.pump();
    repair.pump();
    knocks.pump();
    devices.pump();
    admission.pump();
    governing.pump();
    leasing.pump();
    Connection connection = device.connection();
    if (connection != null
        && connection.proved(KeyKind.MEMBER)
        && rosterLog.isCaughtUp()
        && membership.isCurrent()) {
      compartments.pump(connection);
      posting.pump();
      reports.pump();
    }
  }

  /** FK-3: while a fork halts this device, nothing leaves but what proves and ends it. */
  boolean maySend(Purpose purpose) {
    return switch (purpose) {
      case FORK, PUBLISH, DELETE, FOUND, JOIN_REQUEST, WITHDRAW -> true;
      case COMMIT -> !membership.halted() || stewarding.endsFork();
      case PROPOSE -> true; // one by one: see ready
      default -> !membership.halted();
    };
  }

  /** Whether a write is unanswered, a decision not in the roster, or a message not sent. */
  boolean hasWork() {
    return !device.outbox().isEmpty()
        || stewarding.hasIntents()
        || compartments.hasWork()
        || admission.stewardsLog.hasWork()
        || admission.desk.hasWork()
        || endorsing.hasWork()
        || posting.waiting() > 0;
  }

  /** The channel with this id, also one that was only just made here; null when there is none. */
  @Nullable LogId channel(String hex) {
    for (LogId channel : circles.all()) {
      if (channel.hex().equals(hex)) {
        return channel;
      }
    }
    return null;
  }

  /** Forgets everything of a channel that this device is not to see any more. */
  void forget(LogId channel) {
    posting.forget(channel);
    reading.forget(channel);
    resending.forget(channel);
    chains.forget(channel);
    seen.forget(channel);
    evidence.forget(channel);
    receipts.forget(channel);
    settings.forget(channel);
  }

  @Override
  public void direct(DeviceKeys sender, PairwiseBody.Direct direct) {
    directs.take(
        sender, direct, (channel, content) -> reading.direct(channel, sender.device(), content));
  }

  @Override
  public void report(DeviceKeys sender, PairwiseBody.Report report) {
    reports.take(sender, report);
  }

  @Override
  public void burnt(DeviceKeys sender, PairwiseBody.Burnt burnt) {
    burning.take(sender, burnt);
  }

  /** What another member's camera reads of this device's screen, as JSON. */
  String safetyCode(String memberId) {
    for (Member member : membership.state().activeMembers()) {
      if (member.id().hex().equals(memberId)) {
        List<byte[]> leases = leasing.newest();
        String code =
            admission.verification.code(member, leases.isEmpty() ? new byte[0] : leases.get(0));
        return Answers.code(code);
      }
    }
    return "null";
  }

  /** Holds a member's code against the own number; its head and lease count as if they had come. */
  String scan(String memberId, String text) {
    return admission.verification.scan(
        memberId,
        text,
        (member, code) -> {
          leasing.take(List.of(code.lease()));
          quarantine.claimed(member.activeDevices().get(0).device(), code.seq(), code.head());
        });
  }

  // ---- what the roster did

  @Override
  public void applied(SignedEntry entry, byte[] hash, long position) {
    switch (entry.entry().body()) {
      case EntryBody.Remove remove -> {
        for (MemberId id : remove.members()) {
          Member gone = membership.state().member(id);
          if (gone != null) {
            gone.devices().forEach(one -> forget(one.id()));
          }
          if (device.hasKeys() && id.equals(device.keys().member())) {
            if (remove.freeze()) {
              device.facts.number(FROZEN, 1);
            } else {
              removed(remove.isLeave());
            }
          }
        }
      }
      case EntryBody.DeviceAdd add when !add.announced() -> compartments.deviceCame(add.device());
      case EntryBody.Role role -> {
        if (device.hasKeys() && role.member().equals(device.keys().member())) {
          device.facts.number(FROZEN, 0);
        }
      }
      case EntryBody.Policy ignored -> forgetting.timerChanged();
      default -> {}
    }
    devices.applied(entry, this::forget);
    governing.applied(entry);
    admission.applied(entry, hash);
    leasing.rosterMoved();
    quarantine.lineMoved();
    reading.rosterMoved();
  }

  private void forget(DeviceId gone) {
    sessions.forget(gone);
    repair.forget(gone);
    if (device.hasKeys() && gone.equals(device.keys().device()) && !isOut()) {
      device.wipe(Phase.REMOVED, Codes.REVOKED);
    }
  }

  /** The member as a whole went: what it had read stays its own. */
  private boolean isOut() {
    Member self = membership.self();
    return self == null || !self.isActive();
  }

  private void removed(boolean left) {
    device.facts.phase(left ? Phase.LEFT : Phase.REMOVED);
    device.changed();
  }

  @Override
  public void cutOff(Set<DeviceId> devices) {
    if (device.hasKeys() && governing.proposals.revokes(device.keys().device())) {
      device.wipe(Phase.REMOVED, Codes.REVOKED); // its own member has said so: nobody is waited for
      return;
    }
    chains.replaceOwn();
    device.changed();
  }

  @Override
  public void epochOpened(EpochSecret secret) {
    rosterLog.openItems();
    leasing.epochOpened();
    reading.rosterMoved();
    device.changed();
  }

  @Override
  public void moved(RosterState kept) {
    EpochEntry epoch = kept.epoch();
    rosterLog.again(
        membership.positionOf(kept.seq()) + 1, epoch == null ? 1 : epoch.rosterKeyGeneration());
    chains.discardOwn();
    resending.discardStates();
    posting.encryptAgain();
    device.outbox().forget(Purpose.COMMIT);
    compartments.lineMoved(kept.seq());
    reading.rosterMoved();
  }
}
