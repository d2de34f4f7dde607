package org.understory.core.lease;

import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.GroupId;
import org.understory.core.roster.MemberId;

/**
 * What leases are held against: the entries that a reader applied.
 *
 * @param seq the number of the entry at the reader's head
 * @param hashes the hash (32 bytes) of the applied entry with a number; null when there is none
 * @param offices one for each steward at the head
 * @param leaseMillis how long a lease lasts (policy 3)
 * @param absenceMillis how long a steward may be silent (policy 4)
 */
public record Line(
    GroupId group,
    long seq,
    LongFunction<byte @Nullable []> hashes,
    List<Office> offices,
    long leaseMillis,
    long absenceMillis) {

  public Line {
    offices = List.copyOf(offices);
  }

  /**
   * A steward at the head.
   *
   * @param device the one that holds the office
   * @param since time of the entry since which the member is a steward, milliseconds
   * @param acted time of the newest applied entry that the member is the author of; 0: none
   */
  public record Office(MemberId member, DeviceId device, long since, long acted) {}

  @Nullable Office officeOf(DeviceId device) {
    for (Office office : offices) {
      if (office.device.equals(device)) {
        return office;
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return "Line[" + seq + "]";
  }
}
