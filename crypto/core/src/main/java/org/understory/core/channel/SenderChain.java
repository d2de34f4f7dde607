package org.understory.core.channel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.understory.core.roster.DeviceId;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.LogId;

/**
 * How far this device's own sender chain in a channel has got, and who has it. The chain's keys are
 * the engine's. Immutable. {@code docs/protocol.md#chains}
 *
 * @param generation that it serves, at least 1
 * @param counter how many chains came before it in this channel and generation
 * @param sent how many messages were encrypted under it
 * @param createdAt milliseconds since 1970, at least 1
 * @param holders devices that were given its state
 */
public record SenderChain(
    LogId channel, int generation, int counter, int sent, long createdAt, Set<DeviceId> holders) {

  /** After this many messages a chain is replaced, so that a leaked one opens a few only. */
  public static final int MAX_MESSAGES = 100;

  /** After this long a chain is replaced: 24 hours. */
  public static final long MAX_AGE_MILLIS = 24 * 60 * 60_000L;

  private static final int VERSION = 1;

  /** A group has at most 1,000 members with 5 devices each; the rest is room for removed ones. */
  private static final Bounds HOLDERS = Bounds.upTo(16_384);

  private static final Bounds WHOLE = Bounds.of(1, 512 * 1024);
  private static final Bounds ID = Bounds.exactly(16);
  private static final Bounds TIME = Bounds.of(1, Long.MAX_VALUE);
  private static final Bounds GENERATION = Bounds.of(1, Integer.MAX_VALUE);

  public SenderChain {
    holders = Set.copyOf(holders);
  }

  /** The first chain of this device in a channel and generation. */
  public static SenderChain first(LogId channel, int generation, long now) {
    return new SenderChain(channel, generation, 0, 0, now, Set.of());
  }

  /** The chain after this one, under another distribution id; nobody has it yet. */
  public SenderChain next(int currentGeneration, long now) {
    int nextCounter = currentGeneration == generation ? Math.addExact(counter, 1) : 0;
    return new SenderChain(channel, currentGeneration, nextCounter, 0, now, Set.of());
  }

  /**
   * Whether the next message needs a new chain: another generation, 100 messages, 24 hours, or a
   * clock that was set to before the chain was made.
   */
  public boolean needsRotation(int currentGeneration, long now) {
    return generation != currentGeneration
        || sent >= MAX_MESSAGES
        || now < createdAt
        || now - createdAt >= MAX_AGE_MILLIS;
  }

  /** One more message was encrypted. */
  public SenderChain afterMessage() {
    return new SenderChain(
        channel, generation, counter, Math.addExact(sent, 1), createdAt, holders);
  }

  /** Whether this device was given the chain's state. */
  public boolean isHeldBy(DeviceId device) {
    return holders.contains(device);
  }

  /** These devices were given its state too. */
  public SenderChain heldBy(Set<DeviceId> devices) {
    Set<DeviceId> all = new HashSet<>(holders);
    all.addAll(devices);
    return new SenderChain(channel, generation, counter, sent, createdAt, all);
  }

  /** This device is to be given the state again: it asked. */
  public SenderChain forgotten(DeviceId device) {
    Set<DeviceId> others = new HashSet<>(holders);
    others.remove(device);
    return new SenderChain(channel, generation, counter, sent, createdAt, others);
  }

  /** For the vault: {@code SenderChainRow} of {@code vault.proto}, holders in rising order. */
  public byte[] encode() {
    TreeMap<String, byte[]> sorted = new TreeMap<>();
    for (DeviceId device : holders) {
      sorted.put(device.hex(), device.bytes());
    }
    return ProtoWriter.encode(
        this,
        (out, chain) -> {
          out.number(1, VERSION, Bounds.exactly(VERSION));
          out.bytes(2, channel.bytes(), ID);
          out.number(3, generation, GENERATION);
          out.number(4, counter, Bounds.ANY_INT);
          out.number(5, sent, Bounds.ANY_INT);
          out.number(6, createdAt, TIME);
          out.repeatedBytes(7, new ArrayList<>(sorted.values()), HOLDERS, ID);
        });
  }

  /**
   * @throws InvalidWireException when it is not what {@link #encode} made
   */
  public static SenderChain decode(byte[] bytes) throws InvalidWireException {
    return ProtoReader.decode(
        bytes,
        WHOLE,
        in -> {
          in.version(1, VERSION);
          LogId channel = LogId.of(in.bytes(2, ID));
          int generation = in.smallNumber(3, GENERATION);
          int counter = in.smallNumber(4, Bounds.ANY_INT);
          int sent = in.smallNumber(5, Bounds.ANY_INT);
          long createdAt = in.number(6, TIME);
          Set<DeviceId> holders = new HashSet<>();
          List<byte[]> ids = in.repeatedBytes(7, HOLDERS, ID);
          for (byte[] id : ids) {
            holders.add(DeviceId.of(id));
          }
          in.agree(holders.size() == ids.size());
          return new SenderChain(channel, generation, counter, sent, createdAt, holders);
        });
  }

  @Override
  public String toString() {
    return "SenderChain[generation=" + generation + ", counter=" + counter + ", sent=" + sent + "]";
  }
}
