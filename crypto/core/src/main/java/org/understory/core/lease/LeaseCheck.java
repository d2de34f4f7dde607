package org.understory.core.lease;

/** Why a lease does not count for a reader: LS-nn in {@code docs/checks.md}. */
public enum LeaseCheck {
  /** It counts. */
  COUNTS(0),
  /** Not this group's, or not of the office device of a steward at the reader's head. */
  NO_STEWARD(1),
  /** What it names is not on the reader's line. */
  OTHER_LINE(2),
  /** The same, and its number is above the reader's: there may be more than is shown. */
  AHEAD(2),
  /** Its time has not come. */
  FUTURE(3);

  private final int number;

  LeaseCheck(int number) {
    this.number = number;
  }

  /** The stable number; 0 when it counts. */
  public int number() {
    return number;
  }
}
