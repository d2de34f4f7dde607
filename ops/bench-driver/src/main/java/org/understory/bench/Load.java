package org.understory.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;

/** Puts load on a room and counts what arrives where, and when. */
final class Load {
  private static final int MOST_POSTS = 1 << 18;
  private static final Duration DRAIN = Duration.ofSeconds(60);

  private final Reactor reactor;
  private final Room room;
  private final int members;
  private final long[] postedAt = new long[MOST_POSTS];
  private final int[] missing = new int[MOST_POSTS];
  private int posts;
  private long deliveries;
  private long underWay;
  private boolean closedLoop;
  private long[] latencies = new long[0];
  private int measured;

  Load(Reactor reactor, Room room, int members) {
    this.reactor = reactor;
    this.room = room;
    this.members = members;
    room.onDelivery(this::delivered);
  }

  /** What a closed loop reached. */
  record Sustained(double deliveriesPerSecond, double perCpuSecond, double perCpuSecondOfAll) {}

  /** What an even pace met, in milliseconds; {@code arrived} is the share that came at all. */
  record Paced(double p50, double p99, double arrived) {}

  /** Eight posts always under way, each until every member has it. */
  Sustained sustained(Peer peer, Duration warmUp, Duration length) throws IOException {
    closedLoop = true;
    for (int lane = 0; lane < Room.OUTSTANDING; lane++) {
      post();
    }
    reactor.workUntil(() -> false, warmUp);
    ProcessFigures process = peer.process();
    ProcessFigures everything = peer.everything();
    double cpu = process.cpuSeconds();
    double cpuOfAll = everything.cpuSeconds();
    long before = deliveries;
    long start = System.nanoTime();
    reactor.workUntil(() -> false, length);
    double seconds = (System.nanoTime() - start) / 1e9;
    double count = deliveries - before;
    double spent = process.cpuSeconds() - cpu;
    double spentOfAll = everything.cpuSeconds() - cpuOfAll;
    closedLoop = false;
    reactor.until(() -> underWay == 0, DRAIN, "the last deliveries");
    return new Sustained(count / seconds, count / spent, count / spentOfAll);
  }

  /** So many posts at so many a second, whatever arrives meanwhile. */
  Paced paced(int count, int perSecond) throws IOException {
    latencies = new long[count * members];
    measured = 0;
    long interval = 1_000_000_000L / perSecond;
    long next = System.nanoTime();
    for (int i = 0; i < count; i++) {
      while (System.nanoTime() < next) {
        reactor.turn(next - System.nanoTime());
      }
      post();
      next += interval;
    }
    reactor.workUntil(() -> underWay == 0, DRAIN);
    long[] sorted = Arrays.copyOf(latencies, measured);
    Arrays.sort(sorted);
    double arrived = (double) measured / latencies.length;
    latencies = new long[0];
    return new Paced(percentile(sorted, 0.50), percentile(sorted, 0.99), arrived);
  }

  private static double percentile(long[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] / 1e6;
  }

  private void post() throws IOException {
    if (posts == MOST_POSTS) {
      throw new IOException("more posts than were planned for");
    }
    int number = posts++;
    postedAt[number] = System.nanoTime();
    missing[number] = members;
    underWay += members;
    room.post(number % Room.OUTSTANDING, number);
  }

  private void delivered(int number) {
    if (number < 0 || number >= posts || missing[number] == 0) {
      return;
    }
    deliveries++;
    underWay--;
    if (measured < latencies.length) {
      latencies[measured++] = System.nanoTime() - postedAt[number];
    }
    if (--missing[number] == 0 && closedLoop) {
      try {
        post();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
