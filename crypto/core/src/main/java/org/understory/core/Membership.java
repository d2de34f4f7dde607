package org.understory.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.understory.core.content.ContentCheck;
import org.understory.core.roster.Channel;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.core.roster.EpochDue;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.Roster;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedEntry;
import org.understory.core.seal.EpochSecret;
import org.understory.wire.frame.LogMark;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;
import org.understory.wire.id.MailboxId;

/**
 * The verified roster as this device has applied it, and what follows from it: who may be encrypted
 * to, which epoch it is, which of its secrets are here ({@code docs/protocol.md#apply}, {@code
 * #epoch}). Applied entries are never rolled back, unless as many stewards as there must be have
 * given them up ({@code #fork}).
 */
final class Membership implements RosterLine.Follower {

  /** Hears of what the roster did, entry by entry. */
  interface Listener {
    void applied(SignedEntry entry, byte[] hash, long position);

    /** The secret of the current epoch is here and verified. */
    void epochOpened(EpochSecret secret);

    /** The line was given up for another behind this state (FK-6). */
    void moved(RosterState kept);

    /** Members took the access of these devices away: from now on they get nothing. */
    void cutOff(Set<DeviceId> devices);
  }

  private final Device device;
  private final Listener listener;
  private final RosterLine line;
  private final Marks marks;
  private final Map<DeviceId, DeviceKeys> everKeys = new HashMap<>();

  /** Devices whose own members have taken their access away, though no entry says so yet. */
  private Set<DeviceId> cutOff = Set.of();

  /** The hash of the entry that made the current step of the epoch's generation. */
  private byte @Nullable [] stepMadeBy;

  Membership(Device device, Roster roster, Listener listener) {
    this.device = device;
    this.listener = listener;
    this.line = new RosterLine(device, roster, this);
    this.marks = new Marks(device.rows);
  }

  void load() {
    line.load();
    marks.load();
  }

  /** Fixes the group whose CREATE may come, when it is known. */
  void start() {
    line.start();
  }

  /** The applied entries themselves, and the branches beside them. */
  RosterLine line() {
    return line;
  }

  /** Whether two valid entries contradict each other and nothing is decided: nothing is sent. */
  boolean halted() {
    return line.forks().halt();
  }

  RosterState state() {
    return line.state();
  }

  long seq() {
    return state().seq();
  }

  byte[] head() {
    return state().head();
  }

  List<RosterLine.Applied> history() {
    return line.applied();
  }

  /** The applied entry at a position of the roster log, or null. */
  @Nullable SignedEntry at(long position) {
    List<RosterLine.Applied> applied = history();
    for (int i = applied.size() - 1; i >= 0; i--) {
      if (applied.get(i).position() == position) {
        return applied.get(i).entry();
      }
    }
    return null;
  }

  /** Where the roster log shows the entry with this number; -1 when it was not applied here. */
  long positionOf(long seq) {
    List<RosterLine.Applied> applied = history();
    return seq >= 0 && seq < applied.size() ? applied.get((int) seq).position() : -1;
  }

  @Override
  public void advanced(RosterLine.Applied one, boolean now) {
    EntryBody body = one.entry().entry().body();
    switch (body) {
      case EntryBody.Create create -> learn(create.founder());
      case EntryBody.Add add -> learn(add.device());
      case EntryBody.DeviceAdd add when !add.announced() -> learn(add.device());
      default -> {}
    }
    if (state().epochDue() == EpochDue.STEP) {
      stepMadeBy = one.hash();
    }
    if (now) {
      listener.applied(one.entry(), one.hash(), one.position());
      if (body instanceof EpochEntry) {
        openEpoch();
      }
    }
  }

  @Override
  public void cut(RosterState kept) {
    stepMadeBy = lastStep(kept);
    EpochEntry epoch = kept.epoch();
    if (epoch != null) {
      Epoch last = new Epoch(epoch.generation(), epoch.step());
      marks.forgetBehind(last);
      device.epochs.forgetBehind(last);
    }
    listener.moved(kept);
  }

  /**
   * The number of the EPOCH entry before the current one: what is older is of epochs that are over.
   */
  long lastEpochOver() {
    return lastEpoch(state(), lastEpoch(state(), state().seq()) - 1);
  }

  /** The hash of the entry that made the last step of a state's epoch, or null. */
  private static byte @Nullable [] lastStep(RosterState kept) {
    if (kept.epochDue() != EpochDue.NONE) {
      return kept.head();
    }
    long epoch = lastEpoch(kept, kept.seq());
    return epoch == 0 ? null : kept.hashAt(epoch - 1);
  }

  /** The number of the last EPOCH entry up to one; 0 when there is none. */
  private static long lastEpoch(RosterState state, long upTo) {
    for (long seq = upTo; seq > 0; seq--) {
      SignedEntry entry = state.entryAt(seq);
      if (entry != null && entry.entry().body() instanceof EpochEntry) {
        return seq;
      }
    }
    return 0;
  }

  private void learn(DeviceKeys keys) {
    everKeys.put(keys.device(), keys);
  }

  /** Takes the secret of the current epoch where it is at hand; true when it is (or was) here. */
  boolean openEpoch() {
    EpochEntry entry = state().epoch();
    if (entry == null) {
      return false;
    }
    boolean had = device.epochs.secret(entry) != null;
    EpochSecret secret = device.epochs.adopt(entry, stepMadeBy);
    if (secret != null && !had) {
      listener.epochOpened(secret);
    }
    return secret != null;
  }

  /** The secret of the current epoch, or null while it is missing or an EPOCH entry is due. */
  @Nullable EpochSecret secret() {
    return device.epochs.secret(state().epoch());
  }

  /** Whether this device can act: it is in the group and holds the current secret. */
  boolean isCurrent() {
    return secret() != null && state().deviceOf(device.keys().device()) != null;
  }

  /** Notes where an epoch starts in each log. */
  void mark(EpochEntry entry, List<LogMark> positions) {
    marks.note(new Epoch(entry.generation(), entry.step()), positions);
  }

  /** Whether an entry at this position came after its epoch had ended. */
  boolean isOver(LogId log, Epoch epoch, long position) {
    return marks.isOver(log, epoch, position);
  }

  /** Whether an epoch lies before the first one this device ever held. */
  boolean isBehind(Epoch epoch) {
    EpochEntry current = state().epoch();
    return current != null
        && epoch.compareTo(new Epoch(current.generation(), current.step())) < 0
        && epoch.compareTo(joined()) < 0;
  }

  /** The first position of a log that this device can read: where its first epoch began. */
  long firstOf(LogId log) {
    Long first = marks.beginOf(log, joined());
    return first == null ? 0 : first;
  }

  private Epoch joined() {
    return joined(device.keys().device());
  }

  /** The first epoch of a device; beyond all when it never was in the group. */
  Epoch joined(DeviceId id) {
    boolean in = false;
    for (RosterLine.Applied one : history()) {
      EntryBody body = one.entry().entry().body();
      in |= body instanceof EntryBody.Create c && c.founder().device().equals(id);
      in |= body instanceof EntryBody.Add add && add.device().device().equals(id);
      in |=
          body instanceof EntryBody.DeviceAdd add
              && !add.announced()
              && add.device().device().equals(id);
      if (in && body instanceof EpochEntry epoch) {
        return new Epoch(epoch.generation(), epoch.step());
      }
    }
    return new Epoch(Integer.MAX_VALUE, 0);
  }

  /** The keys of every active device but this one: all that may be encrypted to. */
  List<DeviceKeys> others() {
    List<DeviceKeys> others = new ArrayList<>();
    for (Member member : state().activeMembers()) {
      for (DeviceKeys keys : member.activeDevices()) {
        if (!keys.device().equals(device.keys().device()) && !isCutOff(keys.device())) {
          others.add(keys);
        }
      }
    }
    return others;
  }

  /**
   * Says which devices nothing is encrypted to any more, though they are in the roster (PR-6).
   * Whoever was is told once ({@link Listener#cutOff}).
   */
  void cutOff(Set<DeviceId> devices) {
    Set<DeviceId> more = new HashSet<>(devices);
    more.removeAll(cutOff);
    cutOff = Set.copyOf(devices);
    if (!more.isEmpty()) {
      listener.cutOff(more);
    }
  }

  /** Whether nothing may be encrypted to this device, and what comes from it is unconfirmed. */
  boolean isCutOff(DeviceId id) {
    return cutOff.contains(id);
  }

  @Nullable DeviceKeys keysOf(DeviceId id) {
    return state().deviceOf(id);
  }

  /** The keys of a device that is or was in the group. */
  @Nullable DeviceKeys everKeysOf(DeviceId id) {
    return everKeys.get(id);
  }

  @Nullable DeviceKeys deviceAt(MailboxId mailbox) {
    DeviceId owner = state().deviceAt(mailbox);
    return owner == null ? null : state().deviceOf(owner);
  }

  boolean isActive(DeviceId id) {
    return state().deviceOf(id) != null;
  }

  /** The own member, as the roster has it; null before this device is in it. */
  @Nullable Member self() {
    return device.hasKeys() ? state().member(device.keys().member()) : null;
  }

  /**
   * PO-2: whether a member may write in a channel now; or might at the entry it wrote behind, while
   * no later one could be known to it.
   *
   * @param seq of the entry that the content names
   * @param sent when it says that it was sent, milliseconds
   */
  boolean mayWrite(LogId log, MemberId who, long seq, long sent) {
    if (mayWrite(log, who)) {
      return true;
    }
    SignedEntry next = seq < seq() ? state().entryAt(seq + 1) : null;
    return next != null
        && sent <= next.entry().time() + ContentCheck.SENT_AHEAD_MILLIS
        && new Roster(device.sealer).before(state(), seq + 1).mayPost(log, who);
  }

  /** Whether a member may write in a channel now. */
  boolean mayWrite(LogId log, MemberId who) {
    return !isAnnouncement(log) || state().mayPost(log, who);
  }

  boolean isAnnouncement(LogId log) {
    Channel channel = state().channel(log);
    return channel != null && channel.isAnnouncement();
  }

  /** Whether a device is one of the own member's. */
  boolean isOwn(DeviceId id) {
    Member member = state().memberOf(id);
    return member != null && member.id().equals(device.keys().member());
  }

  /** The version of the steward set at the server. */
  long setVersion() {
    EpochEntry epoch = state().epoch();
    return epoch == null ? 0 : epoch.stewardSetVersion();
  }

  /** When the current generation began, milliseconds. */
  long generationSince() {
    EpochEntry current = state().epoch();
    for (int i = history().size() - 1; i >= 0 && current != null; i--) {
      if (history().get(i).entry().entry().body() instanceof EpochEntry epoch
          && epoch.step() == 0
          && epoch.generation() == current.generation()) {
        return history().get(i).entry().entry().time();
      }
    }
    return 0;
  }

  boolean isSteward(MemberId id) {
    Member member = state().member(id);
    return member != null && member.isActiveSteward();
  }

  /** Whether this device holds a steward's office: it alone signs for its member. */
  boolean amSteward() {
    return device.hasKeys() && state().stewardOf(device.keys().device()) != null;
  }

  /** The channel's timer in seconds, 0 when it is off. */
  int timer(LogId channel) {
    Channel known = state().channel(channel);
    return known == null ? 0 : known.timer();
  }
}
