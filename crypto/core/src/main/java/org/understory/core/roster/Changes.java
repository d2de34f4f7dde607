package org.understory.core.roster;

import org.understory.core.roster.EntryBody.Add;
import org.understory.core.roster.EntryBody.ChannelEntry;
import org.understory.core.roster.EntryBody.Create;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.core.roster.EntryBody.Invite;
import org.understory.core.roster.EntryBody.Policy;
import org.understory.core.roster.EntryBody.Remove;
import org.understory.core.roster.EntryBody.Reserved;

/** What an entry that passed every check changes. */
final class Changes {
  private Changes() {}

  static void make(
      RosterState.Draft draft, RosterState state, Entry entry, byte[] hash, MemberId actor) {
    switch (entry.body()) {
      case Invite invite -> draft.invite(new RosterInvite(invite, hash, actor, entry.seq(), null));
      case Add add -> add(draft, state, entry, add);
      case Remove remove -> remove(draft, state, entry, remove, actor);
      case ChannelEntry channel ->
          draft.channel(
              new Channel(
                  channel.channel(),
                  channel.nameCommitment(),
                  channel.timer(),
                  entry.seq(),
                  entry.time()));
      case Policy policy ->
          draft.channel(
              RosterState.existing(state.channel(policy.channel())).withTimer(policy.timer()));
      case EpochEntry epoch -> draft.epoch(epoch);
      case Create create -> throw new AssertionError("CREATE has a way of its own");
      case Reserved reserved -> throw new AssertionError("reserved kinds are void");
    }
  }

  private static void add(RosterState.Draft draft, RosterState state, Entry entry, Add add) {
    DeviceKeys device = add.device();
    draft.member(
        new Member(
            device.member(),
            Member.Role.MEMBER,
            device,
            add.nameCommitment(),
            entry.seq(),
            entry.time(),
            null));
    draft.invite(
        RosterState.existing(state.inviteByEntry(add.inviteEntry())).used(device.member()));
    draft.epochDue(EpochDue.AFTER_ADD);
  }

  private static void remove(
      RosterState.Draft draft, RosterState state, Entry entry, Remove remove, MemberId actor) {
    boolean left = remove.proposal().length != 0;
    Member member = RosterState.existing(state.member(remove.member()));
    draft.member(member.removed(new Member.Removal(entry.seq(), entry.time(), actor, left)));
    draft.epochDue(EpochDue.AFTER_REMOVE);
  }
}
