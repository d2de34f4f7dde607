package org.understory.core.roster;

import org.jspecify.annotations.Nullable;
import org.understory.core.roster.EntryBody.Invite;
import org.understory.core.roster.EntryBody.InviteRevoke;
import org.understory.core.seal.Sealer;
import org.understory.wire.id.InviteId;

/** The rules of INVITE and INVITE_REVOKE. */
final class InviteRules {
  /** How many open invites one steward may have: enough for a meeting, too few to flood a log. */
  static final int MAX_OPEN = 50;

  private InviteRules() {}

  static @Nullable RosterCheck broken(
      Sealer sealer, RosterState state, Entry entry, Invite invite, Member actor) {
    if (!invite.invite().equals(Invite.idOf(sealer, invite.dropKey()))) {
      return RosterCheck.INVITE_ID;
    }
    if (state.invite(invite.invite()) != null) {
      return RosterCheck.INVITE_KNOWN;
    }
    if (invite.maxUses() != 1) {
      return RosterCheck.INVITE_USES;
    }
    if (invite.approvals() != state.policies().value(Policies.APPROVALS)) {
      return RosterCheck.INVITE_APPROVALS;
    }
    if (!sealer.isUsableKey(invite.requestKey())) {
      return RosterCheck.REQUEST_KEY_UNUSABLE;
    }
    return openInvites(state, entry, actor) < MAX_OPEN ? null : RosterCheck.INVITES_FULL;
  }

  static @Nullable RosterCheck broken(RosterState state, InviteRevoke revoke) {
    for (InviteId id : revoke.invites()) {
      RosterInvite invite = state.invite(id);
      if (invite == null || invite.usedBy() != null || invite.revoked()) {
        return RosterCheck.INVITE_SHUT;
      }
    }
    return null;
  }

  private static int openInvites(RosterState state, Entry entry, Member actor) {
    int open = 0;
    for (RosterInvite invite : state.invites().values()) {
      if (invite.inviter().equals(actor.id()) && invite.isOpenAt(entry.time())) {
        open++;
      }
    }
    return open;
  }
}
