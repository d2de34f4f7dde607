package org.understory.bench;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.understory.wire.Statements;
import org.understory.wire.frame.EpochSlot;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.LogEntries;
import org.understory.wire.frame.LogFrom;
import org.understory.wire.frame.OpenInvite;
import org.understory.wire.frame.PendingRequests;
import org.understory.wire.frame.ServerFrame;
import org.understory.wire.frame.SlotPackets;
import org.understory.wire.frame.SubmitJoinRequest;
import org.understory.wire.frame.Subscribe;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.LogId;
import org.understory.wire.id.WriteId;

/**
 * Newcomers, one after another: the request, the steward's commit at once, the welcome, and the
 * whole roster. The time is the server's and that of two clients who think about nothing.
 */
final class Joining {
  private static final int REQUEST = 6_000;
  private static final int WELCOME = 4_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Group group;
  private final Reactor reactor;
  private final Peer peer;
  private long readTo;
  private boolean welcomed;

  Joining(Group group, Reactor reactor, Peer peer) {
    this.group = group;
    this.reactor = reactor;
    this.peer = peer;
  }

  /** Measures as many newcomers; the median time, and the processor time of all together. */
  void measure(int newcomers, Map<String, Double> figures) throws IOException {
    join();
    double[] times = new double[newcomers];
    double before = peer.process().cpuSeconds();
    double beforeOfAll = peer.everything().cpuSeconds();
    for (int i = 0; i < newcomers; i++) {
      times[i] = join();
    }
    Arrays.sort(times);
    figures.put("join.time", times[newcomers / 2]);
    figures.put("join.time.worst", times[newcomers - 1]);
    figures.put("join.cpu", 1000 * (peer.process().cpuSeconds() - before) / newcomers);
    figures.put(
        "join.cpu_with_database",
        1000 * (peer.everything().cpuSeconds() - beforeOfAll) / newcomers);
    figures.put("join.roster_entries", (double) group.position);
  }

  /** Milliseconds from the request until the newcomer has its welcome and the roster. */
  private double join() throws IOException {
    Ed25519Key drop = new Ed25519Key();
    InviteId id = idOf(drop);
    boolean[] step = new boolean[2];
    long now = group.steward().greeting().now() / 1000;
    group.commit(
        new Group.Draft(group)
            .entry(Group.addition())
            .invite(
                new OpenInvite(drop.publicKey(), Chance.bytes(32), now + 86_400, new byte[600])),
        () -> step[0] = true);
    reactor.until(() -> step[0], PATIENCE, "an invite");
    Group.Device device = Group.Device.fresh();
    Member joiner = new Member(this::entries).onPush(this::came);
    joiner.prove(KeyKind.DROP, null, drop, 0).then(() -> step[1] = true);
    reactor.connect(group.port, UnderstoryPeer.SOCKET, "", joiner);
    reactor.until(() -> step[1], PATIENCE, "a joiner");
    readTo = 0;
    welcomed = false;
    group.steward().onPush(frame -> admit(frame, device, id));
    long start = System.nanoTime();
    joiner
        .request(request(drop, id, device))
        .prove(KeyKind.OWNER, group.space, device.owner(), 1)
        .request(new Subscribe(new EpochSlot()))
        .proceed();
    reactor.until(() -> welcomed, PATIENCE, "a welcome");
    joiner.request(new Subscribe(new LogFrom(LogId.ROSTER, 0))).proceed();
    reactor.until(() -> readTo >= group.position, PATIENCE, "the roster");
    group.devices.add(device);
    return (System.nanoTime() - start) / 1e6;
  }

  private static InviteId idOf(Ed25519Key drop) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(drop.publicKey());
      return InviteId.of(Arrays.copyOf(hash, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  private static SubmitJoinRequest request(Ed25519Key drop, InviteId id, Group.Device device) {
    byte[] sealed = Chance.bytes(REQUEST);
    byte[] statement =
        Statements.joinRequest(id, device.mailbox(), device.owner().publicKey(), sealed);
    return new SubmitJoinRequest(
        WriteId.of(Chance.bytes(16)),
        device.mailbox(),
        device.owner().publicKey(),
        sealed,
        drop.sign(statement));
  }

  private void admit(ServerFrame frame, Group.Device device, InviteId invite) throws IOException {
    if (frame instanceof PendingRequests(var requests)
        && requests.stream().anyMatch(request -> request.sealed().length > 0)) {
      group.memberKey = new Ed25519Key();
      group.commit(
          new Group.Draft(group)
              .entry(Group.addition())
              .entry(Group.epoch())
              .memberKey(group.memberKey.publicKey())
              .open(device)
              .use(invite)
              .packet(device.mailbox(), Chance.bytes(WELCOME)),
          () -> {});
    }
  }

  private void came(ServerFrame frame) {
    welcomed |= frame instanceof SlotPackets;
  }

  private void entries(byte[] bytes, int start, int end) throws IOException {
    if (Member.decoded(Arrays.copyOfRange(bytes, start, end)) instanceof LogEntries entries) {
      readTo = Math.max(readTo, List.copyOf(entries.entries()).getLast().position() + 1);
    }
  }
}
