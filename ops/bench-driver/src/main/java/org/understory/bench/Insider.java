package org.understory.bench;

import java.io.IOException;
import org.understory.wire.frame.AccessEnded;
import org.understory.wire.frame.AccessEndedReason;
import org.understory.wire.frame.EpochSlot;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.LogFrom;
import org.understory.wire.frame.ServerFrame;
import org.understory.wire.frame.SlotPackets;
import org.understory.wire.frame.Subscribe;
import org.understory.wire.id.LogId;

/**
 * A connected device of a group: it follows the roster, its slot and the channel, and when the
 * epoch moves it proves the new member key, which a device would have from its packet.
 */
final class Insider {
  private final Group group;
  private final Member member;
  private boolean ready;
  private long packetAt;
  private long provedAt;

  private Insider(Group group, Group.Device device) {
    this.group = group;
    this.member =
        new Member((bytes, start, end) -> {})
            .onPush(this::came)
            .prove(KeyKind.OWNER, group.space, device.owner(), 1)
            .prove(KeyKind.MEMBER, group.space, group.memberKey, 0)
            .request(new Subscribe(new LogFrom(LogId.ROSTER, group.position)))
            .request(new Subscribe(new EpochSlot()))
            .request(new Subscribe(new LogFrom(group.channel, 0)))
            .then(() -> ready = true);
  }

  static Insider connect(Reactor reactor, Group group, Group.Device device) throws IOException {
    Insider insider = new Insider(group, device);
    reactor.connect(group.port, UnderstoryPeer.SOCKET, "", insider.member);
    return insider;
  }

  private void came(ServerFrame frame) throws IOException {
    if (frame instanceof SlotPackets) {
      packetAt = System.nanoTime();
    } else if (frame instanceof AccessEnded ended
        && ended.reason() == AccessEndedReason.EPOCH_MOVED) {
      member
          .prove(KeyKind.MEMBER, group.space, group.memberKey, 0)
          .then(() -> provedAt = System.nanoTime())
          .request(new Subscribe(new LogFrom(group.channel, 0)))
          .proceed();
    }
  }

  boolean isReady() {
    return ready;
  }

  /** Whether it has its packet and has proved the key of the new epoch. */
  boolean isRekeyed() {
    return packetAt > 0 && provedAt > 0;
  }

  /** When its packet came, nanoseconds. */
  long packetAt() {
    return packetAt;
  }

  /** When the server had taken its proof, nanoseconds. */
  long provedAt() {
    return provedAt;
  }
}
