package org.understory.core.roster;

/** What {@link Roster#apply} says of an entry. */
public sealed interface Verdict {

  /**
   * The entry holds.
   *
   * @param next the state after it
   * @param hash 32 bytes, the entry's hash: the new head
   */
  record Applied(RosterState next, byte[] hash) implements Verdict {
    @Override
    public String toString() {
      return "Applied[" + next.seq() + "]";
    }
  }

  /** The entry breaks a rule: it takes a place in the log and none in the chain. */
  record Void(RosterCheck check) implements Verdict {}
}
