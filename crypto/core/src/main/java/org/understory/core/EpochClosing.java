package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.deposit.EpochPacket;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.deposit.SealedDeposit;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.core.roster.Member;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedEntry;
import org.understory.core.seal.EpochSecret;
import org.understory.core.sync.Purpose;
import org.understory.wire.frame.Stage;
import org.understory.wire.id.StageId;

/**
 * The end of a commit that moves the epoch: the next secret, the EPOCH entry, and where the
 * generation is a new one, a packet for every device that remains ({@code
 * docs/protocol.md#epoch-packet}).
 */
final class EpochClosing {
  private static final int PACKETS_AT_ONCE = 256;

  private final Device device;
  private final Membership membership;
  private final Sessions sessions;
  private final RosterLog rosterLog;
  private final SetSignatures signatures;
  private final Rescue rescue;

  /** What a commit ended with. */
  record Closed(EpochSecret secret, SignedEntry epoch) {}

  EpochClosing(
      Device device,
      Membership membership,
      Sessions sessions,
      RosterLog rosterLog,
      SetSignatures signatures,
      Rescue rescue) {
    this.device = device;
    this.membership = membership;
    this.sessions = sessions;
    this.rosterLog = rosterLog;
    this.signatures = signatures;
    this.rescue = rescue;
  }

  /** One step on in the same generation, which every holder of the secret takes by itself. */
  Closed step(CommitDraft draft, EpochSecret before) {
    EpochSecret next = before.step(device.sealer, draft.author().state().head());
    return new Closed(next, draft.close(next));
  }

  /**
   * The next generation, with packets for every device of the state after the entries so far but
   * this one.
   *
   * @return null while sessions with some of them, or signatures for the steward set, are missing
   */
  @Nullable Closed fresh(CommitDraft draft, int generation) {
    List<DeviceKeys> remaining = remaining(draft.author().state());
    if (!sessions.ready(remaining)) {
      return null;
    }
    EpochSecret secret = EpochSecret.fresh(device.sealer.randomness(), generation);
    byte[] rosterKey = device.random(32);
    draft.nextRosterKey(rosterKey);
    draft.rescueKey = rescue.next(draft.author().state(), draft.rescueSeed != null);
    SignedEntry epoch = draft.close(secret);
    if (!signSet(draft)) {
      return null; // before anything is kept: it is made anew each time
    }
    device.epochs.offer(secret);
    rosterLog.offerKey(draft.rosterKeyGeneration(), rosterKey);
    packets(draft, remaining, secret, rosterKey);
    return new Closed(secret, epoch);
  }

  /**
   * Has the steward set at the server follow the EPOCH; a set that is there already stays.
   *
   * @return false while other stewards' signatures are missing
   */
  boolean signSet(CommitDraft draft) {
    EpochEntry before = membership.state().epoch();
    EpochEntry epoch = draft.author().state().epoch();
    if (before == null
        || epoch == null
        || draft.stewardSet != null
        || before.stewardSetVersion() == epoch.stewardSetVersion()) {
      return true;
    }
    draft.stewardSet = signatures.signed(before, epoch, draft.rescueSeed);
    return draft.stewardSet != null;
  }

  private List<DeviceKeys> remaining(RosterState after) {
    List<DeviceKeys> remaining = new ArrayList<>();
    for (Member member : after.activeMembers()) {
      for (DeviceKeys keys : member.activeDevices()) {
        if (!keys.device().equals(device.keys().device()) && !membership.isCutOff(keys.device())) {
          remaining.add(keys);
        }
      }
    }
    return remaining;
  }

  /** The new epoch's packet for every device with which there is a session; others will knock. */
  private void packets(
      CommitDraft draft, List<DeviceKeys> remaining, EpochSecret secret, byte[] rosterKey) {
    PairwiseBody body =
        new PairwiseBody.EpochSecretBody(secret, draft.rosterKeyGeneration(), rosterKey.clone());
    List<org.understory.wire.frame.EpochPacket> packets = new ArrayList<>();
    for (DeviceKeys target : remaining) {
      SealedDeposit sealed = sessions.encrypt(target, body);
      if (sealed != null) {
        byte[] packet =
            EpochPacket.seal(
                device.sealer,
                target.sealingKey(),
                device.facts.space(),
                target.mailbox(),
                secret.generation(),
                sealed);
        packets.add(new org.understory.wire.frame.EpochPacket(target.mailbox(), packet));
      }
    }
    int direct = Math.min(packets.size(), PACKETS_AT_ONCE);
    draft.packets.addAll(packets.subList(0, direct));
    for (int i = direct; i < packets.size(); i += PACKETS_AT_ONCE) {
      int end = Math.min(packets.size(), i + PACKETS_AT_ONCE);
      StageId stage = StageId.of(device.random(16));
      device
          .outbox()
          .add(
              Purpose.COMMIT,
              "stage",
              new Stage(device.newWriteId(), stage, List.copyOf(packets.subList(i, end))));
      draft.staged.add(stage);
    }
  }
}
