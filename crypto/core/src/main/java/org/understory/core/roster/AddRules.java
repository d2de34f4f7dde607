package org.understory.core.roster;

import org.jspecify.annotations.Nullable;
import org.understory.core.roster.EntryBody.Add;
import org.understory.core.seal.Sealer;

/** The rule of ADD. Approving asks the same questions of a join request. */
final class AddRules {
  private AddRules() {}

  static @Nullable RosterCheck broken(Sealer sealer, RosterState state, Entry entry, Add add) {
    RosterInvite invite = state.inviteByEntry(add.inviteEntry());
    if (invite == null) {
      return RosterCheck.INVITE_UNKNOWN;
    }
    if (invite.usedBy() != null) {
      return RosterCheck.INVITE_USED;
    }
    if (invite.isOverAt(entry.time())) {
      return RosterCheck.INVITE_OVER;
    }
    if (invite.revoked()) {
      return RosterCheck.INVITE_REVOKED;
    }
    RosterCheck broken =
        state.member(add.device().member()) != null
            ? RosterCheck.MEMBER_KNOWN
            : deviceBroken(sealer, state, add.device());
    return broken != null || mayBeSheet(state, add.device(), add.recoveryKey())
        ? broken
        : RosterCheck.RECOVERY_KEY_KNOWN;
  }

  /** Whether a recovery key (32 bytes, or empty for none) serves no other purpose. */
  static boolean mayBeSheet(RosterState state, DeviceKeys beside, byte[] recoveryKey) {
    return recoveryKey.length == 0 || !(state.isKnownKey(recoveryKey) || beside.has(recoveryKey));
  }

  /** Whether a new device may come into the group; null when it may. */
  static @Nullable RosterCheck deviceBroken(Sealer sealer, RosterState state, DeviceKeys device) {
    RosterCheck known = deviceKnown(state, device);
    if (known != null) {
      return known;
    }
    if (!device.areUsable(sealer)) {
      return RosterCheck.KEYS_UNUSABLE;
    }
    return device.proveThemselves(sealer, state.groupId(), state.space())
        ? null
        : RosterCheck.KEYS_UNPROVEN;
  }

  private static @Nullable RosterCheck deviceKnown(RosterState state, DeviceKeys device) {
    if (state.memberOf(device.device()) != null) {
      return RosterCheck.DEVICE_KNOWN;
    }
    boolean shared =
        state.isKnownKey(device.identityPoint())
            || state.isKnownKey(device.signingKey())
            || state.isKnownKey(device.sealingKey())
            || state.isKnownKey(device.ownerKey());
    if (shared) {
      return RosterCheck.KEY_KNOWN;
    }
    return state.deviceAt(device.mailbox()) != null ? RosterCheck.MAILBOX_KNOWN : null;
  }
}
