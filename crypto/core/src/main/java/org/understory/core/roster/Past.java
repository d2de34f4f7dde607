package org.understory.core.roster;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries that led to a state, newest first: a chain that states share. RESOLVE, SUCCESSION and
 * the rules about forks look back along it ({@code docs/decisions/0011}, 8 and 9).
 */
final class Past {
  /** A state is kept before every entry whose number this divides; the others are made again. */
  private static final int KEPT = 64;

  final @Nullable Past earlier;
  final SignedEntry entry;
  private final byte[] hash;
  private final @Nullable RosterState before;

  private Past(@Nullable Past earlier, SignedEntry entry, byte[] hash, RosterState before) {
    this.earlier = earlier;
    this.entry = entry;
    this.hash = hash;
    this.before = entry.entry().seq() % KEPT == 0 ? before : null;
  }

  /** One entry further than {@code before}. */
  static Past after(RosterState before, SignedEntry entry, byte[] hash) {
    return new Past(before.past(), entry, hash, before);
  }

  /** The hash of this entry, 32 bytes. */
  byte[] hash() {
    return hash.clone();
  }

  /** The link of the entry with this number, or null. */
  static @Nullable Past at(@Nullable Past newest, long seq) {
    Past at = newest;
    while (at != null && at.entry.entry().seq() > seq) {
      at = at.earlier;
    }
    return at != null && at.entry.entry().seq() == seq ? at : null;
  }

  /**
   * The state before this entry. What was applied is not judged again.
   *
   * @throws IllegalStateException when the chain does not reach back to a state that was kept
   */
  RosterState before(Roster roster) {
    List<Past> links = new ArrayList<>();
    Past at = this;
    while (at.before == null) {
      if (at.earlier == null) {
        throw new IllegalStateException("a chain of entries without a beginning");
      }
      at = at.earlier;
      links.add(at);
    }
    RosterState state = at.before;
    for (int i = links.size() - 1; i >= 0; i--) {
      state = roster.again(state, links.get(i).entry, links.get(i).hash);
    }
    return state;
  }
}
