package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.Member;
import org.understory.core.roster.RosterInvite;
import org.understory.core.roster.SignedApproval;
import org.understory.core.roster.SignedEntry;
import org.understory.core.view.Answers;
import org.understory.wire.codec.InvalidWireException;

/** Who let whom in, as the chain says: everyone computes the same. */
final class Trail {
  private final Membership membership;

  Trail(Membership membership) {
    this.membership = membership;
  }

  /** Whose invite brought a member in; null for the founder. */
  @Nullable String invitedBy(Member member) {
    return added(member) instanceof EntryBody.Add add
            && membership.state().inviteByEntry(add.inviteEntry()) instanceof RosterInvite invite
        ? invite.inviter().hex()
        : null;
  }

  /** Everyone with a voice in the ADD, its author first. */
  List<String> approvedBy(Member member) {
    List<String> by = new ArrayList<>();
    if (added(member) != null) {
      SignedEntry entry = entry(member);
      add(by, membership.state().memberOf(entry.entry().actor()));
      for (byte[] approval : entry.entry().approvals()) {
        try {
          add(by, membership.state().memberOf(SignedApproval.decode(approval).approval().device()));
        } catch (InvalidWireException e) {
          throw new IllegalStateException("an applied entry cites what is no approval", e);
        }
      }
    }
    return by;
  }

  private static void add(List<String> to, @Nullable Member member) {
    if (member != null) {
      to.add(member.id().hex());
    }
  }

  private EntryBody.@Nullable Add added(Member member) {
    return entry(member).entry().body() instanceof EntryBody.Add add ? add : null;
  }

  private SignedEntry entry(Member member) {
    return membership.history().get((int) member.sinceSeq()).entry();
  }

  /** Who invited a member, who approved and when. */
  List<Answers.Deed> of(String memberId) {
    List<Answers.Deed> deeds = new ArrayList<>();
    for (Member member : membership.state().members().values()) {
      if (member.id().hex().equals(memberId)) {
        deeds(deeds, member);
      }
    }
    return deeds;
  }

  private void deeds(List<Answers.Deed> deeds, Member member) {
    if (added(member) instanceof EntryBody.Add add
        && membership.state().inviteByEntry(add.inviteEntry()) instanceof RosterInvite invite) {
      long at = membership.history().get((int) invite.seq()).entry().entry().time();
      deeds.add(new Answers.Deed("invited", invite.inviter().hex(), at));
    }
    for (String by : approvedBy(member)) {
      deeds.add(new Answers.Deed("approved", by, member.sinceTime()));
    }
    Member.Removal gone = member.removal();
    if (gone != null) {
      deeds.add(new Answers.Deed("removed", gone.by().hex(), gone.time()));
    }
  }
}
