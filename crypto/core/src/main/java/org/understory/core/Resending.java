package org.understory.core;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.understory.core.channel.DistributionId;
import org.understory.core.channel.SenderChain;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.roster.DeviceKeys;
import org.understory.signal.ProtocolException;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;

/**
 * Our own chains given again, to a device that asks or whose session broke ({@code
 * docs/protocol.md#pending}, {@code #repair}).
 */
final class Resending {
  /** How often a device was given a chain that it asked for. */
  private static final String ANSWERED = "an/";

  /** One device may ask for one chain again after most of a minute, then ever less often. */
  private static final long ANSWER_AGAIN_MILLIS = 45_000;

  private final Device device;
  private final Circles circles;
  private final Sessions sessions;
  private final Chains chains;
  private final ChainStates states;

  Resending(Device device, Circles circles, Sessions sessions, Chains chains) {
    this.device = device;
    this.circles = circles;
    this.sessions = sessions;
    this.chains = chains;
    this.states = new ChainStates(device);
  }

  /**
   * Keeps the chain's state before the message that is about to be encrypted under it, as long as
   * the message.
   *
   * @param until when the message disappears, milliseconds
   */
  void keepState(SenderChain chain, Epoch epoch, long until) throws ProtocolException {
    DistributionId id = chains.distributionId(chain);
    byte[] distribution =
        device.engine.createSenderKeyDistribution(
            device.store(), Sessions.address(device.keys().device()), id.bytes());
    states.keep(id, chain.sent(), chain.channel(), epoch, chain.counter(), until, distribution);
  }

  /** A row is over: what only opened what has disappeared goes with it. */
  void expired(String row) {
    states.expired(row);
  }

  /** Forgets answers of long ago. */
  void purge() {
    for (Map.Entry<String, byte[]> row : List.copyOf(device.rows.scan(ANSWERED).entrySet())) {
      if (Backoff.decode(row.getValue()).isOver(device.now(), ANSWER_AGAIN_MILLIS)) {
        device.rows.delete(row.getKey());
      }
    }
  }

  void forget(LogId channel) {
    states.forget(channel);
  }

  void discardStates() {
    states.clear();
  }

  /** Answers a device that lacks one of our chains, as often as it may ask. */
  void answer(DeviceKeys to, DistributionId wanted) {
    String key = ANSWERED + to.device().hex() + "/" + wanted.hex();
    Backoff answered = Backoff.decode(device.rows.get(key));
    if (answered.allows(device.now(), ANSWER_AGAIN_MILLIS) && sessions.ready(List.of(to))) {
      device.rows.put(key, answered.taken(device.now(), ANSWER_AGAIN_MILLIS).encode());
      give(to, wanted);
    }
  }

  /** Gives a device, with which a session has just begun, every chain that it may need. */
  void giveAll(DeviceKeys to) {
    TreeMap<String, DistributionId> all = new TreeMap<>();
    states.ids().forEach(id -> all.put(id.hex(), id));
    for (SenderChain chain : chains.own()) {
      DistributionId id = chains.distributionId(chain);
      all.put(id.hex(), id);
    }
    all.values().forEach(id -> give(to, id));
  }

  /**
   * Sends the oldest state that still opens something the device was there for, or the current one:
   * who has the chain already turns nothing back by it.
   */
  private void give(DeviceKeys to, DistributionId wanted) {
    SenderChain chain = named(wanted);
    PairwiseBody.SenderKey state = states.oldest(wanted, channel -> joined(channel, to));
    if (state != null) {
      boolean reached = !sessions.deposit(List.of(to), state).isEmpty();
      if (chain != null && reached) {
        chains.save(chain.heldBy(Set.of(to.device())));
      }
    } else if (chain != null && chains.hasKeys(wanted) && mayRead(chain.channel(), to)) {
      try {
        chains.distribute(chain, List.of(to));
      } catch (ProtocolException e) {
        chains.save(chain.forgotten(to.device())); // the next message gives it
      }
    }
  }

  private boolean mayRead(LogId channel, DeviceKeys to) {
    return circles.of(channel).isActive(to.device());
  }

  /** The first epoch of a device in a channel's circle; beyond all where it is not in it now. */
  private Epoch joined(LogId channel, DeviceKeys to) {
    return mayRead(channel, to)
        ? circles.of(channel).joined(to.device())
        : new Epoch(Integer.MAX_VALUE, 0);
  }

  private @Nullable SenderChain named(DistributionId wanted) {
    for (SenderChain chain : chains.own()) {
      if (chains.distributionId(chain).equals(wanted)) {
        return chain;
      }
    }
    return null;
  }
}
