package org.understory.core.roster;

import org.jspecify.annotations.Nullable;
import org.understory.core.roster.EntryBody.Remove;

/** The rule of REMOVE. */
final class RemoveRules {
  private RemoveRules() {}

  static @Nullable RosterCheck broken(RosterState state, Remove remove, Member actor) {
    Member subject = state.member(remove.member());
    if (subject == null || !subject.isActive()) {
      return RosterCheck.MEMBER_UNKNOWN;
    }
    if (subject.isActiveSteward() && state.stewards().size() == 1) {
      return RosterCheck.LAST_STEWARD;
    }
    return subject.id().equals(actor.id()) ? RosterCheck.SELF : null;
  }
}
