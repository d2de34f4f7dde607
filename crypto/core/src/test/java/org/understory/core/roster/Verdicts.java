package org.understory.core.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

/** What a test expects of a verdict. */
final class Verdicts {
  private Verdicts() {}

  static RosterState applied(Verdict verdict) {
    return assertInstanceOf(Verdict.Applied.class, verdict, () -> "void: " + verdict).next();
  }

  static void isVoid(RosterCheck check, Verdict verdict) {
    assertEquals(new Verdict.Void(check), verdict);
  }
}
