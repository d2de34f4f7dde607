package org.understory.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.Channel;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.IdList;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberDevice;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.Opening;
import org.understory.core.roster.RosterInvite;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedApproval;
import org.understory.core.roster.SignedEntry;
import org.understory.core.seal.EpochSecret;
import org.understory.wire.frame.OpenMailbox;
import org.understory.wire.id.InviteId;

/**
 * What goes along with an entry in its commit: mailboxes that open and close, names that are
 * blanked, and before somebody loses an office or the group, the end of that person's invites and
 * of the keys to announcement channels.
 */
final class Consequences {
  private static final int INVITES_AT_ONCE = 64;

  private final Device device;
  private final Membership membership;
  private final Announcements announcements;
  private @Nullable Recoveries recoveries;

  Consequences(Device device, Membership membership, Announcements announcements) {
    this.device = device;
    this.membership = membership;
    this.announcements = announcements;
  }

  /** Names who makes the welcome of a member who comes back. */
  void through(Recoveries made) {
    recoveries = made;
  }

  /**
   * Puts an entry, with all that belongs to it, into a draft.
   *
   * @param approvals all that were collected for it
   * @param opening of the one commitment in it, or null
   * @return DONE, unless something has to arrive first
   */
  Drafter.Drafted put(
      CommitDraft draft,
      EntryBody body,
      List<SignedApproval> approvals,
      @Nullable Opening opening) {
    RosterState before = draft.author().state();
    switch (body) {
      case EntryBody.Remove remove -> {
        depart(draft, Set.copyOf(remove.members()));
        remove.members().forEach(id -> closeMailboxes(draft, before, id, !remove.freeze()));
      }
      case EntryBody.Role role -> role(draft, before, role);
      case EntryBody.DeviceRevoke revoke -> revoke(draft, before, revoke);
      case EntryBody.DeviceAdd add -> {
        if (!add.announced()) {
          if (add.isRecovery()) {
            depart(draft, Set.of(add.device().member()));
            Recoveries.prepare(before, draft, add);
          }
          draft.openMailboxes.add(new OpenMailbox(add.device().mailbox(), add.device().ownerKey()));
        }
      }
      case EntryBody.InviteRevoke revoke -> draft.closeInvites.addAll(revoke.invites());
      default -> {}
    }
    SignedEntry entry = draft.author().append(body, approvals);
    EpochSecret secret = membership.secret();
    if (opening == null || secret == null) {
      draft.put(entry);
    } else {
      draft.put(entry, secret, List.of(opening));
    }
    return recoveries != null
            && body instanceof EntryBody.DeviceAdd add
            && add.isRecovery()
            && !add.announced()
        ? recoveries.finish(draft, add)
        : Drafter.Drafted.DONE;
  }

  private void role(CommitDraft draft, RosterState before, EntryBody.Role role) {
    Member member = before.member(role.member());
    if (member == null || role.role() == EntryBody.Role.STEWARD) {
      return;
    }
    if (member.isFrozen()) {
      for (MemberDevice one : member.devices()) {
        if (!one.isRevoked()) {
          draft.openMailboxes.add(new OpenMailbox(one.keys().mailbox(), one.keys().ownerKey()));
        }
      }
    } else {
      depart(draft, Set.of(role.member()));
    }
  }

  private void revoke(CommitDraft draft, RosterState before, EntryBody.DeviceRevoke revoke) {
    Member member = before.member(revoke.member());
    if (member == null) {
      return;
    }
    boolean office = false;
    for (DeviceId id : revoke.devices()) {
      office |= member.holdsOfficeWith(id);
      MemberDevice one = member.device(id);
      if (one != null) {
        draft.closeMailboxes.add(one.keys().mailbox());
      }
    }
    if (office) {
      depart(draft, Set.of(revoke.member()));
    }
  }

  private void closeMailboxes(CommitDraft draft, RosterState before, MemberId id, boolean gone) {
    Member member = before.member(id);
    if (member == null) {
      return;
    }
    for (DeviceKeys keys : member.activeDevices()) {
      draft.closeMailboxes.add(keys.mailbox());
    }
    long named = membership.positionOf(member.sinceSeq());
    if (gone && named >= 0 && member.sinceSeq() > 0) {
      draft.blankItems.add(named); // the founder's stands beside the group's name
    }
    for (MemberDevice one : member.devices()) {
      if (gone) {
        draft.endKnockKeys.add(one.keys().mailbox());
      }
    }
  }

  /**
   * Before these lose an office or the group: whoever made an invite has its secret, and whoever
   * may write in an announcement channel its post key. Entries of their own, since the EPOCH has to
   * be next behind what makes it due.
   */
  private void depart(CommitDraft draft, Set<MemberId> going) {
    RosterState state = draft.author().state();
    List<InviteId> open = new ArrayList<>();
    for (RosterInvite invite : state.invites().values()) {
      if (going.contains(invite.inviter()) && invite.isOpenAt(device.now())) {
        open.add(invite.body().invite());
      }
    }
    List<InviteId> rising = IdList.sorted(open);
    List<InviteId> some = rising.subList(0, Math.min(rising.size(), INVITES_AT_ONCE));
    if (!some.isEmpty()) {
      draft.put(draft.author().append(new EntryBody.InviteRevoke(List.copyOf(some))));
      draft.closeInvites.addAll(some);
    }
    for (Channel channel : state.channels().values()) {
      Set<MemberId> losing = new HashSet<>(going);
      losing.removeIf(id -> !state.mayPost(channel.id(), id));
      if (channel.isAnnouncement() && !losing.isEmpty()) {
        List<MemberId> stay = new ArrayList<>(channel.posters());
        stay.removeAll(going);
        announcements.put(draft, channel.id(), stay);
      }
    }
  }
}
