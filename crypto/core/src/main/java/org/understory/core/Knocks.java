package org.understory.core;

import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.deposit.Knock;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.core.seal.EpochSecret;
import org.understory.core.sync.Purpose;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.frame.Append;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.id.LogId;

/**
 * Knocks of devices that lack the epoch, which any member's client answers without a person's doing
 * ({@code docs/protocol.md#knock}).
 */
final class Knocks {
  /** After this long without the current secret a device knocks. */
  private static final long KNOCK_AFTER_MILLIS = 3_000;

  private static final long KNOCK_AGAIN_MILLIS = 60_000;

  /** This many devices, by rank for this knock, answer it besides the stewards. */
  private static final int HELPERS = 2;

  private final Device device;
  private final Membership membership;
  private final Sessions sessions;
  private final RosterLog rosterLog;
  private long lackingSince;
  private long knockedAt;
  private final ArrayDeque<DeviceKeys> toHelp = new ArrayDeque<>();

  Knocks(Device device, Membership membership, Sessions sessions, RosterLog rosterLog) {
    this.device = device;
    this.membership = membership;
    this.sessions = sessions;
    this.rosterLog = rosterLog;
  }

  /** Knocks where that is due, and helps others. */
  void pump() {
    EpochSecret secret = membership.secret();
    knock(secret);
    help(secret);
  }

  private void knock(@Nullable EpochSecret secret) {
    boolean lacking =
        rosterLog.wantsKey()
            || (secret == null && rosterLog.isCaughtUp() && !membership.state().isEmpty());
    if (!lacking || device.facts.phase() != Phase.READY || device.greeting() == null) {
      lackingSince = 0;
      return;
    }
    if (lackingSince == 0) {
      lackingSince = device.now();
    }
    if (device.now() - lackingSince < KNOCK_AFTER_MILLIS
        || device.now() - knockedAt < KNOCK_AGAIN_MILLIS
        || device.outbox().holds(Purpose.KNOCK)) {
      return;
    }
    knockedAt = device.now();
    Knock knock =
        Knock.sign(
            device.sealer,
            device.keys().signingSeed(),
            device.facts.group(),
            device.keys().mailbox(),
            device.serverNow());
    long expiry = device.expiry().outer(device.now() + Knock.COUNTS_FOR_MILLIS, device.serverNow());
    device
        .outbox()
        .add(
            Purpose.KNOCK,
            "",
            new Append(device.newWriteId(), LogId.KNOCK, expiry, knock.encode()));
  }

  void entries(List<LogEntry> entries) {
    for (LogEntry entry : entries) {
      try {
        Knock knock = Knock.decode(entry.body());
        DeviceKeys from = membership.deviceAt(knock.mailbox());
        if (from != null
            && !from.device().equals(device.keys().device())
            && knock.counts(device.serverNow())
            && knock.isSignedBy(device.sealer, device.facts.group(), from.signingKey())
            && answers(knock)) {
          // Who knocks may have lost its sessions: only a fresh one is sure to reach it.
          sessions.renew(from.device());
          toHelp.add(from);
        }
      } catch (InvalidWireException e) {
        device.changed(); // not a knock: nobody answers
      }
    }
    help(membership.secret());
  }

  private boolean answers(Knock knock) {
    if (membership.amSteward()) {
      return true;
    }
    String own = rank(knock, device.keys().device().hex());
    int before = 0;
    for (DeviceKeys other : membership.others()) {
      if (rank(knock, other.device().hex()).compareTo(own) < 0 && ++before >= HELPERS) {
        return false;
      }
    }
    return true;
  }

  private String rank(Knock knock, String deviceHex) {
    return Hex.of(device.sealer.hash("knock-rank", knock.nonce(), Hex.parse(deviceHex)));
  }

  private void help(@Nullable EpochSecret secret) {
    EpochEntry epoch = membership.state().epoch();
    while (secret != null && epoch != null && !toHelp.isEmpty() && device.greeting() != null) {
      DeviceKeys target = toHelp.element();
      if (!sessions.ready(List.of(target))) {
        return;
      }
      toHelp.remove();
      byte[] rosterKey = rosterLog.keys().key(epoch.rosterKeyGeneration());
      if (rosterKey != null && membership.keysOf(target.device()) != null) {
        sessions.deposit(
            List.of(target),
            new PairwiseBody.EpochSecretBody(secret, epoch.rosterKeyGeneration(), rosterKey));
      }
    }
  }
}
