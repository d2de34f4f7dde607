package org.understory.core.roster;

import java.util.Arrays;
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
    RosterCheck broken = placeBroken(entry);
    if (broken != null) {
      return broken;
    }
    if (create.suite() != SUITE) {
      return RosterCheck.SUITE;
    }
    DeviceKeys founder = create.founder();
    if (!entry.actor().equals(founder.device())) {
      return RosterCheck.FOUNDER;
    }
    if (!founder.areUsable(sealer)) {
      return RosterCheck.KEYS_UNUSABLE;
    }
    if (!founder.proveThemselves(sealer, null, create.space())) {
      return RosterCheck.KEYS_UNPROVEN;
    }
    if (founder.has(create.recoveryKey())) {
      return RosterCheck.RECOVERY_KEY_KNOWN;
    }
    if (founder.has(create.stewardKey())
        || Arrays.equals(create.stewardKey(), create.recoveryKey())) {
      return RosterCheck.STEWARD_KEY_KNOWN;
    }
    return entry.approvals().isEmpty() ? null : RosterCheck.APPROVALS_TOO_MANY;
  }

  private static @Nullable RosterCheck placeBroken(Entry entry) {
    if (entry.group() != null) {
      return RosterCheck.OTHER_GROUP;
    }
    if (entry.seq() != 0) {
      return RosterCheck.SEQ;
    }
    return entry.prevHash().length != 0 ? RosterCheck.PREV_HASH : null;
  }
}
