package org.understory.server.slot;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.understory.server.config.Retention;
import org.understory.server.config.Sources;
import org.understory.server.delivery.FanOut;
import org.understory.server.delivery.Feed;
import org.understory.server.delivery.Refused;
import org.understory.server.delivery.Topic;
import org.understory.server.postgres.Database;
import org.understory.server.postgres.Tx;
import org.understory.wire.frame.EpochPacket;
import org.understory.wire.frame.FrameCodec;
import org.understory.wire.frame.Reason;
import org.understory.wire.frame.SlotPacket;
import org.understory.wire.frame.SlotPackets;
import org.understory.wire.id.SpaceId;
import org.understory.wire.id.StageId;

/** Lays packets into slots and hands them out. */
public final class SlotService {
  private static final long STAGED_FOR = 3_600;
  private static final long NEWEST_FOR = 180L * Retention.DAY;

  /** Packets of a commit for the largest group there may be, each member with several devices. */
  private static final int MOST_STAGED = 60_000;

  private final Database database;
  private final SlotStore store;
  private final FanOut fanOut;
  private final Sources sources;
  private final Retention retention;

  SlotService(
      Database database, SlotStore store, FanOut fanOut, Sources sources, Retention retention) {
    this.database = database;
    this.store = store;
    this.fanOut = fanOut;
    this.sources = sources;
    this.retention = retention;
  }

  /** On PostgreSQL. */
  public static SlotService on(
      Database database, FanOut fanOut, Sources sources, Retention retention) {
    return new SlotService(database, new PgSlotStore(), fanOut, sources, retention);
  }

  /**
   * What a commit laid down, to be handed out once it is durable.
   *
   * @param packets by the number of their mailbox
   */
  public record Delivery(Map<Long, List<SlotPacket>> packets) {
    @Override
    public String toString() {
      return "Delivery";
    }
  }

  /**
   * Lays down packets.
   *
   * @param packets what for whom
   * @param numbers the numbers of the mailboxes, in the same order
   */
  public Future<Delivery> lay(Tx tx, List<EpochPacket> packets, List<Long> numbers) {
    if (packets.isEmpty()) {
      return Future.succeededFuture(new Delivery(Map.of()));
    }
    List<Slot.Laying> laying = new java.util.ArrayList<>();
    for (int i = 0; i < packets.size(); i++) {
      laying.add(new Slot.Laying(numbers.get(i), packets.get(i).body()));
    }
    return store
        .lay(tx, laying, retention.bucketEnd(sources.nowSeconds()))
        .map(laid ->
            new Delivery(
                laid.stream()
                    .collect(
                        Collectors.groupingBy(
                            Slot.Laid::mailboxNo,
                            Collectors.mapping(Slot.Laid::packet, Collectors.toList())))));
  }

  /** Hands out what was laid down. */
  public void publish(SpaceId space, Delivery delivery) {
    delivery
        .packets()
        .forEach((mailboxNo, packets) -> {
          Topic topic = Topic.slot(space, mailboxNo);
          int bytes = packets.stream().mapToInt(packet -> packet.body().length).sum();
          if (bytes > Feed.LIVE_BYTES) {
            fanOut.wake(topic);
          } else if (fanOut.isFollowed(topic)) {
            fanOut.publish(
                topic,
                frame(packets),
                packets.getFirst().position(),
                packets.getLast().position() + 1);
          }
        });
  }

  /** How many packets a slot had so far. */
  public Future<Long> head(long mailboxNo) {
    return store.head(database, mailboxNo);
  }

  /** Reads a slot. */
  public Feed feed(long mailboxNo) {
    return (from, end) ->
        store
            .read(database, mailboxNo, from)
            .map(part ->
                part.packets().isEmpty()
                    ? new Feed.Page(null, from, true)
                    : new Feed.Page(
                        frame(part.packets()),
                        part.packets().getLast().position() + 1,
                        part.complete()));
  }

  private static Buffer frame(List<SlotPacket> packets) {
    return Buffer.buffer(FrameCodec.encode(new SlotPackets(packets)));
  }

  /** Deletes what was delivered: all packets below a position. */
  public Future<Void> acknowledge(long mailboxNo, long upTo) {
    return upTo == 0 ? Future.succeededFuture() : store.acknowledge(database, mailboxNo, upTo);
  }

  /** Empties slots. */
  public Future<Void> clear(Tx tx, List<Long> mailboxNos) {
    return store.clear(tx, mailboxNos);
  }

  /** Lays packets ready for a commit that names the stage. */
  public Future<Void> stage(Tx tx, SpaceId space, StageId stage, List<EpochPacket> packets) {
    long dropAfter = retention.bucketEnd(sources.nowSeconds() + STAGED_FOR);
    return store
        .stage(tx, space, stage, packets, dropAfter)
        .compose(done -> store.countStaged(tx, space))
        .compose(count ->
            count > MOST_STAGED
                ? Future.failedFuture(Refused.because(Reason.QUOTA))
                : Future.succeededFuture());
  }

  /** Takes staged packets for a commit. */
  public Future<List<EpochPacket>> takeStaged(Tx tx, SpaceId space, List<StageId> stages) {
    return stages.isEmpty()
        ? Future.succeededFuture(List.of())
        : store.takeStaged(tx, space, stages);
  }

  /** Deletes what is too old. */
  public Future<Integer> deleteExpired(long now) {
    return store
        .deleteOld(database, now - retention.contentCapSeconds(), now - NEWEST_FOR)
        .compose(old -> store.deleteStaged(database, now).map(staged -> old + staged));
  }
}
