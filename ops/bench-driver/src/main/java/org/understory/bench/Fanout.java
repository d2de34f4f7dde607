package org.understory.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Everything that is measured of one server, in the order in which the numbers come in. */
final class Fanout {
  private static final int STARTS = 3;
  private static final int PACED_POSTS = 160;
  private static final int PACED_RATE = 20;
  private static final Duration SETTLE = Duration.ofSeconds(3);

  private final Peer peer;
  private final Duration warmUp;
  private final Duration length;
  private final int[] idle;
  private final Map<String, Double> figures = new LinkedHashMap<>();

  /**
   * @param idle numbers of idle members at which memory is taken, rising
   */
  Fanout(Peer peer, Duration warmUp, Duration length, int... idle) {
    this.peer = peer;
    this.warmUp = warmUp;
    this.length = length;
    this.idle = idle;
  }

  /** Name to value; units are by name in {@link Main}. */
  Map<String, Double> measure() throws IOException, InterruptedException {
    starts();
    idle();
    for (int members : new int[] {200, 1000}) {
      room(members);
    }
    return figures;
  }

  private void starts() throws IOException, InterruptedException {
    figures.put("start.first", peer.start() / 1e6);
    peer.stop();
    double[] warm = new double[STARTS];
    for (int i = 0; i < STARTS; i++) {
      warm[i] = peer.start() / 1e6;
      peer.stop();
    }
    Arrays.sort(warm);
    figures.put("start.warm", warm[STARTS / 2]);
  }

  private void idle() throws IOException, InterruptedException {
    peer.start();
    try (Reactor reactor = new Reactor()) {
      reactor.workUntil(() -> false, SETTLE);
      figures.put("idle.memory.0", peer.everything().memoryMegabytes());
      Room room = peer.room(reactor);
      for (int members : idle) {
        room.fill(reactor, members);
        reactor.workUntil(() -> false, SETTLE);
        String name = members == 1000 ? "idle.memory" : "idle.memory." + members;
        figures.put(name, peer.everything().memoryMegabytes());
      }
    } finally {
      peer.stop();
    }
  }

  private void room(int members) throws IOException, InterruptedException {
    String suffix = members == 1000 ? "" : "." + members;
    peer.start();
    try (Reactor reactor = new Reactor()) {
      Room room = peer.room(reactor);
      room.fill(reactor, members);
      Load load = new Load(reactor, room, members);
      Load.Sustained sustained = load.sustained(peer, warmUp, length);
      figures.put("fanout.deliveries_per_second" + suffix, sustained.deliveriesPerSecond());
      figures.put("fanout.deliveries_per_cpu_second" + suffix, sustained.perCpuSecond());
      figures.put(
          "fanout.deliveries_per_cpu_second_with_database" + suffix, sustained.perCpuSecondOfAll());
      Load.Paced paced = load.paced(PACED_POSTS, PACED_RATE);
      figures.put("fanout.p50" + suffix, paced.p50());
      figures.put("fanout.p99" + suffix, paced.p99());
      figures.put("fanout.arrived" + suffix, 100 * paced.arrived());
    } finally {
      peer.stop();
    }
  }
}
