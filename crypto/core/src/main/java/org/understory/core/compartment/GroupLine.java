package org.understory.core.compartment;

import org.jspecify.annotations.Nullable;
import org.understory.core.roster.RosterState;

/** The group's line of applied entries, for who is in the group, and with which devices. */
public interface GroupLine {
  /**
   * The group's state after the entry with this number and hash; null when that entry is not on the
   * line here.
   */
  @Nullable RosterState at(long seq, byte[] head);
}
