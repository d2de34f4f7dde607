package org.understory.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.Channel;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.core.roster.EpochDue;
import org.understory.core.roster.ForkDetector;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.Roster;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedEntry;
import org.understory.core.roster.Verdict;
import org.understory.core.seal.EpochSecret;
import org.understory.wire.frame.LogMark;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;
import org.understory.wire.id.MailboxId;

/**
 * The verified roster as this device has applied it, and what follows from it: who may be encrypted
 * to, which epoch it is, which of its secrets are here ({@code docs/protocol.md#apply}, {@code
 * #epoch}). Applied entries are never rolled back.
 */
final class Membership {
  private static final String ENTRY = "r/";
  private static final String MARK = "ce/";

  /** Hears of what the roster did, entry by entry. */
  interface Listener {
    void applied(SignedEntry entry, byte[] hash, long position);

    /** The secret of the current epoch is here and verified. */
    void epochOpened(EpochSecret secret);

    /** Two valid entries for one place: everything stops ({@code docs/protocol.md#fork}). */
    void forked(SignedEntry other);
  }

  /** An applied entry and where the roster log shows it. */
  record Applied(SignedEntry entry, byte[] hash, long position) {}

  private final Device device;
  private final Roster roster;
  private final Listener listener;
  private final List<Applied> applied = new ArrayList<>();
  private final Map<DeviceId, DeviceKeys> everKeys = new HashMap<>();

  /** Where in each channel's log each epoch began. */
  private final Map<LogId, NavigableMap<Epoch, Long>> begins = new HashMap<>();

  private RosterState origin = RosterState.EMPTY;
  private RosterState state = RosterState.EMPTY;

  /** The hash of the entry that made the current step of the epoch's generation. */
  private byte @Nullable [] stepMadeBy;

  Membership(Device device, Roster roster, Listener listener) {
    this.device = device;
    this.roster = roster;
    this.listener = listener;
  }

  /** Applies the stored entries again, from CREATE. */
  void load() {
    start();
    for (byte[] row : device.rows.scan(ENTRY).values()) {
      EntryRow stored = EntryRow.decode(row);
      if (roster.apply(state, stored.entry()) instanceof Verdict.Applied ok) {
        advance(stored.entry(), ok, stored.position());
      } else {
        throw new IllegalStateException("a stored roster entry no longer applies");
      }
    }
    for (Map.Entry<String, byte[]> row : device.rows.scan(MARK).entrySet()) {
      MarkRow mark = MarkRow.decode(row.getValue());
      begins(mark.log()).put(mark.epoch(), mark.position());
    }
  }

  /** Fixes the group whose CREATE may come, when it is known. */
  void start() {
    if (state.isEmpty() && device.facts.bytes("group") != null) {
      origin = RosterState.awaiting(device.facts.group());
      state = origin;
    }
  }

  RosterState state() {
    return state;
  }

  long seq() {
    return state.seq();
  }

  byte[] head() {
    return state.head();
  }

  List<Applied> history() {
    return applied;
  }

  /** The applied entry at a position of the roster log, or null. */
  @Nullable SignedEntry at(long position) {
    for (int i = applied.size() - 1; i >= 0; i--) {
      if (applied.get(i).position() == position) {
        return applied.get(i).entry();
      }
    }
    return null;
  }

  /** Where the roster log shows the entry with this number; -1 when it was not applied here. */
  long positionOf(long seq) {
    return seq >= 0 && seq < applied.size() ? applied.get((int) seq).position() : -1;
  }

  /** Judges an entry and takes it in when it is valid. */
  boolean take(SignedEntry entry, long position) {
    switch (roster.apply(state, entry)) {
      case Verdict.Applied ok -> {
        device.rows.put(
            ENTRY + Hex.of(entry.entry().seq()), new EntryRow(position, entry).encode());
        advance(entry, ok, position);
        device.changed();
        listener.applied(entry, ok.hash(), position);
        if (entry.entry().body() instanceof EpochEntry) {
          openEpoch();
        }
        return true;
      }
      case Verdict.Void ignored -> {
        List<SignedEntry> chain = new ArrayList<>();
        applied.forEach(a -> chain.add(a.entry()));
        if (new ForkDetector(device.sealer).find(origin, chain, entry) != null) {
          listener.forked(entry);
        }
        return false;
      }
    }
  }

  private void advance(SignedEntry entry, Verdict.Applied ok, long position) {
    state = ok.next();
    applied.add(new Applied(entry, ok.hash(), position));
    switch (entry.entry().body()) {
      case EntryBody.Create create -> learn(create.founder());
      case EntryBody.Add add -> learn(add.device());
      case EntryBody.DeviceAdd add when !add.announced() -> learn(add.device());
      default -> {}
    }
    if (state.epochDue() == EpochDue.STEP) {
      stepMadeBy = ok.hash();
    }
  }

  private void learn(DeviceKeys keys) {
    everKeys.put(keys.device(), keys);
  }

  /** Takes the secret of the current epoch where it is at hand; true when it is (or was) here. */
  boolean openEpoch() {
    EpochEntry entry = state.epoch();
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
    return device.epochs.secret(state.epoch());
  }

  /** Whether this device can act: it is in the group and holds the current secret. */
  boolean isCurrent() {
    return secret() != null && state.deviceOf(device.keys().device()) != null;
  }

  /** Notes where the epoch that just began starts in each log. */
  void mark(List<LogMark> marks) {
    EpochEntry entry = state.epoch();
    if (entry == null) {
      return;
    }
    Epoch epoch = new Epoch(entry.generation(), entry.step());
    for (LogMark mark : marks) {
      begins(mark.log()).put(epoch, mark.position());
      device.rows.put(
          MARK + mark.log().hex() + "/" + Hex.of(epoch.generation()) + Hex.of(epoch.step()),
          new MarkRow(mark.log(), epoch, mark.position()).encode());
    }
  }

  private NavigableMap<Epoch, Long> begins(LogId log) {
    return begins.computeIfAbsent(log, key -> new TreeMap<>());
  }

  /** Whether an entry at this position came after its epoch had ended. */
  boolean isOver(LogId log, Epoch epoch, long position) {
    Map.Entry<Epoch, Long> next = begins(log).higherEntry(epoch);
    return next != null && position >= next.getValue();
  }

  /** Whether an epoch lies before the first one this device ever held. */
  boolean isBehind(Epoch epoch) {
    EpochEntry current = state.epoch();
    return current != null
        && epoch.compareTo(new Epoch(current.generation(), current.step())) < 0
        && epoch.compareTo(joined()) < 0;
  }

  /** The first position of a log that this device can read: where its first epoch began. */
  long firstOf(LogId log) {
    Long first = begins(log).get(joined());
    return first == null ? 0 : first;
  }

  private Epoch joined() {
    return joined(device.keys().device());
  }

  /** The first epoch of a device; beyond all when it never was in the group. */
  Epoch joined(DeviceId id) {
    boolean in = false;
    for (Applied one : applied) {
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
    for (Member member : state.activeMembers()) {
      for (DeviceKeys keys : member.activeDevices()) {
        if (!keys.device().equals(device.keys().device())) {
          others.add(keys);
        }
      }
    }
    return others;
  }

  @Nullable DeviceKeys keysOf(DeviceId id) {
    return state.deviceOf(id);
  }

  /** The keys of a device that is or was in the group. */
  @Nullable DeviceKeys everKeysOf(DeviceId id) {
    return everKeys.get(id);
  }

  @Nullable DeviceKeys deviceAt(MailboxId mailbox) {
    DeviceId owner = state.deviceAt(mailbox);
    return owner == null ? null : state.deviceOf(owner);
  }

  boolean isActive(DeviceId id) {
    return state.deviceOf(id) != null;
  }

  boolean isSteward(MemberId id) {
    Member member = state.member(id);
    return member != null && member.isActiveSteward();
  }

  boolean amSteward() {
    return device.hasKeys() && isSteward(device.keys().member());
  }

  /** The channel's timer in seconds, 0 when it is off. */
  int timer(LogId channel) {
    Channel known = state.channel(channel);
    return known == null ? 0 : known.timer();
  }
}
