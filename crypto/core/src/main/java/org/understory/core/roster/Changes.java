package org.understory.core.roster;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.EntryBody.Add;
import org.understory.core.roster.EntryBody.ChannelEntry;
import org.understory.core.roster.EntryBody.Create;
import org.understory.core.roster.EntryBody.DeviceAdd;
import org.understory.core.roster.EntryBody.DeviceRevoke;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.core.roster.EntryBody.Invite;
import org.understory.core.roster.EntryBody.InviteRevoke;
import org.understory.core.roster.EntryBody.Policy;
import org.understory.core.roster.EntryBody.Posters;
import org.understory.core.roster.EntryBody.RecoveryKey;
import org.understory.core.roster.EntryBody.Remove;
import org.understory.core.roster.EntryBody.Resolve;
import org.understory.core.roster.EntryBody.Role;
import org.understory.core.roster.EntryBody.Space;
import org.understory.core.roster.EntryBody.Succession;
import org.understory.core.seal.Sealer;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.LogId;

/** What an entry that passed every check changes. */
final class Changes {
  private final Sealer sealer;
  private final Roster roster;
  private final StateDraft draft;
  private final RosterState state;
  private final Entry entry;

  Changes(Sealer sealer, Roster roster, StateDraft draft, RosterState state, Entry entry) {
    this.sealer = sealer;
    this.roster = roster;
    this.draft = draft;
    this.state = state;
    this.entry = entry;
  }

  /** The founder, in office, with an EPOCH due. */
  void found(GroupId group, Create create) {
    draft.create(group, create);
    DeviceId device = create.founder().device();
    draft.member(
        newcomer(
            create.founder(),
            create.nameCommitment(),
            create.recoveryKey(),
            new Member.Office(device, create.stewardKey(), 0)));
    draft.due(EpochDue.AFTER_CREATE);
    draft.stewardsChanged = false;
  }

  void make(byte[] hash, MemberId actor) {
    switch (entry.body()) {
      case Create create -> throw new AssertionError("CREATE has a way of its own");
      case Invite invite ->
          draft.invite(new RosterInvite(invite, hash, actor, entry.seq(), null, false));
      case InviteRevoke revoke -> {
        for (InviteId id : revoke.invites()) {
          draft.invite(RosterState.existing(state.invite(id)).shut());
        }
      }
      case Add add -> add(add);
      case Remove remove -> remove(remove, actor);
      case ChannelEntry channel ->
          draft.channel(
              new Channel(
                  channel.channel(),
                  channel.nameCommitment(),
                  channel.timer(),
                  Channel.Range.ANY,
                  channel.postKey(),
                  channel.posters(),
                  entry.seq(),
                  entry.time()));
      case Posters posters ->
          draft.channel(
              RosterState.existing(state.channel(posters.channel()))
                  .withPosters(posters.postKey(), posters.posters()));
      case Policy policy -> policy(policy);
      case EpochEntry epoch -> draft.epoch(epoch, entry.time());
      case Role role -> RoleRules.change(sealer, draft, state, entry, role);
      case DeviceAdd added -> DeviceRules.change(sealer, draft, state, entry, added);
      case DeviceRevoke revoke -> RevokeRules.change(sealer, draft, state, entry, revoke);
      case RecoveryKey key -> RevokeRules.change(sealer, draft, state, key);
      case Space space -> draft.origin = space.origin();
      case Resolve resolve -> ResolveRules.change(sealer, roster, draft, state, entry, resolve);
      case Succession succession -> SuccessionRules.change(sealer, draft, state, entry, succession);
    }
  }

  private Member newcomer(
      DeviceKeys device, byte[] name, byte[] recoveryKey, Member.@Nullable Office office) {
    return new Member(
        device.member(),
        name,
        recoveryKey,
        List.of(new MemberDevice(device, null, entry.seq(), entry.time(), 0)),
        office,
        0,
        entry.seq(),
        entry.time(),
        null,
        null);
  }

  private void add(Add add) {
    DeviceKeys device = add.device();
    draft.member(newcomer(device, add.nameCommitment(), add.recoveryKey(), null));
    draft.invite(
        RosterState.existing(state.inviteByEntry(add.inviteEntry())).used(device.member()));
    draft.due(EpochDue.STEP);
  }

  private void remove(Remove remove, MemberId actor) {
    Member.Removal how =
        new Member.Removal(entry.seq(), entry.time(), actor, remove.isLeave(), remove.freeze());
    for (MemberId id : remove.members()) {
      draft.member(RosterState.existing(state.member(id)).withRemoval(how));
    }
    if (remove.isLeave()) {
      draft.spend(ProposalRules.hash(sealer, remove.proposal()));
    }
    draft.due(EpochDue.GENERATION);
  }

  private void policy(Policy policy) {
    if (policy.channel().length != 0) {
      Channel channel = RosterState.existing(state.channel(LogId.of(policy.channel())));
      draft.channel(
          policy.policy() == Policies.TIMER
              ? channel.withTimer(policy.timer())
              : channel.withRange(policy.range()));
    }
    if (policy.policy() != Policies.TIMER) {
      draft.policies = draft.policies.with(policy);
    }
  }
}
