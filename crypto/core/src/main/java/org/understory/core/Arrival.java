package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.understory.core.deposit.Pairwise;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.deposit.SealedDeposit;
import org.understory.core.invite.WelcomeCheck;
import org.understory.core.invite.WelcomeParts;
import org.understory.core.invite.WelcomeSeal;
import org.understory.core.roster.DeviceKeys;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.ProtocolException;
import org.understory.wire.SealedEntry;
import org.understory.wire.frame.MailboxItem;

/**
 * A welcome and what it opens, whichever way the device comes in ({@code
 * docs/protocol.md#welcome}).
 */
final class Arrival {
  private static final String PACKET = "welcome";

  private final Device device;
  private final Membership membership;
  private final Sessions sessions;
  private final RosterLog rosterLog;
  private final Leasing leasing;
  private final Way invited;
  private final OwnDevices own;
  private final Consumer<List<MailboxItem>> inbox;

  /** What came for the group before this device could read it. */
  private final List<MailboxItem> early = new ArrayList<>();

  Arrival(
      Device device,
      Membership membership,
      Sessions sessions,
      RosterLog rosterLog,
      Leasing leasing,
      Way invited,
      OwnDevices own,
      Consumer<List<MailboxItem>> inbox) {
    this.device = device;
    this.membership = membership;
    this.sessions = sessions;
    this.rosterLog = rosterLog;
    this.leasing = leasing;
    this.invited = invited;
    this.own = own;
    this.inbox = inbox;
  }

  /** The way that this device took. */
  Way way() {
    String way = device.facts.text("way");
    return way == null ? invited : way.equals(LinkTaking.WAY) ? own.taking : own.returning;
  }

  /** A packet or deposit while waiting: the welcome, when it opens as one. */
  boolean packet(byte[] body) {
    boolean opens = open(body) != null;
    while (!opens && way().earlier()) {
      opens = open(body) != null;
    }
    if (!opens) {
      return false;
    }
    device.rows.put(PACKET, body);
    device.facts.phase(Phase.WELCOMED);
    device.changed();
    return true;
  }

  /** Deposits while waiting; true when one of them was the welcome. */
  boolean items(List<MailboxItem> items) {
    boolean welcomed = false;
    for (MailboxItem item : items) {
      if (isWelcomed()) {
        early.add(item);
      } else if (!way().deposit(item)) {
        boolean welcome = packet(item.body());
        welcomed |= welcome;
        if (!welcome) {
          early.add(item);
        }
      }
    }
    return welcomed;
  }

  private @Nullable WelcomeParts open(byte[] packet) {
    byte[] key = way().welcomeKey();
    return key == null
        ? null
        : new WelcomeSeal(device.sealer, device.facts.space())
            .open(key, device.keys(), way().requestHash(), packet);
  }

  /** Whether the welcome is here and the roster is to be read for it. */
  boolean isWelcomed() {
    return device.facts.phase() == Phase.WELCOMED;
  }

  /** Holds the whole roster log against the welcome; when it fits, this device is in. */
  void verify(List<SealedEntry> log) {
    byte[] packet = device.rows.get(PACKET);
    WelcomeParts parts = packet == null ? null : open(packet);
    if (parts == null) {
      return;
    }
    WelcomeCheck.Outcome outcome =
        new WelcomeCheck(device.sealer, way().claim()).check(device.facts.space(), parts, log);
    switch (outcome) {
      case WelcomeCheck.Outcome.Accepted accepted -> {
        for (int g = accepted.keys().oldestGeneration();
            g <= accepted.keys().newestGeneration();
            g++) {
          byte[] key = accepted.keys().key(g);
          if (key != null) {
            rosterLog.learnKey(g, key);
          }
        }
        parts.openings().forEach(device.names::learn);
        device.rows.put("welcome-from", parts.sender().bytes());
        device.facts.phase(Phase.READY);
        device.changed();
        membership.line().knowing(accepted.applied(), rosterLog::pump);
        leasing.take(parts.leases());
        openSecret(parts);
      }
      case WelcomeCheck.Outcome.Refused refused -> {
        if (refused.refusal() != WelcomeCheck.Refusal.HEAD_NOT_REACHED) {
          way().over(Codes.NOT_ALLOWED);
        }
      }
    }
  }

  /** Only now part 2: the secret, which is used when it matches the EPOCH entry. */
  private void openSecret(WelcomeParts parts) {
    DeviceKeys sender = membership.everKeysOf(parts.sender());
    if (sender == null) {
      return;
    }
    try {
      Pairwise inside =
          sessions.decrypt(
              sender,
              new SealedDeposit(
                  parts.sender(),
                  new CiphertextMessage(CiphertextMessage.PREKEY, parts.message())));
      if (inside != null && inside.body() instanceof PairwiseBody.EpochSecretBody epoch) {
        device.epochs.offer(epoch.secret());
        membership.openEpoch();
        rosterLog.openItems();
      }
    } catch (ProtocolException e) {
      // Without the secret this device knocks, and any member can answer.
      device.changed();
    }
    device.rows.delete(PACKET);
    way().arrived();
    inbox.accept(List.copyOf(early));
    early.clear();
  }
}
