package org.understory.core.roster;

import org.jspecify.annotations.Nullable;

/**
 * A device that a member has, or had.
 *
 * @param parent the device that linked it; null: the member came with it, or by its sheet
 * @param sinceSeq the entry that brought it in
 * @param sinceTime its time, milliseconds
 * @param revokedSeq the entry that took it away; 0: none did
 */
public record MemberDevice(
    DeviceKeys keys, @Nullable DeviceId parent, long sinceSeq, long sinceTime, long revokedSeq) {

  public DeviceId id() {
    return keys.device();
  }

  public boolean isRevoked() {
    return revokedSeq != 0;
  }

  MemberDevice revoked(long seq) {
    return isRevoked() ? this : new MemberDevice(keys, parent, sinceSeq, sinceTime, seq);
  }

  @Override
  public String toString() {
    return "MemberDevice";
  }
}
