package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.understory.core.deposit.DepositSeal;
import org.understory.core.deposit.EpochPacket;
import org.understory.core.deposit.Pairwise;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.deposit.SealedDeposit;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.sync.Connection;
import org.understory.core.sync.ReplyHandler;
import org.understory.signal.ProtocolException;
import org.understory.wire.frame.Acknowledge;
import org.understory.wire.frame.MailboxItem;
import org.understory.wire.frame.Refusal;
import org.understory.wire.frame.ReplyBody;
import org.understory.wire.frame.SlotPacket;

/**
 * What lies in this device's mailbox and epoch slot ({@code docs/protocol.md#deposit}, {@code
 * #epoch-packet}). An item is acknowledged once what it changed is stored; one whose sender is not
 * in the roster yet waits, unacknowledged, for the roster to catch up.
 */
final class Inbox {
  private final Device device;
  private final Membership membership;
  private final Sessions sessions;
  private final Chains chains;
  private final RosterLog rosterLog;
  private final TreeMap<Long, MailboxItem> held = new TreeMap<>();
  private final List<SlotPacket> heldPackets = new ArrayList<>();
  private final List<Long> done = new ArrayList<>();
  private long packetsUpTo;

  Inbox(
      Device device, Membership membership, Sessions sessions, Chains chains, RosterLog rosterLog) {
    this.device = device;
    this.membership = membership;
    this.sessions = sessions;
    this.chains = chains;
    this.rosterLog = rosterLog;
  }

  void disconnected() {
    held.clear();
    heldPackets.clear();
    done.clear();
    packetsUpTo = 0;
  }

  void items(List<MailboxItem> items) {
    items.forEach(item -> held.put(item.position(), item));
    pump();
  }

  void packets(List<SlotPacket> packets) {
    heldPackets.addAll(packets);
    pump();
  }

  /** Works through what waits, and acknowledges what is done. */
  void pump() {
    for (SlotPacket packet : List.copyOf(heldPackets)) {
      if (open(packet)) {
        heldPackets.remove(packet);
        packetsUpTo = Math.max(packetsUpTo, packet.position() + 1);
      }
    }
    for (MailboxItem item : List.copyOf(held.values())) {
      if (open(item)) {
        held.remove(item.position());
        done.add(item.position());
      }
    }
    Connection connection = device.connection();
    if (connection != null && !(done.isEmpty() && packetsUpTo == 0)) {
      connection.request(new Acknowledge(List.copyOf(done), packetsUpTo), new Acknowledged());
      done.clear();
      packetsUpTo = 0;
    }
  }

  private boolean open(SlotPacket packet) {
    SealedDeposit sealed =
        EpochPacket.open(
            device.sealer,
            device.keys().sealingPrivate(),
            device.facts.space(),
            device.keys().mailbox(),
            packet.body());
    return sealed == null || handle(sealed);
  }

  private boolean open(MailboxItem item) {
    SealedDeposit sealed =
        DepositSeal.open(
            device.sealer,
            device.keys().sealingPrivate(),
            device.facts.space(),
            device.keys().mailbox(),
            item.expiry(),
            item.body());
    return sealed == null || handle(sealed);
  }

  /** True when the item is finished with, whatever came of it. */
  private boolean handle(SealedDeposit sealed) {
    DeviceKeys sender = membership.keysOf(sealed.sender());
    if (sender == null) {
      return membership.everKeysOf(sealed.sender()) != null || rosterLog.isCaughtUp();
    }
    try {
      Pairwise inside = sessions.decrypt(sender, sealed);
      switch (inside.body()) {
        case PairwiseBody.SenderKey key -> chains.learn(sender.device(), key);
        case PairwiseBody.SenderKeyRequest request -> chains.resend(sender, request.distribution());
        case PairwiseBody.EpochSecretBody epoch -> {
          device.epochs.offer(epoch.secret());
          rosterLog.offerKey(epoch.rosterKeyGeneration(), epoch.rosterKey());
          membership.openEpoch();
          rosterLog.pump();
        }
        case PairwiseBody.Empty ignored -> {}
        case PairwiseBody.Unknown ignored -> {}
      }
    } catch (ProtocolException e) {
      // Forged, replayed or undecipherable: nothing changed, and it would not get better.
      return true;
    }
    return true;
  }

  private static final class Acknowledged implements ReplyHandler {
    @Override
    public void replied(ReplyBody body, long now) {}

    @Override
    public void refused(Refusal refusal, long now) {}
  }
}
