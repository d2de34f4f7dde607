package org.understory.core;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.deposit.EpochPacket;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.deposit.SealedDeposit;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.NameKind;
import org.understory.core.roster.Opening;
import org.understory.core.roster.RosterAuthor;
import org.understory.core.seal.EpochSecret;
import org.understory.core.sync.Purpose;
import org.understory.wire.frame.Commit;
import org.understory.wire.frame.Stage;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.LogId;
import org.understory.wire.id.StageId;

/** Turns an intent into a commit on top of the roster as it is now. */
final class CommitBuilder {
  private static final int PACKETS_AT_ONCE = 256;

  private final Device device;
  private final Membership membership;
  private final RosterLog rosterLog;
  private final Sessions sessions;
  private final Invites invites;
  private final Requests requests;

  enum State {
    /** Something has to arrive first. */
    WAIT,
    /** There is nothing to do any more. */
    NOTHING,
    BUILT
  }

  record Built(State state, @Nullable Commit commit) {
    static final Built WAIT = new Built(State.WAIT, null);
    static final Built NOTHING = new Built(State.NOTHING, null);
  }

  CommitBuilder(
      Device device,
      Membership membership,
      RosterLog rosterLog,
      Sessions sessions,
      Invites invites,
      Requests requests) {
    this.device = device;
    this.membership = membership;
    this.rosterLog = rosterLog;
    this.sessions = sessions;
    this.invites = invites;
    this.requests = requests;
  }

  Built build(Intent intent) {
    EpochEntry epoch = membership.state().epoch();
    EpochSecret secret = membership.secret();
    if (epoch == null || secret == null) {
      return Built.WAIT;
    }
    CommitDraft draft =
        new CommitDraft(
            device,
            device.facts.space(),
            new RosterAuthor(device.sealer, membership.state(), device.keys(), device.now()),
            rosterLog.keys(),
            epoch.rosterKeyGeneration());
    return switch (intent.kind()) {
      case INVITE -> built(invites.draft(draft, intent), draft);
      case CLOSE_INVITE -> {
        draft.closeInvites.add(InviteId.of(intent.subject()));
        yield built(true, draft);
      }
      case APPROVE -> built(requests.draft(draft, intent, secret), draft);
      case CHANNEL -> built(channel(draft, intent, secret), draft);
      case TIMER -> built(timer(draft, intent), draft);
      case REMOVE -> remove(draft, intent, secret);
    };
  }

  private Built built(boolean something, CommitDraft draft) {
    return something ? new Built(State.BUILT, draft.commit(rosterLog.next())) : Built.NOTHING;
  }

  /** An intent is over: done, or overtaken. */
  void finished(Intent intent) {
    if (intent.kind() == Intent.Kind.APPROVE) {
      requests.decided(intent.subject());
    }
  }

  private boolean channel(CommitDraft draft, Intent intent, EpochSecret secret) {
    LogId log = LogId.of(intent.subject());
    if (membership.state().channel(log) != null) {
      return false;
    }
    Opening name = Opening.fresh(device.sealer.randomness(), NameKind.CHANNEL, intent.text());
    draft.put(
        draft.author().channel(log, name.commitment(device.sealer), (int) intent.number()),
        secret,
        List.of(name));
    draft.openLog(log);
    return true;
  }

  private boolean timer(CommitDraft draft, Intent intent) {
    LogId log = LogId.of(intent.subject());
    if (membership.state().channel(log) == null || membership.timer(log) == (int) intent.number()) {
      return false;
    }
    draft.put(draft.author().timer(log, (int) intent.number()));
    return true;
  }

  private Built remove(CommitDraft draft, Intent intent, EpochSecret before) {
    MemberId id = MemberId.of(intent.subject());
    Member member = membership.state().member(id);
    if (member == null || !member.isActive()) {
      return Built.NOTHING;
    }
    List<DeviceKeys> remaining =
        membership.others().stream().filter(keys -> !keys.member().equals(id)).toList();
    if (!sessions.ready(remaining)) {
      return Built.WAIT;
    }
    EpochSecret secret = EpochSecret.fresh(device.sealer.randomness(), before.generation() + 1);
    byte[] rosterKey = device.random(32);
    draft.put(
        intent.proof().length == 0
            ? draft.author().remove(id)
            : draft.author().removeLeaving(id, intent.proof()));
    draft.nextRosterKey(rosterKey);
    draft.close(secret);
    draft.closeMailboxes.add(member.device().mailbox());
    long named = membership.positionOf(member.sinceSeq());
    if (named >= 0 && member.sinceSeq() > 0) {
      draft.blankItems.add(named);
    }
    device.epochs.offer(secret);
    rosterLog.offerKey(draft.rosterKeyGeneration(), rosterKey);
    packets(draft, remaining, secret, rosterKey);
    return built(true, draft);
  }

  /** The new epoch's packet for every device with which there is a session; others will knock. */
  private void packets(
      CommitDraft draft, List<DeviceKeys> remaining, EpochSecret secret, byte[] rosterKey) {
    PairwiseBody body =
        new PairwiseBody.EpochSecretBody(
            secret, draft.rosterKeyGeneration(), Arrays.copyOf(rosterKey, rosterKey.length));
    for (DeviceKeys target : remaining) {
      SealedDeposit sealed = sessions.encrypt(target, body);
      if (sealed != null) {
        draft.packets.add(
            new org.understory.wire.frame.EpochPacket(
                target.mailbox(),
                EpochPacket.seal(
                    device.sealer,
                    target.sealingKey(),
                    device.facts.space(),
                    target.mailbox(),
                    secret.generation(),
                    sealed)));
      }
    }
    int direct = Math.min(draft.packets.size(), PACKETS_AT_ONCE);
    for (int i = direct; i < draft.packets.size(); i += PACKETS_AT_ONCE) {
      int end = Math.min(draft.packets.size(), i + PACKETS_AT_ONCE);
      StageId stage = StageId.of(device.random(16));
      device
          .outbox()
          .add(
              Purpose.COMMIT,
              "stage",
              new Stage(device.newWriteId(), stage, List.copyOf(draft.packets.subList(i, end))));
      draft.staged.add(stage);
    }
    List<org.understory.wire.frame.EpochPacket> kept =
        List.copyOf(draft.packets.subList(0, direct));
    draft.packets.clear();
    draft.packets.addAll(kept);
  }
}
