package org.understory.core.roster;

import org.jspecify.annotations.Nullable;
import org.understory.core.roster.EntryBody.Succession;
import org.understory.core.seal.Sealer;

/** The rule of SUCCESSION (RC-140 to RC-146); its voices are its endorsers. */
final class SuccessionRules {
  private SuccessionRules() {}

  /** What it breaks; null: nothing. */
  static @Nullable RosterCheck broken(
      Sealer sealer, Roster roster, RosterState state, Entry entry, Succession succession) {
    return RosterCheck.KIND_RESERVED;
  }

  /** What it changes: what was collected, or with the part that completes it, the stewards. */
  static void change(
      Sealer sealer, StateDraft draft, RosterState state, Entry entry, Succession succession) {
    throw new AssertionError("SUCCESSION is void");
  }
}
