package org.understory.core.roster;

import org.jspecify.annotations.Nullable;
import org.understory.core.roster.EntryBody.Create;
import org.understory.core.seal.Sealer;

/** The rule of CREATE, apart from its signature and its hash. */
final class CreateRules {
  /**
   * PQXDH, the Triple Ratchet and sender keys. The only suite that this build speaks: 0 was without
   * a post-quantum ratchet and never released ({@code docs/protocol.md#suites}).
   */
  static final int SUITE = 1;

  private CreateRules() {}

  static @Nullable RosterCheck broken(Sealer sealer, Entry entry, Create create) {
    if (entry.group() != null) {
      return RosterCheck.OTHER_GROUP;
    }
    if (entry.seq() != 0) {
      return RosterCheck.SEQ;
    }
    if (entry.prevHash().length != 0) {
      return RosterCheck.PREV_HASH;
    }
    if (!entry.approvals().isEmpty()) {
      return RosterCheck.APPROVALS_PRESENT;
    }
    if (create.suite() != SUITE) {
      return RosterCheck.SUITE;
    }
    if (!entry.actor().equals(create.founder().device())) {
      return RosterCheck.FOUNDER;
    }
    if (!create.founder().areUsable(sealer)) {
      return RosterCheck.KEYS_UNUSABLE;
    }
    return create.founder().proveThemselves(sealer, null, create.space())
        ? null
        : RosterCheck.KEYS_UNPROVEN;
  }
}
