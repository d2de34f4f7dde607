package org.understory.core;

import java.util.List;
import java.util.TreeMap;
import org.understory.core.channel.DistributionId;
import org.understory.signal.DeviceAddress;
import org.understory.signal.ProtocolException;

/**
 * Keys of messages that later ones overtook go when those messages would have disappeared: with a
 * channel's timer, or where there is none, and in sessions, with the server's content cap ({@code
 * docs/protocol.md#skipped-keys}). The engine keeps the times; this says when to look.
 */
final class Forgetting {
  /** Sessions are looked through this often; the cap is days. */
  private static final long SESSIONS_EVERY_MILLIS = 60 * 60_000L;

  /**
   * After a start it is not known here when something was skipped, so chains are looked at in steps
   * of their messages' life until all from before is gone.
   */
  private static final int STEPS = 16;

  private static final long LONGEST_STEP_MILLIS = 60 * 60_000L;

  /** Times are kept in whole seconds. */
  private static final long SLACK_MILLIS = 1_000;

  private static final String SESSIONS_SEEN = "sessions-swept";

  private final Device device;
  private final Circles circles;
  private final Chains chains;

  /** Chains that may hold skipped keys, by distribution id. */
  private final TreeMap<String, Watched> watched = new TreeMap<>();

  private long nextDue = Long.MAX_VALUE;

  /**
   * @param readAt when something was read last
   * @param due when the oldest key that may be there is past its time
   * @param loaded whether it holds keys from before the start
   */
  private record Watched(Chains.Origin origin, long readAt, long due, boolean loaded) {}

  Forgetting(Device device, Circles circles, Chains chains) {
    this.device = device;
    this.circles = circles;
    this.chains = chains;
  }

  /** After a start every chain is looked at once. */
  void load() {
    for (DistributionId id : chains.known()) {
      Chains.Origin origin = chains.origin(id);
      if (origin != null) {
        watch(id.hex(), new Watched(origin, device.now(), device.now(), true));
      }
    }
  }

  /** Something was read under this chain, which may have skipped keys of others. */
  void read(Chains.Origin origin, DistributionId id) {
    Watched known = watched.get(id.hex());
    long due = known == null ? device.now() + life(origin) + SLACK_MILLIS : known.due();
    boolean loaded = known != null && known.loaded();
    watch(id.hex(), new Watched(origin, device.now(), due, loaded));
  }

  /** A timer was changed: what was skipped before may be past its time at once. */
  void timerChanged() {
    nextDue = 0;
    for (String id : List.copyOf(watched.keySet())) {
      Watched chain = watched.get(id);
      if (chain != null) {
        watched.put(id, new Watched(chain.origin(), chain.readAt(), 0, chain.loaded()));
      }
    }
  }

  void tick() {
    if (device.now() >= nextDue) {
      nextDue = Long.MAX_VALUE;
      for (String id : List.copyOf(watched.keySet())) {
        Watched chain = watched.get(id);
        if (chain != null) {
          look(id, chain);
        }
      }
    }
    if (device.hasKeys()
        && device.now() - device.facts.number(SESSIONS_SEEN) >= SESSIONS_EVERY_MILLIS) {
      device.facts.number(SESSIONS_SEEN, device.now());
      sweepSessions();
    }
  }

  private void look(String id, Watched chain) {
    long life = life(chain.origin());
    if (chain.due() > device.now()) {
      nextDue = Math.min(nextDue, chain.due());
      return;
    }
    watched.remove(id);
    DeviceAddress sender = Sessions.address(chain.origin().device());
    try {
      device.engine.forgetSkippedSenderKeys(
          device.store(), sender, Hex.parse(id), device.now() - life);
    } catch (ProtocolException e) {
      device.store().removeSenderKey(sender, Hex.parse(id)); // it would never read anything again
    }
    long end = chain.readAt() + life + SLACK_MILLIS;
    if (end > device.now()) {
      long step = Math.min(LONGEST_STEP_MILLIS, Math.max(SLACK_MILLIS, life / STEPS));
      long due = chain.loaded() ? Math.min(end, device.now() + step) : end;
      watch(id, new Watched(chain.origin(), chain.readAt(), due, chain.loaded()));
    }
  }

  private void watch(String id, Watched chain) {
    watched.put(id, chain);
    nextDue = Math.min(nextDue, chain.due());
  }

  /** How long a message of the channel of this chain lives, milliseconds. */
  private long life(Chains.Origin origin) {
    int timer = circles.of(origin.channel()).timer(origin.channel());
    return 1000L * (timer == 0 ? device.expiry().capSeconds() : timer);
  }

  private void sweepSessions() {
    long keptBefore = device.now() - 1000L * device.expiry().capSeconds();
    for (DeviceAddress peer : device.store().sessions()) {
      try {
        device.engine.forgetSkippedKeys(device.store(), peer, keptBefore);
      } catch (ProtocolException e) {
        device.store().removeSession(peer); // it would never read anything again
      }
    }
  }
}
