package org.understory.core.compartment;

/** What {@link CompartmentRoster#apply} says of an entry. */
public sealed interface CompartmentVerdict {
  /**
   * The entry holds.
   *
   * @param next the state after it
   * @param hash 32 bytes, the entry's hash: the new head
   */
  record Applied(CompartmentState next, byte[] hash) implements CompartmentVerdict {
    @Override
    public String toString() {
      return "Applied[" + next.seq() + "]";
    }
  }

  /** The entry breaks a rule: it takes a place in the log and none in the chain. */
  record Void(CompartmentCheck check) implements CompartmentVerdict {}

  /** It names an entry of the group that is not on the line here: nobody can say yet. */
  record Waits() implements CompartmentVerdict {}
}
