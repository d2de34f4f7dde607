package org.understory.core.roster;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.seal.Sealer;

/**
 * Finds two valid entries for one place ({@code docs/protocol.md#fork}).
 *
 * <p><b>Guarantees.</b> A fork is reported only with two entries that both hold in the state before
 * them, so nobody but a steward can bring a group to a halt, and a mere claim of another head
 * can't.
 *
 * <p><b>Does not protect against</b> a fork of which only one branch was ever shown to this client.
 */
public final class ForkDetector {
  private final Sealer sealer;
  private final Roster roster;

  public ForkDetector(Sealer sealer) {
    this.sealer = sealer;
    this.roster = new Roster(sealer);
  }

  /**
   * Two different entries that both hold in one state. It proves itself to whoever has the entries
   * before them.
   */
  public record Fork(SignedEntry applied, SignedEntry other) {}

  /**
   * Whether an entry that was not applied forks the chain.
   *
   * @param origin the state before the first of {@code applied}
   * @param applied all applied entries, in order, each at the index of its number
   * @param incoming any entry, not judged yet
   * @return the fork, or null: the entry is the applied one itself, lies ahead, or is void
   */
  public @Nullable Fork find(RosterState origin, List<SignedEntry> applied, SignedEntry incoming) {
    long seq = incoming.entry().seq();
    if (seq >= applied.size()) {
      return null;
    }
    SignedEntry rival = applied.get((int) seq);
    boolean samePlace = Arrays.equals(rival.entry().prevHash(), incoming.entry().prevHash());
    if (!samePlace || Arrays.equals(rival.hash(sealer), incoming.hash(sealer))) {
      return null;
    }
    RosterState before = replay(origin, applied.subList(0, (int) seq));
    return roster.apply(before, incoming) instanceof Verdict.Applied
        ? new Fork(rival, incoming)
        : null;
  }

  private RosterState replay(RosterState origin, List<SignedEntry> applied) {
    RosterState state = origin;
    for (SignedEntry entry : applied) {
      if (!(roster.apply(state, entry) instanceof Verdict.Applied step)) {
        throw new IllegalArgumentException("not the applied entries of this origin");
      }
      state = step.next();
    }
    return state;
  }
}
