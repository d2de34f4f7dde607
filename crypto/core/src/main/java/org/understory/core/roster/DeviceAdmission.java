package org.understory.core.roster;

import org.understory.core.seal.Sealer;

/** Whether a newcomer's device may come into a group: asked of a request what ADD will be asked. */
public enum DeviceAdmission {
  ADMITTED,
  /** Its member, device id, mailbox or a key is, or was, in the group. */
  KNOWN,
  /** A key cannot be used, or serves two purposes. */
  UNUSABLE,
  /** Its proof does not hold. */
  UNPROVEN;

  /** Judges the device in this state. */
  public static DeviceAdmission of(Sealer sealer, RosterState state, DeviceKeys device) {
    return state.member(device.member()) == null ? another(sealer, state, device) : KNOWN;
  }

  /** The same of a further device, whose member may be in the group. */
  public static DeviceAdmission another(Sealer sealer, RosterState state, DeviceKeys device) {
    RosterCheck broken = AddRules.deviceBroken(sealer, state, device);
    if (broken == null) {
      return ADMITTED;
    }
    return switch (broken) {
      case KEYS_UNUSABLE -> UNUSABLE;
      case KEYS_UNPROVEN -> UNPROVEN;
      default -> KNOWN;
    };
  }
}
