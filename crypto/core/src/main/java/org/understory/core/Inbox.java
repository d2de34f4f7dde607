package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.understory.core.channel.DistributionId;
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
  private final Resending resending;
  private final RosterLog rosterLog;
  private final Reading reading;
  private final Repair repair;
  private final Leasing leasing;
  private final Compartments compartments;
  private final Quarantine quarantine;
  private final Forking forking;
  private final Endorsing endorsing;
  private final Announcements announcements;
  private final OwnDevices devices;
  private final Admission admission;
  private final MessageDeposits messageDeposits;
  private final TreeMap<Long, MailboxItem> held = new TreeMap<>();
  private final List<SlotPacket> heldPackets = new ArrayList<>();
  private final List<Long> done = new ArrayList<>();
  private long packetsUpTo;

  /** Where deposits about messages go. */
  interface MessageDeposits {
    void direct(DeviceKeys sender, PairwiseBody.Direct direct);

    void report(DeviceKeys sender, PairwiseBody.Report report);

    void burnt(DeviceKeys sender, PairwiseBody.Burnt burnt);
  }

  Inbox(
      Device device,
      Membership membership,
      Sessions sessions,
      Chains chains,
      Resending resending,
      RosterLog rosterLog,
      Reading reading,
      Repair repair,
      Leasing leasing,
      Compartments compartments,
      Quarantine quarantine,
      Forking forking,
      Endorsing endorsing,
      Announcements announcements,
      OwnDevices devices,
      Admission admission,
      MessageDeposits messageDeposits) {
    this.device = device;
    this.membership = membership;
    this.sessions = sessions;
    this.chains = chains;
    this.resending = resending;
    this.rosterLog = rosterLog;
    this.reading = reading;
    this.repair = repair;
    this.leasing = leasing;
    this.compartments = compartments;
    this.quarantine = quarantine;
    this.forking = forking;
    this.endorsing = endorsing;
    this.announcements = announcements;
    this.devices = devices;
    this.admission = admission;
    this.messageDeposits = messageDeposits;
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

  /** An item that somebody else has taken in. */
  void done(MailboxItem item) {
    done.add(item.position());
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
    if (sealed.isRepairRequest()) {
      repair.requested(sender, sealed.message().bytes());
      return true;
    }
    try {
      Pairwise inside = sessions.decrypt(sender, sealed);
      repair.worked(sender.device());
      if (inside != null) {
        quarantine.claimed(sender.device(), inside.rosterSeq(), inside.rosterHead());
        take(sender, inside);
      }
    } catch (ProtocolException e) {
      // Nothing changed, and it would not get better: what was in it has to be sent again.
      repair.failed(sender, sealed.message(), e.reason());
    }
    return true;
  }

  private void take(DeviceKeys sender, Pairwise inside) {
    switch (inside.body()) {
      case PairwiseBody.SenderKey key -> {
        DistributionId learned = chains.learn(sender.device(), key);
        if (learned != null) {
          reading.chainCame(learned);
        }
      }
      case PairwiseBody.SenderKeyRequest request ->
          resending.answer(sender, request.distribution());
      case PairwiseBody.EpochSecretBody epoch -> {
        device.epochs.offer(epoch.secret());
        rosterLog.offerKey(epoch.rosterKeyGeneration(), epoch.rosterKey());
        membership.openEpoch();
        rosterLog.pump();
      }
      case PairwiseBody.ForkNotice notice -> forking.heard(notice);
      case PairwiseBody.RescueShare share -> endorsing.take(sender, share);
      case PairwiseBody.SheetShare share -> devices.share(sender, share, inside.rosterSeq());
      case PairwiseBody.LeaseNotice notice -> leasing.take(notice.leases());
      case PairwiseBody.StewardSecret secret -> {
        if (admission.secrets.take(sender, secret)) {
          admission.stewardsLog.retry();
        }
      }
      case PairwiseBody.VouchAsk ask -> admission.vouches.asked(sender, ask);
      case PairwiseBody.VouchNotice notice -> admission.vouches.came(notice);
      case PairwiseBody.PosterSecret secret -> announcements.take(secret);
      case PairwiseBody.PosterAsk ask -> announcements.answer(sender, ask.channel());
      case PairwiseBody.Direct direct -> messageDeposits.direct(sender, direct);
      case PairwiseBody.Report report -> messageDeposits.report(sender, report);
      case PairwiseBody.Burnt burnt -> messageDeposits.burnt(sender, burnt);
      case PairwiseBody.Empty ignored -> {}
      case PairwiseBody.CompartmentVoice voice -> compartments.take(sender, voice);
      case PairwiseBody.CompartmentSecret secret -> compartments.take(sender, secret);
      case PairwiseBody.CompartmentAsk ask -> compartments.take(sender, ask);
      case PairwiseBody.CompartmentEnd end -> compartments.take(end);
      case PairwiseBody.Unknown ignored -> {}
    }
  }

  private static final class Acknowledged implements ReplyHandler {
    @Override
    public void replied(ReplyBody body, long now) {}

    @Override
    public void refused(Refusal refusal, long now) {}
  }
}
