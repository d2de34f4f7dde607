package org.understory.core;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.understory.core.channel.DistributionId;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.wire.id.LogId;

/**
 * Chains that messages wait for: their owners are asked once they had time to arrive by themselves,
 * and again, ever less often, while something waits ({@code docs/protocol.md#pending}).
 */
final class Asking {
  private static final String ASKED = "ask/";

  /** How long to wait for a sender key before its owner is asked. */
  private static final long ASK_AFTER_MILLIS = 5_000;

  private static final long ASK_AGAIN_MILLIS = 60_000;

  private final Device device;
  private final Membership membership;
  private final Sessions sessions;
  private final Chains chains;
  private final TreeMap<String, Wanted> wanted = new TreeMap<>();

  /** Whose chains these are, once that was found: it takes a hash for each chain there may be. */
  private final TreeMap<String, DeviceId> owners = new TreeMap<>();

  /**
   * A chain that is lacking.
   *
   * @param since when the first message arrived that needs it
   */
  private record Wanted(
      DistributionId id, LogId channel, int generation, long since, TreeSet<String> raws) {}

  Asking(Device device, Membership membership, Sessions sessions, Chains chains) {
    this.device = device;
    this.membership = membership;
    this.sessions = sessions;
    this.chains = chains;
  }

  /** The entry waits for this chain. */
  void want(DistributionId id, int generation, Raw raw) {
    wanted
        .computeIfAbsent(
            id.hex(), hex -> new Wanted(id, raw.channel(), generation, raw.at(), new TreeSet<>()))
        .raws()
        .add(raw.key());
  }

  /** Row keys of the entries that wait for this chain. */
  List<String> waitingFor(DistributionId id) {
    Wanted one = wanted.get(id.hex());
    return one == null ? List.of() : List.copyOf(one.raws());
  }

  /** An entry waits no more. */
  void settled(String raw) {
    for (Wanted one : List.copyOf(wanted.values())) {
      if (one.raws().remove(raw) && one.raws().isEmpty()) {
        learned(one.id());
      }
    }
  }

  /** It came. */
  void learned(DistributionId id) {
    wanted.remove(id.hex());
    device.rows.delete(ASKED + id.hex());
  }

  /** Nothing waits any more; what still does says so again. */
  void clear() {
    wanted.clear();
  }

  /** Forgets when chains were asked for that nothing waits for. */
  void prune() {
    for (String key : List.copyOf(device.rows.scan(ASKED).keySet())) {
      if (!wanted.containsKey(key.substring(ASKED.length()))) {
        device.rows.delete(key);
      }
    }
  }

  /** A session with this device has just begun anew: what it was asked in the old one is lost. */
  void again(DeviceId owner) {
    for (Wanted one : wanted.values()) {
      DeviceKeys of = ownerOf(one);
      if (of != null && of.device().equals(owner)) {
        device.rows.delete(ASKED + one.id().hex());
      }
    }
    tick();
  }

  /** When the owner of what an entry waits for was asked last; 0: not yet. */
  long asked(String raw) {
    for (Map.Entry<String, Wanted> one : wanted.entrySet()) {
      if (one.getValue().raws().contains(raw)) {
        return Backoff.decode(device.rows.get(ASKED + one.getKey())).at();
      }
    }
    return 0;
  }

  /** Whether a person may have it asked for once more: a minute after the last time. */
  boolean canAsk(String raw) {
    boolean waits = false;
    for (Wanted one : wanted.values()) {
      waits |= one.raws().contains(raw);
    }
    return waits && device.now() - asked(raw) >= ASK_AGAIN_MILLIS;
  }

  /** A person asks once more; false when it is too soon, or nobody could answer. */
  boolean again(String raw) {
    if (!canAsk(raw)) {
      return false;
    }
    for (Map.Entry<String, Wanted> one : List.copyOf(wanted.entrySet())) {
      if (one.getValue().raws().contains(raw)) {
        device.rows.delete(ASKED + one.getKey());
      }
    }
    tick();
    return true;
  }

  /** Asks whom it is time to ask. */
  void tick() {
    if (wanted.isEmpty() || device.greeting() == null || !membership.isCurrent()) {
      return;
    }
    for (Map.Entry<String, Wanted> one : List.copyOf(wanted.entrySet())) {
      Backoff asked = Backoff.decode(device.rows.get(ASKED + one.getKey()));
      if (device.now() - one.getValue().since() >= ASK_AFTER_MILLIS
          && asked.allows(device.now(), ASK_AGAIN_MILLIS)) {
        ask(one.getValue(), asked);
      }
    }
  }

  private @Nullable DeviceKeys ownerOf(Wanted one) {
    DeviceId known = owners.get(one.id().hex());
    if (known != null) {
      return chains.isReader(one.channel(), known) ? membership.keysOf(known) : null;
    }
    DeviceKeys owner = chains.ownerOf(one.id(), one.channel(), one.generation());
    if (owner != null) {
      owners.put(one.id().hex(), owner.device());
    }
    return owner;
  }

  private void ask(Wanted one, Backoff asked) {
    DeviceKeys owner = ownerOf(one);
    if (owner == null) {
      wanted.remove(one.id().hex()); // nobody's who could be asked
    } else if (sessions.ready(List.of(owner)) && sessions.with(owner.device())) {
      sessions.deposit(List.of(owner), new PairwiseBody.SenderKeyRequest(one.channel(), one.id()));
      device.rows.put(ASKED + one.id().hex(), asked.taken(device.now(), ASK_AGAIN_MILLIS).encode());
    }
  }
}
