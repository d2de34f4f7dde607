package org.understory.core.roster;

import org.jspecify.annotations.Nullable;
import org.understory.core.roster.EntryBody.Resolve;
import org.understory.core.seal.Sealer;

/** The rule of RESOLVE (RC-130 to RC-138). */
final class ResolveRules {
  private ResolveRules() {}

  /** What it breaks apart from its voices; null: nothing. */
  static @Nullable RosterCheck broken(
      Sealer sealer, Roster roster, RosterState state, Entry entry, Resolve resolve) {
    return RosterCheck.KIND_RESERVED;
  }

  /** How many voices it takes, and whose count. Asked only when nothing else is broken. */
  static Voices.Need need(
      Sealer sealer, Roster roster, RosterState state, Entry entry, Resolve resolve) {
    return new Voices.Need(state.threshold(), RosterCheck.RESOLVE_VOICES);
  }

  /** What it changes. */
  static void change(
      Sealer sealer,
      Roster roster,
      StateDraft draft,
      RosterState state,
      Entry entry,
      Resolve resolve) {
    throw new AssertionError("RESOLVE is void");
  }
}
