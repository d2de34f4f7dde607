package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.deposit.PairwiseBody.RescueShare;
import org.understory.core.deposit.PairwiseCodec;
import org.understory.core.recovery.Shamir;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.core.roster.Roster;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedEntry;
import org.understory.wire.codec.InvalidWireException;

/**
 * Parts of the rescue key's seed at a member: the own one, and those that others handed over
 * because they want this member in office ({@code docs/protocol.md#rescue-shares}). All go when the
 * roster names another key.
 */
final class RescueParts {
  /** Dealt to this device: under the set's version, and the dealer's device. */
  private static final String HELD = "yd/";

  /** Handed over, under the device that did. */
  private static final String HANDED = "yh/";

  private static final int MOST_HELD = 4;

  /** False parts are looked for among so many choices of which to leave out. */
  private static final int MOST_TRIES = 500;

  private final Device device;
  private final Membership membership;
  private @Nullable RosterState knownFor;
  private @Nullable Named known;

  /** In which state, and with how many parts, no choice gave it. */
  private @Nullable RosterState triedFor;

  private int triedWith;

  /**
   * The key that the roster names, and since when.
   *
   * @param epoch the first EPOCH that names it
   * @param by the device that did, and deals its parts
   * @param plain how many plain members there were then
   */
  record Named(EpochEntry epoch, DeviceId by, long time, int plain) {
    @Override
    public String toString() {
      return "Named[" + epoch.stewardSetVersion() + "]";
    }
  }

  RescueParts(Device device, Membership membership) {
    this.device = device;
    this.membership = membership;
  }

  /** Takes in a part that was dealt; whether its sender may deal shows when that is applied. */
  void dealt(DeviceKeys sender, RescueShare share) {
    String key = HELD + Hex.of(share.setVersion()) + "/" + sender.device().hex();
    boolean late = share.setVersion() <= membership.setVersion() && !isNamed(share.key());
    if (!late && (device.rows.has(key) || device.rows.scan(HELD).size() < MOST_HELD)) {
      device.rows.put(key, PairwiseCodec.encodeBody(share));
      device.changed();
    }
  }

  /** Takes in a part that its holder handed over: one of each device. */
  void handed(DeviceKeys sender, RescueShare share) {
    if (isNamed(share.key())) {
      device.rows.put(HANDED + sender.device().hex(), PairwiseCodec.encodeBody(share));
    }
  }

  /** The roster names a key: parts of any other go. */
  void named(EpochEntry epoch) {
    Named named = named();
    for (String key : List.copyOf(device.rows.scan(HELD).keySet())) {
      RescueShare share = read(key);
      if (share.setVersion() <= epoch.stewardSetVersion()
          && (named == null || !isOf(named, key, share))) {
        device.rows.delete(key);
      }
    }
    for (String key : List.copyOf(device.rows.scan(HANDED).keySet())) {
      if (!isNamed(read(key).key())) {
        device.rows.delete(key);
      }
    }
  }

  boolean isNamed(byte[] key) {
    EpochEntry epoch = membership.state().epoch();
    return epoch != null && Arrays.equals(epoch.rescueKey(), key);
  }

  /** The own part of the key that the roster names, or null. */
  @Nullable RescueShare own() {
    Named named = named();
    for (String key : named == null ? List.<String>of() : device.rows.scan(HELD).keySet()) {
      RescueShare share = read(key);
      if (named != null && isOf(named, key, share)) {
        return share;
      }
    }
    return null;
  }

  private static boolean isOf(Named named, String key, RescueShare share) {
    return key.endsWith(named.by().hex())
        && share.setVersion() == named.epoch().stewardSetVersion()
        && Arrays.equals(share.key(), named.epoch().rescueKey());
  }

  /** The seed of the key that the roster names, where enough true parts are here; else null. */
  byte @Nullable [] seed() {
    List<RescueShare> all = new ArrayList<>();
    RescueShare own = own();
    Named named = named();
    if (named == null) {
      return null;
    }
    int needed = Rescue.needed(named.plain());
    if (own != null) {
      all.add(own);
    }
    for (String key : device.rows.scan(HANDED).keySet()) {
      RescueShare share = read(key);
      if (isNamed(share.key()) && all.stream().noneMatch(s -> isSame(s, share))) {
        all.add(share);
      }
    }
    if (triedFor == knownFor && triedWith == all.size()) {
      return null; // nothing came since
    }
    triedWith = all.size();
    int[] tries = {MOST_TRIES};
    byte[] seed = search(all, needed, 0, new ArrayList<>(), tries);
    triedFor = seed == null ? knownFor : null;
    return seed;
  }

  private static boolean isSame(RescueShare one, RescueShare other) {
    return one.index() == other.index() && Arrays.equals(one.share(), other.share());
  }

  /** Tries choices of as many as it takes, in their order: who is false is not known before. */
  private byte @Nullable [] search(
      List<RescueShare> all, int needed, int from, List<RescueShare> taken, int[] tries) {
    if (taken.size() == needed) {
      tries[0]--;
      byte[] seed =
          Shamir.combine(
              taken.stream().map(RescueShare::index).toList(),
              taken.stream().map(RescueShare::share).toList());
      return seed != null && isNamed(device.sealer.primitives().ed25519().publicKey(seed))
          ? seed
          : null;
    }
    for (int i = from; tries[0] > 0 && all.size() - i >= needed - taken.size(); i++) {
      taken.add(all.get(i));
      byte[] seed = search(all, needed, i + 1, taken, tries);
      if (seed != null) {
        return seed;
      }
      taken.removeLast();
    }
    return null;
  }

  private RescueShare read(String key) {
    try {
      byte[] row = device.rows.get(key);
      if (row != null && PairwiseCodec.decodeBody(row) instanceof RescueShare share) {
        return share;
      }
      throw new IllegalStateException("a stored share is none");
    } catch (InvalidWireException e) {
      throw new IllegalStateException("a stored share cannot be read", e);
    }
  }

  /** The key that the roster names, or null where there is none. */
  @Nullable Named named() {
    if (knownFor != membership.state()) {
      knownFor = membership.state();
      known = find();
    }
    return known;
  }

  private @Nullable Named find() {
    RosterState state = membership.state();
    EpochEntry epoch = state.epoch();
    SignedEntry first = null;
    for (long seq = state.seq(); seq > 0 && epoch != null && epoch.rescueKey().length > 0; seq--) {
      SignedEntry entry = state.entryAt(seq);
      if (entry != null && entry.entry().body() instanceof EpochEntry one) {
        if (!Arrays.equals(one.rescueKey(), epoch.rescueKey())) {
          break;
        }
        first = entry;
      }
    }
    return first == null || !(first.entry().body() instanceof EpochEntry named)
        ? null
        : new Named(
            named,
            first.entry().actor(),
            first.entry().time(),
            Rescue.plain(new Roster(device.sealer).before(state, first.entry().seq() + 1)));
  }
}
