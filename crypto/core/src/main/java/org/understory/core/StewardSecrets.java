package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.core.roster.Member;
import org.understory.core.roster.SignedEntry;
import org.understory.core.vetting.StewardSecret;
import org.understory.wire.id.Epoch;

/**
 * The secrets that stewards share, under the hash that EPOCH commits to ({@code
 * docs/protocol.md#stewards-log}). One that no applied EPOCH names is never used (SL-1): a single
 * steward does not split the others.
 */
final class StewardSecrets {
  private static final String TOLD = "st/";
  private static final String EARLY = "sx/";
  private static final int MOST_EARLY = 4;
  private static final long OTHERS_TELL_MILLIS = 10 * 60_000L;
  private static final long KEPT_MILLIS = 30L * 86_400_000;

  private final Device device;
  private final Membership membership;
  private final Sessions sessions;

  /** The EPOCH entry that committed to each hash first. */
  private final Map<String, First> firsts = new HashMap<>();

  private int counted;

  private record First(long seq, EpochEntry entry, long time, DeviceId author) {}

  StewardSecrets(Device device, Membership membership, Sessions sessions) {
    this.device = device;
    this.membership = membership;
    this.sessions = sessions;
  }

  private Map<String, First> firsts() {
    List<RosterLine.Applied> history = membership.history();
    if (counted > history.size()) {
      counted = 0;
      firsts.clear();
    }
    for (; counted < history.size(); counted++) {
      var entry = history.get(counted).entry().entry();
      if (entry.body() instanceof EpochEntry epoch) {
        firsts.putIfAbsent(
            Hex.of(epoch.stewardSecretHash()),
            new First(entry.seq(), epoch, entry.time(), entry.actor()));
      }
    }
    return firsts;
  }

  /** The secret of now, or null while it is missing here. */
  @Nullable StewardSecret current() {
    EpochEntry epoch = membership.state().epoch();
    return epoch == null ? null : named(Hex.of(epoch.stewardSecretHash()));
  }

  /** The secret that an envelope asks for, or null. */
  @Nullable StewardSecret of(Epoch epoch) {
    for (Map.Entry<String, First> first : firsts().entrySet()) {
      EpochEntry entry = first.getValue().entry();
      if (entry.generation() == epoch.generation() && entry.step() == epoch.step()) {
        return named(first.getKey());
      }
    }
    return null;
  }

  private @Nullable StewardSecret named(String hash) {
    byte[] secret = device.rows.get(Device.STEWARD_SECRET + hash);
    First first = firsts().get(hash);
    return secret == null || first == null
        ? null
        : new StewardSecret(first.entry().generation(), first.entry().step(), secret);
  }

  /**
   * A steward sent one: kept when an applied EPOCH names it, a few also while that is to come.
   *
   * @return whether it is of use now
   */
  boolean take(DeviceKeys sender, PairwiseBody.StewardSecret body) {
    String hash = Hex.of(device.sealer.hash("steward-secret", body.secret()));
    boolean named = firsts().containsKey(hash);
    if (named && membership.amSteward()) {
      device.rows.put(Device.STEWARD_SECRET + hash, body.secret());
      device.changed();
    } else if (!named
        && membership.state().stewardOf(sender.device()) != null
        && device.rows.scan(EARLY).size() < MOST_EARLY) {
      device.rows.put(EARLY + hash, body.secret());
    }
    return named;
  }

  /** An EPOCH may name what came early; what is replaced for long is forgotten. */
  void rosterMoved() {
    for (Map.Entry<String, byte[]> row : List.copyOf(device.rows.scan(EARLY).entrySet())) {
      String hash = row.getKey().substring(EARLY.length());
      if (firsts().containsKey(hash)) {
        device.rows.put(Device.STEWARD_SECRET + hash, row.getValue());
        device.rows.delete(row.getKey());
      }
    }
    EpochEntry epoch = membership.state().epoch();
    if (epoch != null && device.now() - membership.state().epochTime() > KEPT_MILLIS) {
      String current = Device.STEWARD_SECRET + Hex.of(epoch.stewardSecretHash());
      for (String key : List.copyOf(device.rows.scan(Device.STEWARD_SECRET).keySet())) {
        if (!key.equals(current)) {
          device.rows.delete(key);
        }
      }
    }
  }

  /** Whether this EPOCH is the first to name its secret, and this device's. */
  boolean isFreshlyOwn(SignedEntry entry) {
    First first =
        entry.entry().body() instanceof EpochEntry epoch
            ? firsts().get(Hex.of(epoch.stewardSecretHash()))
            : null;
    return first != null
        && first.seq() == entry.entry().seq()
        && first.author().equals(device.keys().device());
  }

  /**
   * Gives the secret to the office devices of the others: who made it at once, the rest after ten
   * minutes, in case that one could not.
   */
  void share() {
    StewardSecret current = current();
    First first = current == null ? null : firsts().get(Hex.of(current.hash(device.sealer)));
    if (current == null || first == null) {
      return;
    }
    boolean made = first.author().equals(device.keys().device()); // it may have moved its office
    if (!made && !membership.amSteward()) {
      return;
    }
    List<DeviceKeys> targets = new ArrayList<>();
    String told = TOLD + Hex.of(Arrays.copyOf(current.hash(device.sealer), 16)) + "/";
    for (Member steward : membership.state().stewards()) {
      Member.Office office = steward.office();
      DeviceKeys keys = office == null ? null : membership.keysOf(office.device());
      if (keys != null
          && office != null
          && !keys.device().equals(device.keys().device())
          && !device.rows.has(told + keys.device().hex())
          && (mayTell(first, office))) {
        targets.add(keys);
      }
    }
    if (targets.isEmpty() || !sessions.ready(targets)) {
      return;
    }
    List<DeviceId> reached =
        sessions.deposit(targets, new PairwiseBody.StewardSecret(current.secret(), first.seq()));
    for (DeviceId id : reached) {
      device.rows.put(told + id.hex(), new byte[] {1});
    }
  }

  private boolean mayTell(First first, Member.Office office) {
    List<RosterLine.Applied> history = membership.history();
    var appointed = history.get((int) office.since()).entry().entry();
    boolean later = appointed.seq() > first.seq();
    DeviceId responsible = later ? appointed.actor() : first.author();
    long since = later ? appointed.time() : first.time();
    return responsible.equals(device.keys().device()) || device.now() - since >= OTHERS_TELL_MILLIS;
  }
}
