package org.understory.core;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.RosterKeys;
import org.understory.core.roster.RosterSeal;
import org.understory.wire.SealedEntry;

/**
 * The roster keys of a chain, the group's or a compartment's: those that opened an entry, and those
 * that somebody sent and that have not yet ({@code docs/protocol.md#roster-seal}).
 */
final class Keyring {
  private static final int MAX_CANDIDATES = 4;

  private final Device device;
  private final String known;
  private final String offered;
  private final Predicate<byte[]> isEntry;
  private @Nullable RosterKeys keys;

  /**
   * @param prefix of the rows, with its slash
   * @param isEntry whether opened bytes can be an entry: a key that opens others is not taken in
   */
  Keyring(Device device, String prefix, Predicate<byte[]> isEntry) {
    this.device = device;
    this.isEntry = isEntry;
    this.known = prefix + "k/";
    this.offered = prefix + "kc/";
  }

  void load() {
    for (Map.Entry<String, byte[]> row : device.rows.scan(known).entrySet()) {
      keep((int) Long.parseLong(row.getKey().substring(known.length()), 16), row.getValue());
    }
  }

  /** All that opened something; null before any did. */
  @Nullable RosterKeys keys() {
    return keys;
  }

  /** Keeps a key that somebody sent, until it opens an entry. */
  void offer(int generation, byte[] key) {
    String prefix = offered + Hex.of(generation) + "/";
    if (device.rows.scan(prefix).size() < MAX_CANDIDATES) {
      device.rows.put(prefix + Hex.of(device.sealer.hash("roster-key-name", key)), key.clone());
    }
  }

  /** Takes in a key that is known to be right. */
  void learn(int generation, byte[] key) {
    keep(generation, key);
    device.rows.put(known + Hex.of(generation), key);
    device.rows.deleteAll(offered + Hex.of(generation) + "/");
  }

  private void keep(int generation, byte[] key) {
    keys = keys == null ? RosterKeys.of(generation, key) : keys.with(generation, key);
  }

  /** Later keys were of another branch: they are what somebody sent again. */
  void forgetAfter(int generation) {
    RosterKeys all = keys;
    keys = null;
    for (int i = all == null ? 1 : all.oldestGeneration();
        all != null && i <= all.newestGeneration();
        i++) {
      byte[] key = all.key(i);
      if (key != null && i <= generation) {
        keep(i, key);
      } else if (key != null) {
        device.rows.delete(known + Hex.of(i));
        offer(i, key);
      }
    }
  }

  /** Whether the key of this entry is here, taking in one that was offered and opens it. */
  boolean has(SealedEntry sealed) {
    int generation = sealed.rosterKeyGeneration();
    if (keys != null && keys.key(generation) != null) {
      return true;
    }
    for (byte[] candidate :
        List.copyOf(device.rows.scan(offered + Hex.of(generation) + "/").values())) {
      byte[] opened = seal().open(RosterKeys.of(generation, candidate), sealed);
      if (opened != null && isEntry.test(opened)) {
        learn(generation, candidate);
        return true;
      }
    }
    return false;
  }

  /** What was sealed, or null when it does not open. */
  byte @Nullable [] open(SealedEntry sealed) {
    return keys == null ? null : seal().open(keys, sealed);
  }

  /** Takes in the earlier keys that these entries carry, in the order of the log. */
  void unwrap(List<SealedEntry> log) {
    log.forEach(this::has);
    if (keys == null) {
      return;
    }
    RosterKeys all = seal().unwrap(keys, log);
    for (int i = all.oldestGeneration(); i < all.newestGeneration(); i++) {
      byte[] key = all.key(i);
      if (key != null && keys.key(i) == null) {
        learn(i, key);
      }
    }
  }

  private RosterSeal seal() {
    return new RosterSeal(device.sealer, device.facts.space());
  }
}
