package org.understory.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.understory.core.compartment.CompartmentRoster;
import org.understory.core.compartment.CompartmentState;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.GroupId;
import org.understory.core.roster.MemberId;
import org.understory.core.sync.Connection;
import org.understory.core.sync.Outbox;
import org.understory.core.sync.Purpose;
import org.understory.wire.frame.Append;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.frame.MoveLogs;
import org.understory.wire.frame.Reason;
import org.understory.wire.frame.Refusal;
import org.understory.wire.id.LogId;

/**
 * The need-to-know channels that this device is in ({@code docs/protocol.md#compartment}). Nothing
 * of them goes to, or stands in rows of, whoever is not in them.
 */
final class Compartments {
  /** More than anybody is in; candidates of strangers stop here. */
  private static final int MOST = 256;

  /** Of one sender, while no chain has confirmed them. */
  private static final int MOST_UNCONFIRMED = 4;

  final CompartmentMoves moves;
  final CompartmentSecrets secrets;
  private final CompartmentVoices voices;
  private final CompartmentEnds ends;
  final CompartmentWishes wishes;
  private final Device device;
  private final Parts parts;
  private final CompartmentRoster roster;
  private final Map<String, Compartment> all = new TreeMap<>();

  Compartments(Device device, Parts parts, CompartmentRoster roster) {
    this.device = device;
    this.parts = parts;
    this.roster = roster;
    this.voices = new CompartmentVoices(device, parts.membership, parts.sessions);
    this.wishes = new CompartmentWishes(device, parts.membership, voices);
    this.moves = new CompartmentMoves(device, parts.membership, voices);
    this.ends = new CompartmentEnds(device, parts.membership, parts.sessions, roster);
    this.secrets = new CompartmentSecrets(device, parts.membership, parts.sessions, ends);
    parts.circles.compartments(this::all);
    parts.gate.add(this::held);
  }

  void load() {
    for (Compartment one : Compartment.load(device, parts.membership, roster)) {
      all.put(one.id().hex(), one);
    }
  }

  Collection<Compartment> all() {
    return all.values();
  }

  /** The compartment whose content lies in this log, or null. */
  @Nullable Compartment of(LogId log) {
    for (Compartment one : all.values()) {
      if (one.logs().contains(log)) {
        return one;
      }
    }
    return null;
  }

  @Nullable Compartment of(GroupId id) {
    return all.get(id.hex());
  }

  /** One that was not known here; null when there are as many as there may be. */
  @Nullable Compartment open(GroupId id, LogId rosterLog) {
    Compartment known = of(id);
    if (known != null || all.size() >= MOST) {
      return known;
    }
    Compartment made = new Compartment(device, parts.membership, roster, id, rosterLog);
    made.save();
    all.put(id.hex(), made);
    return made;
  }

  /** CP-8: why nothing is sent there now; null for other channels too. */
  private @Nullable String held(LogId log) {
    Compartment one = of(log);
    return one != null && (one.isStale() || one.secret() == null) ? SendGate.STALE : null;
  }

  // ---- what comes

  /** Takes a message of a member's device about a compartment. */
  void take(DeviceKeys sender, PairwiseBody.CompartmentSecret body) {
    Compartment one = of(body.compartment());
    if (one == null && secrets.unconfirmedBy(sender.device(), all.values()) < MOST_UNCONFIRMED) {
      one = open(body.compartment(), body.rosterLog());
    }
    if (one != null && one.rosterLog.equals(body.rosterLog())) {
      secrets.came(one, sender.device(), body);
      moved(one);
    }
  }

  /** What was sent to this device did not decrypt there: it is owed what it is in. */
  void giveAgain(DeviceId to) {
    for (Compartment one : all.values()) {
      if (one.isActive(to)) {
        secrets.owe(one, to);
      }
    }
  }

  void take(DeviceKeys sender, PairwiseBody.CompartmentAsk body) {
    Compartment one = of(body.compartment());
    if (one != null) {
      secrets.asked(one, sender);
    }
  }

  /** Believed where nothing here opens the log, and the entries hold. */
  void take(PairwiseBody.CompartmentEnd body) {
    Compartment one = of(body.compartment());
    if (one != null && one.link.isLocked() && ends.shows(one, body.entries())) {
      forget(one);
      device.changed();
    }
  }

  void take(DeviceKeys sender, PairwiseBody.CompartmentVoice body) {
    Compartment one = of(body.compartment());
    if (one != null) {
      voices.heard(one, sender, body);
    }
  }

  /** Takes in entries of a compartment's chain; false when the log is no such one. */
  boolean entries(LogId log, List<LogEntry> entries) {
    for (Compartment one : all.values()) {
      if (one.rosterLog.equals(log)) {
        one.link.entries(entries);
        read(one);
        return true;
      }
    }
    return false;
  }

  private void read(Compartment one) {
    int before = one.history().size();
    if (one.link.read()) {
      List<Compartment.Applied> fresh =
          List.copyOf(one.history().subList(before, one.history().size()));
      for (Compartment.Applied applied : fresh) {
        moves.applied(one, applied.entry());
        secrets.applied(one, applied);
      }
      moved(one);
    }
  }

  private void moved(Compartment one) {
    parts.reading.rosterMoved();
    parts.forgetting.timerChanged();
    device.changed();
    if (!one.state().isEmpty() && ((one.link.isRead() && !one.amIn()) || isTaken(one))) {
      forget(one);
    }
  }

  /** Whether its log is another's already: it would hide that one. */
  private boolean isTaken(Compartment one) {
    boolean taken = false;
    for (LogId log : one.logs()) {
      taken |= parts.membership.state().channel(log) != null;
      for (Compartment other : all.values()) {
        taken |= other != one && (other.logs().contains(log) || other.rosterLog.equals(log));
      }
    }
    return taken;
  }

  /** This member is not in it any more: nothing of it stays here. */
  private void forget(Compartment one) {
    for (LogId log : isTaken(one) ? List.<LogId>of() : one.logs()) {
      parts.forget(log);
    }
    all.remove(one.id().hex());
    one.forget();
  }

  void disconnected() {
    all.values().forEach(one -> one.link.disconnected());
  }

  /** The keys of a log changed, or with null those of all logs that members read. */
  void ended(@Nullable LogId log) {
    for (Compartment one : all.values()) {
      if (log == null || one.rosterLog.equals(log) || one.logs().contains(log)) {
        one.link.moved();
      }
    }
  }

  // ---- what goes

  /** Does what has become possible. MEMBER is proved, and the group's roster read to its end. */
  void pump(Connection connection) {
    for (Compartment one : List.copyOf(all.values())) {
      one.link.pump(connection, parts.reading);
      read(one);
      moves.pump(one);
      voices.pump(one);
      secrets.pump(one);
      if (one.link.isCurrent()) {
        secrets.opened(one);
      }
    }
  }

  boolean hasWork() {
    for (Compartment one : all.values()) {
      if (moves.hasIntents(one)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a write may go: to a guarded log only when its key was proved. */
  boolean isReady(Outbox.Write write) {
    if (write.body() instanceof Append append) {
      Compartment one = of(append.log());
      return one == null || one.link.isCurrent();
    }
    return !(write.body() instanceof MoveLogs) || isProved(write.reference());
  }

  private boolean isProved(String id) {
    Compartment one = all.get(id);
    return one == null || one.link.isRead();
  }

  Outbox.Verdict refused(Outbox.Write write, Refusal refusal) {
    Compartment one = all.get(write.reference());
    if (one == null) {
      return Outbox.Verdict.DROP;
    }
    if (write.purpose() == Purpose.OPEN_LOGS) {
      boolean again =
          switch (refusal.reason()) {
            case STALE, RATE_LIMITED, UNAVAILABLE -> true;
            default -> false;
          };
      if (!again) {
        forget(one);
        device.changed();
      }
      return again ? Outbox.Verdict.AGAIN : Outbox.Verdict.DROP;
    }
    return moves.refused(one, refusal);
  }

  /** A post was refused because the keys of its log moved: it is encrypted again. */
  boolean isMoved(LogId log, Refusal refusal) {
    Compartment one = of(log);
    if (one != null && refusal.reason() == Reason.NOT_ALLOWED) {
      one.link.moved();
      return true;
    }
    return false;
  }

  /** The channels of compartments that all of these members are in, as far as this device knows. */
  List<LogId> shared(Collection<MemberId> members) {
    List<LogId> shared = new ArrayList<>();
    for (Compartment one : all.values()) {
      boolean in = false;
      for (MemberId member : members) {
        in |= one.state().person(member) != null;
      }
      if (in) {
        shared.addAll(one.logs());
      }
    }
    return shared;
  }

  /**
   * The group's line moved over to another branch, which has entries up to this number in common.
   */
  void lineMoved(long kept) {
    all.values().forEach(one -> one.lineMoved(kept));
  }

  /** A device came into the group: whoever may gives it the secrets of what its member is in. */
  void deviceCame(DeviceKeys keys) {
    for (Compartment one : all.values()) {
      CompartmentState.Person person = one.state().person(keys.member());
      boolean sibling = keys.member().equals(device.keys().member());
      DeviceId own = device.keys().device();
      if (person != null && !keys.device().equals(own) && (sibling || one.amKeeper())) {
        secrets.owe(one, keys.device());
      }
    }
  }
}
