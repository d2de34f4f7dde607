package org.understory.core;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.channel.EpochSeal;
import org.understory.core.deposit.ProposalSeal;
import org.understory.core.roster.Act;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.Member;
import org.understory.core.roster.Proposal;
import org.understory.core.roster.SignedProposal;
import org.understory.core.seal.EpochSecret;
import org.understory.core.sync.Purpose;
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
  private final Device device;
  private final Membership membership;
  private final Stewarding stewarding;

  Proposals(Device device, Membership membership, Stewarding stewarding) {
    this.device = device;
    this.membership = membership;
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

  /** Sends what is wanted and possible: the own LEAVE, . */
  void pump() {
    EpochSecret secret = membership.secret();
    if (device.facts.number("leaving") == 1
        && secret != null
        && device.greeting() != null
        && !device.outbox().holds(Purpose.PROPOSE)) {
      propose(secret);
    }
  }

  private void propose(EpochSecret secret) {
    long expiry = device.expiry().cap(device.serverNow());
    SignedProposal leave =
        SignedProposal.sign(
            device.sealer,
            device.keys().signingSeed(),
            new Proposal(
                new Act.Leave(),
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
                ProposalSeal.seal(device.sealer, secret, device.facts.space(), expiry, leave)));
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
              : ProposalSeal.open(
                  device.sealer, secret, device.facts.space(), entry.expiry(), entry.body());
      Proposal proposal =
          signed == null
              ? null
              : signed.verify(device.sealer, device.facts.group(), this::signingKey);
      if (signed != null && proposal != null) {
        carryOut(proposal, signed.encode());
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
}
