package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.Opening;
import org.understory.core.roster.RosterKeys;
import org.understory.core.roster.RosterSeal;
import org.understory.core.roster.SignedEntry;
import org.understory.core.seal.EpochSecret;
import org.understory.wire.SealedEntry;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.frame.LogEntry;

/**
 * The roster log as the server shows it: opens entries with the roster key of their generation, in the
 * order of their positions, and hands them to {@link Membership} ({@code docs/protocol.md#roster-seal}).
 * Entries whose key is not here yet wait, and nothing behind them is read.
 */
final class RosterLog {
  private static final String KEY = "rk/";
  private static final String ITEM = "it/";
  private static final String NEXT = "roster-next";
  private static final int MAX_CANDIDATES = 4;

  private final Device device;
  private final Membership membership;
  private final RosterKeys keys = new RosterKeys();
  private final TreeMap<Long, LogEntry> buffer = new TreeMap<>();
  private final TreeMap<Integer, List<byte[]>> candidates = new TreeMap<>();

  private long head = -1;
  private boolean wantsKey;

  RosterLog(Device device, Membership membership) {
    this.device = device;
    this.membership = membership;
  }

  void load() {
    device
        .rows
        .scan(KEY)
        .forEach((key, value) -> keys.put((int) Long.parseLong(key.substring(3), 16), value));
  }

  RosterKeys keys() {
    return keys;
  }

  /** The first position that was not taken in yet. */
  long next() {
    return device.facts.number(NEXT);
  }

  /** The subscription told how many entries there are. */
  void head(long positions) {
    head = positions;
    pump();
  }

  void disconnected() {
    head = -1;
    buffer.clear();
    wantsKey = false;
  }

  /** Whether everything that the server has was taken in. */
  boolean isCaughtUp() {
    return head >= 0 && next() >= head && buffer.isEmpty();
  }

  /** Whether entries wait for a roster key that only another member can give. */
  boolean wantsKey() {
    return wantsKey;
  }

  void entries(List<LogEntry> entries) {
    for (LogEntry entry : entries) {
      if (entry.position() >= next()) {
        buffer.put(entry.position(), entry);
      }
    }
    pump();
  }

  /** Keeps a roster key that somebody sent; it is used when it opens an entry. */
  void offerKey(int generation, byte[] key) {
    List<byte[]> offered = candidates.computeIfAbsent(generation, g -> new ArrayList<>());
    if (offered.size() < MAX_CANDIDATES) {
      offered.add(key.clone());
    }
  }

  /** Takes in a key that is known to be right: our own, or the verified welcome's. */
  void learnKey(int generation, byte[] key) {
    keys.put(generation, key);
    device.rows.put(KEY + Hex.of(generation), key);
  }

  /** Takes in what can be opened, in order. */
  void pump() {
    unwrapPrevious();
    for (LogEntry entry = buffer.get(next());
        entry != null && head >= 0;
        entry = buffer.get(next())) {
      SealedEntry sealed = decode(entry);
      if (sealed != null && !findKey(sealed)) {
        wantsKey = true;
        return;
      }
      buffer.remove(entry.position());
      device.facts.number(NEXT, entry.position() + 1);
      take(entry, sealed);
    }
    wantsKey = false;
  }

  private void take(LogEntry entry, @Nullable SealedEntry sealed) {
    SignedEntry signed =
        sealed == null ? null : RosterSeal.open(device.sealer, keys, device.facts.space(), sealed);
    if (signed != null && membership.take(signed, entry.position())) {
      if (entry.item().length > 0) {
        device.rows.put(ITEM + Hex.of(entry.position()), entry.item());
      }
      openItems();
    }
    if (!entry.marks().isEmpty()) {
      membership.mark(entry.marks());
    }
  }

  /** Opens items that wait for the secret of the epoch after their commit. */
  void openItems() {
    EpochSecret secret = membership.secret();
    if (secret == null) {
      return;
    }
    for (Map.Entry<String, byte[]> row : List.copyOf(device.rows.scan(ITEM).entrySet())) {
      SignedEntry entry =
          membership.at(Long.parseLong(row.getKey().substring(ITEM.length()), 16));
      List<Opening> openings =
          entry == null
              ? List.of()
              : RosterSeal.openItem(
                  device.sealer,
                  secret,
                  device.facts.space(),
                  entry.entry().body().commitments(),
                  row.getValue());
      openings.forEach(device.names::learn);
      if (entry == null || !openings.isEmpty()) {
        device.rows.delete(row.getKey());
        device.changed();
      }
    }
  }

  private static @Nullable SealedEntry decode(LogEntry entry) {
    try {
      return SealedEntry.decode(entry.body());
    } catch (InvalidWireException e) {
      return null;
    }
  }

  /** Older keys are wrapped in the first entry of each generation: the newest opens all. */
  private void unwrapPrevious() {
    for (LogEntry entry : buffer.descendingMap().values()) {
      SealedEntry sealed = decode(entry);
      if (sealed != null && sealed.previousKey().length > 0 && findKey(sealed)) {
        int previous = sealed.rosterKeyGeneration() - 1;
        if (keys.get(previous) == null) {
          byte[] key =
              RosterSeal.previousKey(device.sealer, keys, device.facts.space(), sealed);
          if (key != null) {
            learnKey(previous, key);
          }
        }
      }
    }
  }

  private boolean findKey(SealedEntry sealed) {
    int generation = sealed.rosterKeyGeneration();
    if (keys.get(generation) != null) {
      return true;
    }
    for (byte[] candidate : candidates.getOrDefault(generation, List.of())) {
      RosterKeys trial = new RosterKeys();
      trial.put(generation, candidate);
      if (RosterSeal.open(device.sealer, trial, device.facts.space(), sealed) != null) {
        learnKey(generation, candidate);
        candidates.remove(generation);
        return true;
      }
    }
    return false;
  }
}
