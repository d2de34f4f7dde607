package org.understory.core;

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
    draft.put(
        intent.body().length == 0
            ? draft.author().remove(id)
            : draft.author().removeLeaving(id, intent.body()));
    draft.closeMailboxes.add(member.device().mailbox());
    long named = membership.positionOf(member.sinceSeq());
    if (named >= 0 && member.sinceSeq() > 0) {
      draft.blankItems.add(named);
    }
    return Drafted.DONE;
  }
}
