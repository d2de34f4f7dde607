package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.understory.core.invite.InviteLink;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.RosterInvite;
import org.understory.core.view.View;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.LogId;

/** Shows invites: the own ones with their links, those of other stewards without. */
final class InviteViews {
  private final Device device;
  private final Membership membership;
  private final Invites invites;

  InviteViews(Device device, Membership membership, Invites invites) {
    this.device = device;
    this.membership = membership;
    this.invites = invites;
  }

  List<View.Invite> views() {
    List<View.Invite> views = new ArrayList<>();
    if (membership.state().isEmpty()) {
      return views;
    }
    for (Map.Entry<String, byte[]> row : device.rows.scan(Invites.PREFIX).entrySet()) {
      InviteId id = InviteId.of(Hex.parse(row.getKey().substring(Invites.PREFIX.length())));
      views.add(view(id, InviteRow.decode(row.getValue()), membership.state().invite(id)));
    }
    return views;
  }

  private View.Invite view(InviteId id, InviteRow own, @Nullable RosterInvite known) {
    View.InviteState state = state(own, known);
    RosterInvite open = state == View.InviteState.OPEN ? known : null;
    return new View.Invite(
        id.hex(),
        state == View.InviteState.DECLINED && !own.reason().isEmpty() ? own.reason() : own.title(),
        open != null && own.mine() ? link(own, open) : null,
        own.notAfter(),
        state,
        known == null ? device.keys().member().hex() : known.inviter().hex(),
        known == null ? invites.voices() : known.body().approvals(),
        own.channels().stream().map(LogId::hex).toList(),
        open != null && isExposed(open));
  }

  /** Whether somebody who knew its secret has gone out of office since: every steward did. */
  private boolean isExposed(RosterInvite known) {
    List<RosterLine.Applied> history = membership.history();
    for (int i = (int) known.seq() + 1; i < history.size(); i++) {
      if (history.get(i).entry().entry().body() instanceof EntryBody.EpochEntry epoch
          && !Arrays.equals(
              epoch.stewardSecretHash(), stewardSecretAt(history, (int) known.seq()))) {
        return true;
      }
    }
    return false;
  }

  /** What stewards shared when an entry was made, as the EPOCH before it says. */
  private static byte[] stewardSecretAt(List<RosterLine.Applied> history, int seq) {
    for (int i = seq; i >= 0; i--) {
      if (history.get(i).entry().entry().body() instanceof EntryBody.EpochEntry epoch) {
        return epoch.stewardSecretHash();
      }
    }
    return new byte[0];
  }

  private View.InviteState state(InviteRow own, @Nullable RosterInvite known) {
    if (known != null && known.usedBy() != null) {
      return View.InviteState.USED;
    }
    if (own.declined()) {
      return View.InviteState.DECLINED;
    }
    if (own.closed() || (known != null && known.revoked())) {
      return View.InviteState.REVOKED;
    }
    if (own.notAfter() < device.now()) {
      return View.InviteState.EXPIRED;
    }
    return known == null ? View.InviteState.PENDING : View.InviteState.OPEN;
  }

  private String link(InviteRow own, RosterInvite known) {
    return new InviteLink(
            device.facts.origin(),
            own.secret(),
            device.facts.group(),
            known.entryHash(),
            known.seq(),
            InviteLink.hashOf(device.sealer, known.body().requestKey()))
        .format();
  }
}
