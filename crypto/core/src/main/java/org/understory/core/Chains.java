package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.understory.core.channel.DistributionId;
import org.understory.core.channel.SenderChain;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.signal.DeviceAddress;
import org.understory.signal.ProtocolException;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;

/**
 * Sender chains: our own for each channel, who has them, and whose the others' are ({@code
 * docs/protocol.md#chains}).
 */
final class Chains {
  private static final String OWN = "ch/";
  private static final String ORIGIN = "d/";

  /** How many chains of one sender and generation are looked through to find whose an id is. */
  private static final int COUNTERS_SEARCHED = 64;

  private final Device device;
  private final Circles circles;
  private final Sessions sessions;
  private final Evidence evidence;

  /** Whose chain a distribution id names. */
  record Origin(DeviceId device, LogId channel, int generation) {}

  Chains(Device device, Circles circles, Sessions sessions, Evidence evidence) {
    this.device = device;
    this.circles = circles;
    this.sessions = sessions;
    this.evidence = evidence;
  }

  /** Our chain for a channel in this epoch, replaced where its time is over. */
  SenderChain current(LogId channel, Epoch epoch) {
    SenderChain chain = own(channel);
    if (chain != null && !chain.needsRotation(epoch.generation(), device.now())) {
      return chain;
    }
    SenderChain next =
        chain == null
            ? SenderChain.first(channel, epoch.generation(), device.now())
            : chain.next(epoch.generation(), device.now());
    save(next);
    return next;
  }

  /** Makes the chain's keys where it has none yet: nobody else may be there to give them to. */
  void ensureKeys(SenderChain chain) throws ProtocolException {
    DistributionId id = distributionId(chain);
    if (!hasKeys(id)) {
      DeviceAddress self = Sessions.address(device.keys().device());
      device.engine.createSenderKeyDistribution(device.store(), self, id.bytes());
    }
  }

  @Nullable SenderChain own(LogId channel) {
    byte[] row = device.rows.get(OWN + channel.hex());
    return row == null ? null : decode(row);
  }

  void save(SenderChain chain) {
    device.rows.put(OWN + chain.channel().hex(), chain.encode());
  }

  DistributionId distributionId(SenderChain chain) {
    return DistributionId.of(
        device.sealer,
        circles.of(chain.channel()).id(),
        chain.channel(),
        chain.generation(),
        device.keys().device(),
        chain.counter());
  }

  /** The devices of the channel's circle that do not have this chain yet. */
  List<DeviceKeys> lacking(SenderChain chain) {
    List<DeviceKeys> lacking = new ArrayList<>();
    for (DeviceKeys other : circles.of(chain.channel()).others()) {
      if (!chain.isHeldBy(other.device())) {
        lacking.add(other);
      }
    }
    return lacking;
  }

  /** Deposits the chain's current state for devices with which there is a session. */
  SenderChain distribute(SenderChain chain, List<DeviceKeys> targets) throws ProtocolException {
    byte[] distribution =
        device.engine.createSenderKeyDistribution(
            device.store(),
            Sessions.address(device.keys().device()),
            distributionId(chain).bytes());
    List<DeviceId> reached =
        sessions.deposit(
            targets,
            new PairwiseBody.SenderKey(
                chain.channel(), chain.generation(), chain.counter(), distribution));
    SenderChain next = chain.heldBy(Set.copyOf(reached));
    save(next);
    return next;
  }

  /** Takes in another device's chain; null when it is not what it claims to be. */
  @Nullable DistributionId learn(DeviceId sender, PairwiseBody.SenderKey key) {
    try {
      DistributionId expected =
          DistributionId.of(
              device.sealer,
              circles.of(key.channel()).id(),
              key.channel(),
              key.generation(),
              sender,
              key.counter());
      byte[] named = device.engine.distributionIdOf(key.distribution());
      if (!Arrays.equals(expected.bytes(), named)) {
        return null;
      }
      device.engine.processSenderKeyDistribution(
          device.store(), Sessions.address(sender), key.distribution());
      evidence.learned(expected, key.distribution());
      ProtoWriter writer = new ProtoWriter();
      writer.bytes(1, sender.bytes(), Bounds.exactly(16));
      writer.bytes(2, key.channel().bytes(), Bounds.exactly(16));
      writer.number(3, key.generation(), Bounds.ANY_INT);
      device.rows.put(ORIGIN + expected.hex(), writer.toByteArray());
      return expected;
    } catch (ProtocolException e) {
      return null;
    }
  }

  /** Every chain of others whose distribution message came. */
  List<DistributionId> known() {
    List<DistributionId> known = new ArrayList<>();
    for (String key : device.rows.scan(ORIGIN).keySet()) {
      known.add(DistributionId.named(Hex.parse(key.substring(ORIGIN.length()))));
    }
    return known;
  }

  /** Whose chain this is, when its distribution message came. */
  @Nullable Origin origin(DistributionId id) {
    byte[] row = device.rows.get(ORIGIN + id.hex());
    if (row == null) {
      return null;
    }
    try {
      ProtoReader reader = new ProtoReader(row);
      Origin origin =
          new Origin(
              DeviceId.of(reader.bytes(1, Bounds.exactly(16))),
              LogId.of(reader.bytes(2, Bounds.exactly(16))),
              reader.smallNumber(3, Bounds.ANY_INT));
      reader.end();
      return origin;
    } catch (InvalidWireException e) {
      throw new IllegalStateException("a stored origin cannot be read", e);
    }
  }

  /** Which device of the roster would own this id, so that it can be asked for its chain. */
  @Nullable DeviceKeys ownerOf(DistributionId wanted, LogId channel, int generation) {
    for (DeviceKeys other : circles.of(channel).others()) {
      if (owns(other.device(), wanted, channel, generation)) {
        return other;
      }
    }
    return null;
  }

  /** Whether a device is in the channel's circle now: who went is not told of it any more. */
  boolean isReader(LogId channel, DeviceId id) {
    return circles.of(channel).isActive(id);
  }

  /** Whether the id is of one of our own chains: another copy of this store posted under it. */
  boolean isOwn(DistributionId id, LogId channel, int generation) {
    return owns(device.keys().device(), id, channel, generation);
  }

  private boolean owns(DeviceId owner, DistributionId wanted, LogId channel, int generation) {
    for (int counter = 0; counter < COUNTERS_SEARCHED; counter++) {
      DistributionId id =
          DistributionId.of(
              device.sealer, circles.of(channel).id(), channel, generation, owner, counter);
      if (id.equals(wanted)) {
        return true;
      }
    }
    return false;
  }

  /** All of our own chains, one a channel. */
  List<SenderChain> own() {
    List<SenderChain> chains = new ArrayList<>();
    for (byte[] row : device.rows.scan(OWN).values()) {
      chains.add(decode(row));
    }
    return chains;
  }

  boolean hasKeys(DistributionId id) {
    return device.store().hasSenderKey(Sessions.address(device.keys().device()), id.bytes());
  }

  private static SenderChain decode(byte[] row) {
    try {
      return SenderChain.decode(row);
    } catch (InvalidWireException e) {
      throw new IllegalStateException("a stored chain cannot be read", e);
    }
  }

  /** Ends all of our own chains: the next message in each channel begins another. */
  void replaceOwn() {
    for (SenderChain chain : own()) {
      save(chain.next(chain.generation(), device.now()));
    }
  }

  /** Forgets all chains of a channel, with their keys. */
  void forget(LogId channel) {
    SenderChain chain = own(channel);
    if (chain != null) {
      DeviceAddress self = Sessions.address(device.keys().device());
      device.store().removeSenderKey(self, distributionId(chain).bytes());
      device.rows.delete(OWN + channel.hex());
    }
    for (DistributionId id : known()) {
      Origin origin = origin(id);
      if (origin != null && origin.channel().equals(channel)) {
        device.store().removeSenderKey(Sessions.address(origin.device()), id.bytes());
        device.rows.delete(ORIGIN + id.hex());
      }
    }
  }

  /** Forgets our own chains: the next message starts new ones. */
  void discardOwn() {
    device.rows.deleteAll(OWN);
  }
}
