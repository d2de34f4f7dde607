package org.understory.core;

import java.util.List;
import org.understory.core.view.Vetting;

/** Shows what an invite claims and who asks for a vouch. */
final class VettingView {
  Vetting vetting() {
    return new Vetting(null, List.of());
  }
}
