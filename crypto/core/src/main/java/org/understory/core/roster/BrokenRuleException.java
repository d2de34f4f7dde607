package org.understory.core.roster;

/** An entry that would be void was asked for. Names the rule and nothing else. */
public final class BrokenRuleException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final RosterCheck check;

  BrokenRuleException(RosterCheck check) {
    super("roster check " + check.number() + ": " + check);
    this.check = check;
  }

  /** The rule that the entry would break. */
  public RosterCheck check() {
    return check;
  }
}
