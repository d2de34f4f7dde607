package org.understory.core.compartment;

import java.util.List;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeySet;
import org.understory.core.roster.RosterState;
import org.understory.core.seal.Sealer;

/** Signs entries of compartments that no author of ours would. */
public final class RawCompartmentEntries {
  private RawCompartmentEntries() {}

  /** The next entry of a compartment, signed by one device in the name of that or another. */
  public static SignedCompartmentEntry sign(
      Sealer sealer,
      DeviceKeySet by,
      DeviceId inTheNameOf,
      CompartmentState on,
      RosterState group,
      CompartmentBody body,
      long time) {
    return SignedCompartmentEntry.sign(
        sealer,
        by.signingSeed(),
        new CompartmentEntry(
            on.id(),
            on.seq() + 1,
            on.head(),
            body,
            inTheNameOf,
            Math.max(time, on.time()),
            List.of(),
            group.seq(),
            group.head()));
  }
}
