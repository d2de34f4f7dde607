package org.understory.core;

import java.util.Arrays;
import java.util.List;
import org.understory.core.invite.InviteKeys;
import org.understory.core.roster.Opening;
import org.understory.core.roster.SignedEntry;
import org.understory.core.seal.EpochSecret;
import org.understory.wire.frame.EpochPacket;
import org.understory.wire.frame.OpenMailbox;

/** An ADD with the voices that it cites, and the newcomer's welcome. */
final class AdmitDrafts implements Drafter {
  private final Device device;
  private final Membership membership;
  private final Welcomes welcomes;
  private final RosterLog rosterLog;
  private final Requests requests;
  private final VettingDesk desk;

  AdmitDrafts(
      Device device,
      Membership membership,
      Welcomes welcomes,
      RosterLog rosterLog,
      Requests requests,
      VettingDesk desk) {
    this.device = device;
    this.membership = membership;
    this.welcomes = welcomes;
    this.rosterLog = rosterLog;
    this.requests = requests;
    this.desk = desk;
  }

  @Override
  public Drafted draft(CommitDraft draft, Intent intent) {
    Requests.Known one = requests.find(Hex.of(intent.subject()));
    EpochSecret secret = membership.secret();
    if (one == null
        || secret == null
        || !requests.holds(one)
        || !Arrays.equals(one.hash(), intent.body())
        || !desk.prospect(one).isEnough()) {
      return Drafted.NOTHING;
    }
    Opening name = one.request().opening();
    SignedEntry add =
        draft.author().append(one.verified().add(device.sealer), desk.collected(one.hash()));
    EpochSecret next = secret.step(device.sealer, add.hash(device.sealer));
    draft.put(add, next, List.of(name));
    SignedEntry epoch = draft.close(next);
    byte[] welcome =
        welcomes.make(
            new Welcomes.Newcomer(
                one.request().device(),
                one.request().preKeyBase(),
                one.request().oneTime(),
                InviteKeys.of(device.sealer, one.invite().secret()).welcomeKey(one.hash()),
                one.hash()),
            new Welcomes.Place(
                next,
                draft.rosterKeyGeneration(),
                rosterLog.keys().newestKey(),
                epoch.entry().seq(),
                epoch.hash(device.sealer)),
            List.of(name));
    if (welcome == null) {
      return Drafted.NOTHING;
    }
    draft.packets.add(new EpochPacket(one.row().mailbox(), welcome));
    draft.openMailboxes.add(new OpenMailbox(one.row().mailbox(), one.row().ownerKey()));
    draft.closeInvites.add(one.row().invite());
    return Drafted.DONE;
  }
}
