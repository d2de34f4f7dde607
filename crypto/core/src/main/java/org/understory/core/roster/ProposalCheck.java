package org.understory.core.roster;

/** Why a proposal is refused: PR-nn in {@code docs/checks.md}. */
public enum ProposalCheck {
  /** Not canonical, of another group, or not signed by an active device. */
  FORGED(1),
  /** Too old, or of a later time. */
  AGE(2),
  /** Made on another line. */
  LINE(3),
  /** Carried out before. */
  REPEATED(4),
  /** A RESIGN or OFFICE from before the member's last ROLE. */
  OVERTAKEN(5),
  /** An ENDORSE, or the naming of candidates, for another head than the one there is. */
  HEAD(7);

  private final int number;

  ProposalCheck(int number) {
    this.number = number;
  }

  /** The stable number. */
  public int number() {
    return number;
  }
}
