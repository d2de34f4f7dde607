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
    return deviceBroken(sealer, state, add.device());
  }

  /** Whether a newcomer's device may come into the group; null when it may. */
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
    if (state.member(device.member()) != null) {
      return RosterCheck.MEMBER_KNOWN;
    }
    for (Member member : state.members().values()) {
      DeviceKeys other = member.device();
      if (other.device().equals(device.device())) {
        return RosterCheck.DEVICE_KNOWN;
      }
      if (other.mailbox().equals(device.mailbox())) {
        return RosterCheck.MAILBOX_KNOWN;
      }
      if (other.sharesKeyWith(device)) {
        return RosterCheck.KEY_KNOWN;
      }
    }
    return null;
  }
}
