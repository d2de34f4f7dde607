package org.understory.trial;

import org.understory.core.roster.GroupId;
import org.understory.core.roster.Roster;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.Verdict;
import org.understory.core.seal.Sealer;
import org.understory.signal.primitive.Primitives;

/** What a runtime says of a roster log: the same everywhere, or groups part. */
final class RosterVerdicts {
  private RosterVerdicts() {}

  /**
   * The number of the check that each void entry breaks, a dot for each that holds, and the head.
   *
   * @param log canonical signed entries, or what pretends to be one
   */
  static String line(Primitives primitives, Packet log) {
    Roster roster =
        new Roster(new Sealer(primitives, new SeedStream(primitives.digest(), new byte[0])));
    StringBuilder line = new StringBuilder();
    RosterState state = RosterState.EMPTY;
    while (log.hasNext()) {
      switch (roster.apply(state, log.next())) {
        case Verdict.Applied applied -> {
          line.append('.');
          state = applied.next();
        }
        case Verdict.Void refused -> line.append(refused.check().number()).append(',');
      }
    }
    return line.append(' ').append(GroupId.of(state.head()).hex()).toString();
  }
}
