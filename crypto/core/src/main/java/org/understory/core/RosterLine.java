package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.understory.core.fork.Move;
import org.understory.core.roster.Roster;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedEntry;
import org.understory.core.roster.Verdict;

/**
 * The applied entries, stored, and what is done with one that comes: applied on top of the head,
 * kept as a branch beside the line, left to wait for its time, or dropped ({@code
 * docs/protocol.md#apply}, {@code #fork}).
 *
 * <p><b>Guarantees.</b> An applied entry leaves the line only where a RESOLVE that holds, or the
 * user's own choice after a SUCCESSION, gives it up.
 */
final class RosterLine {
  private static final String ENTRY = "r/";
  private static final String WAITING = "rw/";

  /** Entries of later than this wait until then (FK-9). */
  private static final long AHEAD_MILLIS = 5 * 60_000L;

  /** While an entry waits that is due within this time, nothing is built on the head. */
  private static final long SOON_MILLIS = 60 * 60_000L;

  private static final int MAX_WAITING = 64;

  /** Whoever keeps something that follows from the entries. */
  interface Follower {
    /** An entry was read from the store, or applied just now. */
    void advanced(Applied entry, boolean now);

    /** The line ends with this state for the moment; another branch follows. */
    void cut(RosterState kept);
  }

  /**
   * An applied entry and where the roster log shows it.
   *
   * @param position -1 while it was not seen there
   */
  record Applied(SignedEntry entry, byte[] hash, long position) {}

  private final Device device;
  private final Roster roster;
  private final Follower follower;
  private final Forks forks;
  private final List<Applied> applied = new ArrayList<>();
  private RosterState state = RosterState.EMPTY;

  /** What the check of a welcome applied, each entry at the index of its number. */
  private List<SignedEntry> judged = List.of();

  RosterLine(Device device, Roster roster, Follower follower) {
    this.device = device;
    this.roster = roster;
    this.follower = follower;
    this.forks = new Forks(device);
  }

  /** Takes the stored entries in again, from CREATE; they were judged when they came. */
  void load() {
    start();
    for (byte[] row : device.rows.scan(ENTRY).values()) {
      EntryRow stored = EntryRow.decode(row);
      Verdict.Applied ok = roster.restore(state, stored.entry());
      advance(new Applied(stored.entry(), ok.hash(), stored.position()), ok.next(), false);
    }
    forks.load(state);
  }

  /** Fixes the group whose CREATE may come, when it is known. */
  void start() {
    if (state.isEmpty() && device.facts.bytes("group") != null) {
      state = RosterState.awaiting(device.facts.group());
    }
  }

  RosterState state() {
    return state;
  }

  List<Applied> applied() {
    return applied;
  }

  Forks forks() {
    return forks;
  }

  /** Judges an entry of the roster log; true when it is on the line and was not seen there yet. */
  boolean take(SignedEntry entry, long position) {
    if (isAhead(entry)) {
      if (device.rows.scan(WAITING).size() < MAX_WAITING) {
        device.rows.put(WAITING + Hex.of(position), new EntryRow(position, entry).encode());
      }
      return false;
    }
    if (!holds(entry) && append(entry, position)) {
      return true;
    }
    if (!holds(entry) && forks.offer(state, List.of(entry))) {
      settle();
    }
    return holds(entry) && seen((int) entry.entry().seq(), position);
  }

  /** Takes in entries that somebody handed on, each behind the one it stands on (FK-10). */
  void hear(List<SignedEntry> entries) {
    if (state.isEmpty()) {
      return;
    }
    List<SignedEntry> beside = new ArrayList<>();
    for (SignedEntry entry : entries) {
      if (!isAhead(entry) && !holds(entry) && !append(entry, -1)) {
        beside.add(entry);
      }
    }
    if (forks.offer(state, beside)) {
      settle();
    }
  }

  private boolean isAhead(SignedEntry entry) {
    return entry.entry().time() > device.now() + AHEAD_MILLIS;
  }

  private boolean holds(SignedEntry entry) {
    return state.holds(entry.entry().seq(), entry.hash(device.sealer));
  }

  /** An entry of the line shows up in the log, which it came before on another way. */
  private boolean seen(int seq, long position) {
    Applied known = applied.get(seq);
    if (known.position() >= 0) {
      return false;
    }
    applied.set(seq, new Applied(known.entry(), known.hash(), position));
    store(applied.get(seq));
    return true;
  }

  private void store(Applied one) {
    device.rows.put(
        ENTRY + Hex.of(one.entry().entry().seq()),
        new EntryRow(one.position(), one.entry()).encode());
  }

  /**
   * Does something while entries are known that were applied one after the other from the CREATE of
   * this group: the very same are not judged once more in the very same states.
   */
  void knowing(List<SignedEntry> entries, Runnable act) {
    judged = entries;
    act.run();
    judged = List.of();
  }

  /** An entry names the one before by its hash: with the same CREATE, the states are the same. */
  private boolean wasJudged(SignedEntry entry) {
    long seq = entry.entry().seq();
    return seq > 0
        && seq == state.seq() + 1
        && seq < judged.size()
        && Arrays.equals(entry.entry().prevHash(), state.head())
        && Arrays.equals(entry.bytes(), judged.get((int) seq).bytes());
  }

  private Verdict verdict(SignedEntry entry) {
    return wasJudged(entry) ? roster.restore(state, entry) : roster.apply(state, entry);
  }

  private boolean append(SignedEntry entry, long position) {
    if (!(verdict(entry) instanceof Verdict.Applied ok)) {
      return false;
    }
    Applied one = new Applied(entry, ok.hash(), position);
    store(one);
    advance(one, ok.next(), true);
    return true;
  }

  private void advance(Applied one, RosterState next, boolean now) {
    state = next;
    applied.add(one);
    if (now) {
      forks.judge(state);
      device.changed();
    }
    follower.advanced(one, now);
  }

  // ---- forks

  /** Moves over where a decision says so. */
  private void settle() {
    for (Move move = forks.due(state); move != null; move = forks.due(state)) {
      moveOver(move);
    }
  }

  /** Gives up the line behind the place of a fork for the branch that stays (FK-6). */
  void moveOver(Move move) {
    List<Applied> gone = applied.subList((int) move.seq(), applied.size());
    for (Applied one : gone) {
      device.rows.delete(ENTRY + Hex.of(one.entry().entry().seq()));
    }
    gone.clear();
    state = roster.before(state, move.seq());
    follower.cut(state);
    for (SignedEntry entry : move.gained()) {
      append(entry, -1);
    }
    forks.moved(state, move.givenUp());
    device.changed();
  }

  // ---- time

  /** Takes in what waited for its time (FK-9). */
  void tick() {
    for (Map.Entry<String, byte[]> row : List.copyOf(device.rows.scan(WAITING).entrySet())) {
      EntryRow waiting = EntryRow.decode(row.getValue());
      if (!isAhead(waiting.entry())) {
        device.rows.delete(row.getKey());
        take(waiting.entry(), waiting.position());
      }
    }
  }

  /** Whether the entry at this position of the log waits for its time. */
  boolean isWaiting(long position) {
    return device.rows.has(WAITING + Hex.of(position));
  }

  /** Whether a valid entry on top of the head only waits for its time, and not for long. */
  boolean waitsSoon() {
    for (byte[] row : device.rows.scan(WAITING).values()) {
      SignedEntry entry = EntryRow.decode(row).entry();
      if (entry.entry().time() <= device.now() + SOON_MILLIS
          && roster.apply(state, entry) instanceof Verdict.Applied) {
        return true;
      }
    }
    return false;
  }
}
