package org.understory.core.compartment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.GroupId;

/**
 * One change to a compartment, at one place of its chain, as a device signs it. Not yet judged.
 *
 * @param compartment the hash of its CREATE; null in CREATE alone
 * @param seq 0 for CREATE, then one more each
 * @param prevHash 32 bytes, the hash of the entry before; empty in CREATE
 * @param actor the device that signs
 * @param time milliseconds, not before the entry before it
 * @param approvals canonical signed approvals of other keepers
 * @param groupSeq the group's head that the author knew: its number, never falling along the chain
 * @param groupHead and its hash, 32 bytes: says who is active, and with which devices
 */
public record CompartmentEntry(
    @Nullable GroupId compartment,
    long seq,
    byte[] prevHash,
    CompartmentBody body,
    DeviceId actor,
    long time,
    List<byte[]> approvals,
    long groupSeq,
    byte[] groupHead) {
  public CompartmentEntry {
    approvals = List.copyOf(approvals);
  }

  @Override
  public String toString() {
    return "CompartmentEntry[" + seq + ", " + body.kind() + "]";
  }
}
