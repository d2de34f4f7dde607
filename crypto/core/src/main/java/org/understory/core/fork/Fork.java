package org.understory.core.fork;

import java.util.List;
import java.util.Set;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.SignedEntry;

/**
 * A branch beside the own line, as one line sees it.
 *
 * @param own the entry of the line at the place where they part
 * @param twigs the branch, its first entry first, each behind the one it stands on
 * @param by the stewards of the line who speak on the branch; empty unless it counts
 */
public record Fork(SignedEntry own, List<Twig> twigs, Standing standing, Set<MemberId> by) {

  /** What a branch does to the line. */
  public enum Standing {
    /** Somebody who is a steward of the line signed it, and nothing is decided. */
    HALTS,
    /** It was given up by a RESOLVE of the line, which was itself given up on it. */
    CONTRADICTED,
    /** On it two thirds of the members chose other stewards. */
    SUCCEEDED,
    /** A RESOLVE of the line gave it up. */
    RESOLVED,
    /** Nobody who is a steward of the line signed it: evidence, and nothing else. */
    POWERLESS
  }

  public Fork {
    twigs = List.copyOf(twigs);
    by = Set.copyOf(by);
  }

  /** The number at which the branches part. */
  public long seq() {
    return own.entry().seq();
  }

  /** The first entry of the branch. */
  public Twig first() {
    return twigs.get(0);
  }

  /** Whether one who sees this sends nothing. */
  public boolean halts() {
    return standing == Standing.HALTS
        || standing == Standing.CONTRADICTED
        || standing == Standing.SUCCEEDED;
  }

  @Override
  public String toString() {
    return "Fork[" + seq() + ", " + standing + "]";
  }
}
