package org.understory.core;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.understory.core.deposit.Knock;
import org.understory.core.deposit.PairwiseBody.EpochSecretBody;
import org.understory.core.roster.DeviceId;
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

  /** Nobody answers a frozen member before it is let back. */
  private static final long FROZEN_AGAIN_MILLIS = 10 * 60_000L;

  /** HL-3: each time as many devices as before answer one step later, unless somebody has. */
  private static final long HELP_STEP_MILLIS = 10_000;

  /** HL-2: a device is helped this often, and whenever a generation has begun since. */
  private static final long HELP_AGAIN_MILLIS = 60 * 60_000L;

  private static final String HELPED = "kh/";

  private final Device device;
  private final Membership membership;
  private final Sessions sessions;
  private final RosterLog rosterLog;
  private long lackingSince;
  private long knockedAt;

  /** The own knock that nobody has answered yet. */
  private @Nullable Knock unanswered;

  /** Whom this device would help, by mailbox, and when. */
  private final TreeMap<String, Due> toHelp = new TreeMap<>();

  /** Sessions with them were begun anew for their knock, and are on the way. */
  private final Set<String> renewed = new HashSet<>();

  private record Due(DeviceId device, long at) {}

  Knocks(Device device, Membership membership, Sessions sessions, RosterLog rosterLog) {
    this.device = device;
    this.membership = membership;
    this.sessions = sessions;
    this.rosterLog = rosterLog;
  }

  private long again() {
    return device.facts.number(Parts.FROZEN) == 1 ? FROZEN_AGAIN_MILLIS : KNOCK_AGAIN_MILLIS;
  }

  /** Knocks where that is due, and helps others. */
  void pump() {
    EpochSecret secret = membership.secret();
    knock();
    help(secret);
  }

  /** Whether this device is in the group and has no secret of the current epoch. */
  boolean isLacking() {
    return rosterLog.wantsKey()
        || (membership.secret() == null && rosterLog.isCaughtUp() && !membership.state().isEmpty());
  }

  private void knock() {
    if (!isLacking() || device.facts.phase() != Phase.READY || device.greeting() == null) {
      lackingSince = 0;
      answered();
      return;
    }
    if (lackingSince == 0) {
      lackingSince = device.now();
    }
    if (device.now() - lackingSince < KNOCK_AFTER_MILLIS
        || device.now() - knockedAt < again()
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
    unanswered = knock;
    append(knock);
  }

  /** Spares the others the work. */
  private void answered() {
    Knock knock = unanswered;
    if (knock != null && device.greeting() != null && device.facts.phase() == Phase.READY) {
      unanswered = null;
      append(
          knock.answered(
              device.sealer,
              device.keys().signingSeed(),
              device.facts.group(),
              device.serverNow()));
    }
  }

  private void append(Knock knock) {
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
        take(Knock.decode(entry.body()));
      } catch (InvalidWireException e) {
        device.changed(); // not a knock: nobody answers
      }
    }
    help(membership.secret());
  }

  private void take(Knock knock) {
    DeviceKeys from = membership.deviceAt(knock.mailbox());
    if (from == null
        || from.device().equals(device.keys().device())
        || !knock.counts(device.serverNow())
        || !knock.isSignedBy(device.sealer, device.facts.group(), from.signingKey())) {
      return;
    }
    if (knock.answered()) {
      toHelp.remove(knock.mailbox().hex());
      return;
    }
    int bits = 32 - Integer.numberOfLeadingZeros(rank(knock, from));
    long at = device.now() + HELP_STEP_MILLIS * bits;
    Due before = toHelp.get(knock.mailbox().hex());
    if (before == null || at < before.at()) {
      toHelp.put(knock.mailbox().hex(), new Due(from.device(), at));
    }
  }

  /** How many devices come before this one in answering this knock. */
  private int rank(Knock knock, DeviceKeys from) {
    String own = order(knock, device.keys().device());
    int before = 0;
    for (DeviceKeys other : membership.others()) {
      if (!other.device().equals(from.device())
          && order(knock, other.device()).compareTo(own) < 0) {
        before++;
      }
    }
    return before;
  }

  private String order(Knock knock, DeviceId id) {
    return Hex.of(device.sealer.hash("knock-order", knock.nonce(), id.bytes()));
  }

  private void help(@Nullable EpochSecret secret) {
    EpochEntry epoch = membership.state().epoch();
    if (secret == null || epoch == null || device.greeting() == null || toHelp.isEmpty()) {
      return;
    }
    byte[] rosterKey = rosterLog.keys().key(epoch.rosterKeyGeneration());
    for (Map.Entry<String, Due> one : List.copyOf(toHelp.entrySet())) {
      if (one.getValue().at() > device.now()) {
        continue;
      }
      DeviceKeys target = membership.keysOf(one.getValue().device()); // HL-1
      if (target == null
          || membership.isCutOff(target.device())
          || rosterKey == null
          || !isDue(target, epoch.generation())) {
        toHelp.remove(one.getKey());
      } else if (help(
          target, new EpochSecretBody(secret, epoch.rosterKeyGeneration(), rosterKey))) {
        toHelp.remove(one.getKey());
        device.rows.put(HELPED + target.device().hex(), helped(epoch.generation()));
      }
    }
  }

  private boolean help(DeviceKeys target, EpochSecretBody body) {
    if (renewed.add(target.device().hex())) {
      // Who knocks may have lost its sessions: only a fresh one is sure to reach it.
      sessions.renew(target.device());
    }
    if (!sessions.ready(List.of(target))) {
      return false;
    }
    renewed.remove(target.device().hex());
    sessions.deposit(List.of(target), body);
    return true;
  }

  /** HL-2. */
  private boolean isDue(DeviceKeys target, int generation) {
    byte[] row = device.rows.get(HELPED + target.device().hex());
    if (row == null) {
      return true;
    }
    String helped = Hex.of(row);
    return device.now() - Long.parseLong(helped.substring(0, 16), 16) >= HELP_AGAIN_MILLIS
        || !helped.substring(16).equals(Hex.of((long) generation));
  }

  private byte[] helped(int generation) {
    return Hex.parse(Hex.of(device.now()) + Hex.of((long) generation));
  }
}
