package org.understory.core;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.channel.EpochSeal;
import org.understory.core.deposit.Knock;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.deposit.Proposal;
import org.understory.core.deposit.SignedProposal;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.core.roster.Member;
import org.understory.core.seal.EpochSecret;
import org.understory.core.sync.Purpose;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.frame.Append;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;

/**
 * What members ask of others without a person's doing: LEAVE in the proposals log, which a
 * steward's client carries out, and knocks of devices that lack the epoch, which any member's
 * client answers ({@code docs/protocol.md#proposals}, {@code #knock}).
 */
final class Proposals {
  /** After this long without the current secret a device knocks. */
  private static final long KNOCK_AFTER_MILLIS = 3_000;

  private static final long KNOCK_AGAIN_MILLIS = 60_000;

  /** This many devices, by rank for this knock, answer it besides the stewards. */
  private static final int HELPERS = 2;

  private final Device device;
  private final Membership membership;
  private final Sessions sessions;
  private final RosterLog rosterLog;
  private final Stewarding stewarding;
  private long lackingSince;
  private long knockedAt;
  private final java.util.ArrayDeque<DeviceKeys> toHelp = new java.util.ArrayDeque<>();

  Proposals(
      Device device,
      Membership membership,
      Sessions sessions,
      RosterLog rosterLog,
      Stewarding stewarding) {
    this.device = device;
    this.membership = membership;
    this.sessions = sessions;
    this.rosterLog = rosterLog;
    this.stewarding = stewarding;
  }

  /** Proposes our own removal. */
  String leave() {
    if (device.facts.phase() != Phase.READY) {
      return Codes.NO_SUCH;
    }
    if (membership.amSteward() && membership.state().stewards().size() == 1) {
      return Codes.LAST_STEWARD;
    }
    device.facts.number("leaving", 1);
    pump();
    return "";
  }

  /** Sends what is wanted and possible: the own LEAVE, a knock, help for others. */
  void pump() {
    EpochSecret secret = membership.secret();
    if (device.facts.number("leaving") == 1
        && secret != null
        && device.greeting() != null
        && !device.outbox().holds(Purpose.PROPOSE)) {
      propose(secret);
    }
    knock(secret);
    help(secret);
  }

  private void propose(EpochSecret secret) {
    long expiry = device.expiry().cap(device.serverNow());
    SignedProposal leave =
        SignedProposal.sign(
            device.sealer,
            device.keys().signingSeed(),
            new Proposal(
                Proposal.Kind.LEAVE,
                device.facts.group(),
                device.keys().device(),
                device.now(),
                membership.seq(),
                membership.head()));
    device
        .outbox()
        .add(
            Purpose.PROPOSE,
            "",
            new Append(
                device.newWriteId(),
                LogId.PROPOSALS,
                expiry,
                leave.seal(device.sealer, secret, device.facts.space(), expiry)));
    device.facts.number("leaving", 2);
  }

  /** The epoch moved before the LEAVE was taken: it is made again under the new one. */
  void proposeAgain() {
    device.facts.number("leaving", 1);
  }

  /** The LEAVE is in the log: this device posts no more, whatever a steward's client does when. */
  void left() {
    device.facts.phase(Phase.LEFT);
    device.changed();
  }

  void entries(List<LogEntry> entries) {
    for (LogEntry entry : entries) {
      Epoch epoch = EpochSeal.epochOf(entry.body());
      EpochSecret secret =
          epoch == null ? null : device.epochs.secret(epoch.generation(), epoch.step());
      SignedProposal signed =
          secret == null
              ? null
              : SignedProposal.open(
                  device.sealer, secret, device.facts.space(), entry.expiry(), entry.body());
      Proposal proposal =
          signed == null
              ? null
              : signed.verify(device.sealer, device.facts.group(), this::signingKey);
      if (signed != null && proposal != null) {
        carryOut(proposal, signed.hash(device.sealer));
      }
    }
  }

  private byte @Nullable [] signingKey(org.understory.core.roster.DeviceId id) {
    DeviceKeys keys = membership.keysOf(id);
    return keys == null ? null : keys.signingKey();
  }

  private void carryOut(Proposal proposal, byte[] hash) {
    Member member = membership.state().memberOf(proposal.device());
    if (membership.amSteward()
        && member != null
        && member.isActive()
        && !member.id().equals(device.keys().member())) {
      stewarding.remove(member, hash);
    }
  }

  // ---- knocks

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

  void knocks(List<LogEntry> entries) {
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
