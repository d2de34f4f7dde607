package org.understory.core.roster;

import java.util.List;
import org.understory.core.seal.Sealer;

/** Signs entries that no author of ours would: whatever a false member's software makes. */
public final class RawEntries {
  private RawEntries() {}

  public static SignedEntry sign(
      Sealer sealer, DeviceKeySet by, RosterState on, EntryBody body, long time) {
    return sign(sealer, by, by.device(), on, body, time);
  }

  /** The same, in the name of another device. */
  public static SignedEntry sign(
      Sealer sealer,
      DeviceKeySet by,
      DeviceId inTheNameOf,
      RosterState on,
      EntryBody body,
      long time) {
    return sign(sealer, by, inTheNameOf, on, body, time, List.of());
  }

  /** The same, citing these approvals. */
  public static SignedEntry sign(
      Sealer sealer,
      DeviceKeySet by,
      DeviceId inTheNameOf,
      RosterState on,
      EntryBody body,
      long time,
      List<byte[]> approvals) {
    Entry entry =
        new Entry(
            on.groupId(),
            on.seq() + 1,
            on.head(),
            body,
            inTheNameOf,
            Math.max(time, on.time()),
            approvals);
    return SignedEntry.sign(sealer, by.signingSeed(), entry);
  }
}
