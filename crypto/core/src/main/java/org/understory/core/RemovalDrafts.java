package org.understory.core;

import java.util.List;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.EntryBody.Remove;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;

/** Removals of members. */
final class RemovalDrafts implements Drafter {
  private final Membership membership;

  RemovalDrafts(Membership membership) {
    this.membership = membership;
  }

  @Override
  public Drafted draft(CommitDraft draft, Intent intent) {
    MemberId id = MemberId.of(intent.subject());
    Member member = membership.state().member(id);
    if (member == null || !member.isActive()) {
      return Drafted.NOTHING;
    }
    draft.put(draft.author().append(new Remove(List.of(id), intent.body(), false)));
    for (DeviceKeys gone : member.activeDevices()) {
      draft.closeMailboxes.add(gone.mailbox());
    }
    long named = membership.positionOf(member.sinceSeq());
    if (named >= 0 && member.sinceSeq() > 0) {
      draft.blankItems.add(named);
    }
    return Drafted.DONE;
  }
}
