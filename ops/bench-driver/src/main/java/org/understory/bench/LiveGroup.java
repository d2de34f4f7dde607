package org.understory.bench;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.understory.core.view.View;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.signal.primitive.Primitives;

/** A group of whole members on a real server, founded and joined as people do it. */
final class LiveGroup {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration ALL_TOGETHER = Duration.ofMinutes(10);
  private static final long VALID_MILLIS = 86_400_000;

  /** Two commits each: below what the server lets one steward do at once. */
  private static final int AT_ONCE = 40;

  private static final long TICK_NANOS = 1_000_000_000L;

  private final Reactor reactor;
  private final int port;
  private final SecureRandom random = new SecureRandom();
  private final Primitives shared = RememberedSignatures.in(BouncyCastlePrimitives.create());
  private final List<LiveMember> members = new ArrayList<>();
  private final List<String> seenInvites = new ArrayList<>();
  private final List<Double> joins = new ArrayList<>();
  private final List<LiveMember> knocking = new ArrayList<>();
  private final Restart restart;
  private final LiveMember founder;
  private long tickedAt;

  /** Ends the server and starts it again on what it stored. */
  interface Restart {
    void now() throws IOException, InterruptedException;
  }

  LiveGroup(Reactor reactor, int port, String foundingLink, Restart restart) throws IOException {
    this.reactor = reactor;
    this.port = port;
    this.restart = restart;
    founder = new LiveMember(reactor, port, BouncyCastlePrimitives.create(), random);
    founder.act((client, now) -> client.found(foundingLink, "Bench", "Founder", now));
    until(founder::isReady, PATIENCE, "the group to stand");
    members.add(founder);
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private void until(Condition condition, Duration atMost, String what) throws IOException {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new IOException("waited " + atMost.toSeconds() + " s for " + what);
      }
      reactor.turn(10_000_000L);
      tick();
    }
  }

  private void tick() throws IOException {
    if (System.nanoTime() - tickedAt > TICK_NANOS) {
      tickedAt = System.nanoTime();
      for (LiveMember member : members) {
        member.tick();
      }
      for (LiveMember joiner : knocking) {
        joiner.tick();
      }
    }
  }

  /**
   * Lets people in, some at once, until there are so many; whoever is in goes away for now. The
   * server holds one steward to a commit a second, counted in its memory alone: it starts anew
   * after each lot, so that filling takes minutes.
   */
  void fill(int size) throws IOException, InterruptedException {
    while (members.size() < size) {
      List<LiveMember> joining = new ArrayList<>();
      int batch = Math.min(AT_ONCE, size - members.size());
      for (int i = 0; i < batch; i++) {
        joining.add(ask());
      }
      until(() -> founder.view().requests().size() >= batch, PATIENCE, "the requests to arrive");
      long approved = System.nanoTime();
      for (View.Request request : founder.view().requests()) {
        founder.act((client, now) -> client.act("approve", List.of(request.id()), now));
      }
      until(() -> welcomed(joining, approved), ALL_TOGETHER, "newcomers to be let in");
      System.err.print("\r" + members.size() + " members ");
      founder.leave();
      restart.now();
      founder.connect();
      until(founder::isReady, PATIENCE, "the founder to be back");
    }
    System.err.println();
  }

  private LiveMember ask() throws IOException {
    founder.act(
        (client, now) -> client.act("createInvite", List.of("", Long.toString(VALID_MILLIS)), now));
    List<String> links = new ArrayList<>();
    until(() -> founder.hasFreshLink(seenInvites, links), PATIENCE, "an invite");
    LiveMember joiner = new LiveMember(reactor, port, shared, random);
    knocking.add(joiner);
    joiner.act((client, now) -> client.join(links.getFirst(), "Member " + members.size(), "", now));
    until(
        () -> joiner.view().phase() == View.Phase.WAITING && !joiner.client.hasWork(),
        PATIENCE,
        "a request to be left");
    return joiner;
  }

  /** Whether all of them are in; each goes away when its part is done. */
  private boolean welcomed(List<LiveMember> joining, long since) throws IOException {
    for (LiveMember one : List.copyOf(joining)) {
      if (one.isReady() && !one.client.hasWork()) {
        joins.add((System.nanoTime() - since) / 1e6);
        one.leave();
        members.add(one);
        knocking.remove(one);
        joining.remove(one);
      }
    }
    return joining.isEmpty() && !founder.client.hasWork();
  }

  /** Everyone is there, has read everything, and has answered the founder's first message. */
  void gather() throws IOException {
    for (LiveMember member : members) {
      member.connect();
    }
    until(() -> members.stream().allMatch(LiveMember::isReady), ALL_TOGETHER, "all to be there");
    until(
        () -> members.stream().noneMatch(member -> member.client.hasWork()),
        ALL_TOGETHER,
        "all to have said what they had to");
    long quiet = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    until(() -> System.nanoTime() > quiet, PATIENCE, "a quiet moment");
  }

  /** What one removal took, in milliseconds and bytes. */
  record Removal(double steward, double first, double median, double last, long upload) {}

  /** The founder removes the member who came last; everyone else proves the next epoch's key. */
  Removal remove() throws IOException {
    LiveMember gone = members.removeLast();
    String id = gone.view().me().member();
    List<LiveMember> rest = List.copyOf(members);
    rest.forEach(LiveMember::forgetProof);
    long bytes = founder.sentBytes();
    long spent = founder.spentNanos();
    long began = System.nanoTime();
    founder.act((client, now) -> client.removeMember(id, now));
    until(
        () -> rest.stream().allMatch(member -> member.provedAt() > began),
        PATIENCE,
        "everyone to be in the new epoch");
    double[] took =
        rest.stream()
            .filter(member -> member != founder)
            .mapToDouble(member -> (member.provedAt() - began) / 1e6)
            .sorted()
            .toArray();
    gone.leave();
    return new Removal(
        (founder.spentNanos() - spent) / 1e6,
        took[0],
        took[took.length / 2],
        took[took.length - 1],
        founder.sentBytes() - bytes);
  }

  /** Milliseconds from the decision to the newcomer at home, sorted. */
  double[] joins() {
    double[] sorted = joins.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted;
  }
}
