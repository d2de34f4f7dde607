package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.EntryCodec;
import org.understory.core.roster.ItemSeal;
import org.understory.core.roster.Opening;
import org.understory.core.roster.RosterKeys;
import org.understory.core.roster.SignedEntry;
import org.understory.core.seal.EpochSecret;
import org.understory.wire.SealedEntry;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.frame.LogEntry;

/**
 * The roster log as the server shows it: opens entries with the roster key of their generation, in
 * the order of their positions, and hands them to {@link Membership} ({@code
 * docs/protocol.md#roster-seal}). Entries whose key is not here yet wait, and nothing behind them
 * is read.
 */
final class RosterLog {
  private static final String KEYS = "rk/";
  private static final String ITEM = "it/";
  private static final String NEXT = "roster-next";
  private static final String AGAIN = "roster-again";

  private final Device device;
  private final Membership membership;
  private final TreeMap<Long, LogEntry> buffer = new TreeMap<>();
  private final Keyring keyring;
  private long head = -1;
  private boolean wantsKey;

  RosterLog(Device device, Membership membership) {
    this.device = device;
    this.membership = membership;
    this.keyring = new Keyring(device, KEYS, opened -> entry(opened) != null);
  }

  void load() {
    readAgain();
    keyring.load();
  }

  /** The roster keys of this device; there is one at least as soon as it is in a group. */
  RosterKeys keys() {
    RosterKeys keys = keyring.keys();
    if (keys == null) {
      throw new IllegalStateException("asked before this device had a roster key");
    }
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

  /**
   * The line was given up: keys of later generations were of another branch, and from the next
   * connection on the log is read again from there.
   */
  void again(long position, int rosterKeyGeneration) {
    if (position >= 0 && position < next()) {
      device.facts.number(AGAIN, position + 1);
    }
    keyring.forgetAfter(rosterKeyGeneration);
  }

  private void readAgain() {
    long from = device.facts.number(AGAIN);
    if (from > 0) {
      device.facts.number(NEXT, Math.min(from - 1, next()));
      device.facts.number(AGAIN, 0);
    }
  }

  void disconnected() {
    head = -1;
    buffer.clear();
    wantsKey = false;
    readAgain();
  }

  /** Whether everything that the server has was taken in. */
  boolean isCaughtUp() {
    return head >= 0 && next() >= head && buffer.isEmpty() && !membership.line().waitsSoon();
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
    keyring.offer(generation, key);
  }

  /** Takes in a key that is known to be right: our own, or one that opened an entry. */
  void learnKey(int generation, byte[] key) {
    keyring.learn(generation, key);
  }

  /** Takes in what can be opened, in order. */
  void pump() {
    if (head < 0) {
      return;
    }
    unwrapPrevious();
    for (LogEntry entry = buffer.get(next()); entry != null; entry = buffer.get(next())) {
      SealedEntry sealed = decode(entry);
      if (sealed != null && !keyring.has(sealed)) {
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
    byte[] opened = sealed == null ? null : keyring.open(sealed);
    SignedEntry signed = opened == null ? null : entry(opened);
    if (signed == null) {
      return;
    }
    boolean taken = membership.line().take(signed, entry.position());
    if (entry.item().length > 0 && (taken || membership.line().isWaiting(entry.position()))) {
      device.rows.put(ITEM + Hex.of(entry.position()), entry.item());
    }
    if (taken) {
      openItems();
      if (signed.entry().body() instanceof EntryBody.EpochEntry epoch) {
        membership.mark(epoch, entry.marks());
      }
    }
  }

  private static @Nullable SignedEntry entry(byte[] opened) {
    try {
      return EntryCodec.decode(opened);
    } catch (InvalidWireException e) {
      return null;
    }
  }

  /**
   * Opens items that wait for the secret of the epoch after their commit. Those of epochs that are
   * over go: their secrets come no more, and names that are missed are asked for otherwise.
   */
  void openItems() {
    EpochSecret secret = membership.secret();
    List<Map.Entry<String, byte[]>> rows = List.copyOf(device.rows.scan(ITEM).entrySet());
    if (secret == null || rows.isEmpty()) {
      return;
    }
    ItemSeal seal = new ItemSeal(device.sealer, device.facts.space());
    long over = membership.lastEpochOver();
    for (Map.Entry<String, byte[]> row : rows) {
      SignedEntry entry = membership.at(Long.parseLong(row.getKey().substring(ITEM.length()), 16));
      if (entry == null) {
        continue;
      }
      boolean isOver = entry.entry().seq() < over;
      List<Opening> openings =
          isOver ? List.of() : seal.open(secret, entry.entry().body(), row.getValue());
      if (openings != null) {
        openings.forEach(device.names::learn);
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
    List<SealedEntry> log = new ArrayList<>();
    for (LogEntry entry : buffer.values()) {
      SealedEntry sealed = decode(entry);
      if (sealed != null && sealed.previousKey().length > 0) {
        log.add(sealed);
      }
    }
    if (!log.isEmpty()) {
      keyring.unwrap(log);
    }
  }
}
