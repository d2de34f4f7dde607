package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.understory.core.channel.DistributionId;
import org.understory.core.deposit.PairwiseBody;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;

/**
 * What our own chains were before each message that has not disappeared yet, so that a member whose
 * session broke can be given a state that opens what it missed ({@code docs/protocol.md#repair}).
 * It is forgotten with the message: nothing here opens what is gone.
 */
final class ChainStates {
  private static final String PREFIX = "cs/";

  private final Device device;

  ChainStates(Device device) {
    this.device = device;
  }

  /**
   * A chain's state before one of its messages.
   *
   * @param until when the message disappears, milliseconds
   */
  private record State(LogId channel, Epoch epoch, int counter, long until, byte[] distribution) {
    PairwiseBody.SenderKey body() {
      return new PairwiseBody.SenderKey(channel, epoch.generation(), counter, distribution);
    }

    byte[] encode() {
      ProtoWriter writer = new ProtoWriter();
      writer.bytes(1, channel.bytes(), Bounds.exactly(16));
      writer.number(2, epoch.generation(), Bounds.ANY_INT);
      writer.number(3, epoch.step(), Bounds.ANY_INT);
      writer.number(4, counter, Bounds.ANY_INT);
      writer.number(5, until, Bounds.ANY);
      writer.bytes(6, distribution, Bounds.of(1, 1024));
      return writer.toByteArray();
    }

    static State decode(byte[] row) {
      try {
        ProtoReader reader = new ProtoReader(row);
        LogId channel = LogId.of(reader.bytes(1, Bounds.exactly(16)));
        int generation = reader.smallNumber(2, Bounds.ANY_INT);
        int step = reader.smallNumber(3, Bounds.ANY_INT);
        int counter = reader.smallNumber(4, Bounds.ANY_INT);
        long until = reader.number(5, Bounds.ANY);
        State state =
            new State(
                channel,
                new Epoch(generation, step),
                counter,
                until,
                reader.bytes(6, Bounds.of(1, 1024)));
        reader.end();
        return state;
      } catch (InvalidWireException e) {
        throw new IllegalStateException("a stored chain state cannot be read", e);
      }
    }

    @Override
    public String toString() {
      return "State[" + epoch + "]";
    }
  }

  /**
   * Keeps the state before the message that is about to be encrypted.
   *
   * @param sent how many messages the chain had before
   */
  void keep(
      DistributionId id,
      int sent,
      LogId channel,
      Epoch epoch,
      int counter,
      long until,
      byte[] distribution) {
    State state = new State(channel, epoch, counter, until, distribution);
    device.rows.put(prefix(id) + Hex.of(sent), state.encode(), until);
  }

  /** The oldest state of a chain since the epoch that its channel's is given; null without one. */
  PairwiseBody.@Nullable SenderKey oldest(DistributionId id, Function<LogId, Epoch> joined) {
    for (byte[] row : device.rows.scan(prefix(id)).values()) {
      State state = State.decode(row);
      if (state.epoch().compareTo(joined.apply(state.channel())) >= 0
          && state.until() > device.now()) {
        return state.body();
      }
    }
    return null;
  }

  /** The ids of all chains that have a state here. */
  List<DistributionId> ids() {
    TreeSet<String> ids = new TreeSet<>();
    for (String key : device.rows.scan(PREFIX).keySet()) {
      ids.add(key.substring(PREFIX.length(), key.lastIndexOf('/')));
    }
    List<DistributionId> named = new ArrayList<>();
    ids.forEach(hex -> named.add(DistributionId.named(Hex.parse(hex))));
    return named;
  }

  /** A row is over: if it was a state, those before it in the same chain go with it. */
  void expired(String row) {
    if (row.startsWith(PREFIX)) {
      String chain = row.substring(0, row.lastIndexOf('/') + 1);
      for (String key : List.copyOf(device.rows.scan(chain).keySet())) {
        if (key.compareTo(row) <= 0) {
          device.rows.delete(key);
        }
      }
    }
  }

  void forget(LogId channel) {
    for (Map.Entry<String, byte[]> row : List.copyOf(device.rows.scan(PREFIX).entrySet())) {
      if (State.decode(row.getValue()).channel().equals(channel)) {
        device.rows.delete(row.getKey());
      }
    }
  }

  void clear() {
    device.rows.deleteAll(PREFIX);
  }

  private static String prefix(DistributionId id) {
    return PREFIX + id.hex() + "/";
  }
}
