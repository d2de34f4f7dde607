package org.understory.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.understory.wire.frame.EpochPacket;
import org.understory.wire.frame.Stage;
import org.understory.wire.id.StageId;
import org.understory.wire.id.WriteId;

/** One steward removes one member of a group, and keys everybody else anew. */
final class Removal {
  private static final int AT_ONCE = 100;
  private static final int STAGED = 512;
  private static final Duration SETTLE = Duration.ofSeconds(1);

  private final Group group;
  private final Reactor reactor;
  private final Peer peer;
  private final List<Insider> insiders = new ArrayList<>();

  Removal(Group group, Reactor reactor, Peer peer) {
    this.group = group;
    this.reactor = reactor;
    this.peer = peer;
  }

  /** Connects every device but the last, which is the one that goes. */
  private void connect() throws IOException {
    List<Group.Device> staying = group.devices.subList(0, group.devices.size() - 1);
    while (insiders.size() < staying.size()) {
      int until = Math.min(staying.size(), insiders.size() + AT_ONCE);
      while (insiders.size() < until) {
        insiders.add(Insider.connect(reactor, group, staying.get(insiders.size())));
      }
      reactor.until(
          () -> insiders.stream().allMatch(Insider::isReady), Group.PATIENCE, "devices to follow");
    }
    reactor.workUntil(() -> false, SETTLE);
  }

  /**
   * Measures from the first frame of the steward on.
   *
   * @param suffix of the figures' names
   */
  void measure(PacketMaker packets, String suffix, Map<String, Double> figures) throws IOException {
    connect();
    List<EpochPacket> all = new ArrayList<>();
    for (int i = 0; i < insiders.size(); i++) {
      all.add(new EpochPacket(group.devices.get(i).mailbox(), packets.packet(i)));
    }
    group.memberKey = new Ed25519Key();
    StageId stage = StageId.of(Chance.bytes(16));
    long bytes = group.steward().bytesSent();
    double cpu = peer.process().cpuSeconds();
    double cpuOfAll = peer.everything().cpuSeconds();
    long start = System.nanoTime();
    for (int i = 0; i < all.size(); i += STAGED) {
      group
          .steward()
          .ask(
              new Stage(
                  WriteId.of(Chance.bytes(16)),
                  stage,
                  all.subList(i, Math.min(all.size(), i + STAGED))),
              answer -> {});
    }
    long[] committed = new long[1];
    group.commit(
        new Group.Draft(group)
            .entry(Group.epoch())
            .entry(Group.epoch())
            .memberKey(group.memberKey.publicKey())
            .staged(stage)
            .close(group.devices.getLast()),
        () -> committed[0] = System.nanoTime());
    reactor.until(
        () -> committed[0] > 0 && insiders.stream().allMatch(Insider::isRekeyed),
        Group.PATIENCE,
        "everybody's new epoch");
    figures.put("removal.cpu" + suffix, 1000 * (peer.process().cpuSeconds() - cpu));
    figures.put(
        "removal.cpu_with_database" + suffix, 1000 * (peer.everything().cpuSeconds() - cpuOfAll));
    figures.put("removal.committed" + suffix, (committed[0] - start) / 1e6);
    figures.put(
        "removal.last_packet" + suffix,
        (insiders.stream().mapToLong(Insider::packetAt).max().orElseThrow() - start) / 1e6);
    figures.put(
        "removal.last_proof" + suffix,
        (insiders.stream().mapToLong(Insider::provedAt).max().orElseThrow() - start) / 1e6);
    figures.put("removal.upload" + suffix, (group.steward().bytesSent() - bytes) / 1e6);
  }
}
