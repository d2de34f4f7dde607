package org.understory.core.fork;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.Roster;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedEntry;
import org.understory.core.seal.Sealer;

/**
 * From a line that was given up to the one that stays (FK-5).
 *
 * @param seq the number at which they part
 * @param gained the entries of the line that stays, from there on
 * @param givenUp those of the own line
 */
public record Move(long seq, List<SignedEntry> gained, List<SignedEntry> givenUp) {
  public Move {
    gained = List.copyOf(gained);
    givenUp = List.copyOf(givenUp);
  }

  /**
   * Where a RESOLVE moves a line that holds what it gives up; null where it does not. Nobody moves
   * to where somebody has access whom the own line has put out, nor against a decision of the own
   * line that the other does not name.
   */
  static @Nullable Move decided(Sealer sealer, RosterState line, List<Twig> twigs, Twig resolve) {
    SignedEntry own = Decisions.givenUpOf(resolve.entry(), line);
    if (own == null) {
      return null;
    }
    long seq = own.entry().seq();
    SignedEntry decision = Decisions.newest(line, seq);
    if (decision != null && !Decisions.isOver(resolve.entry(), decision)) {
      return null;
    }
    return to(sealer, line, seq, twigs, resolve);
  }

  /** To the branch of this twig, as far as it is known; null where that would let somebody in. */
  static @Nullable Move to(Sealer sealer, RosterState line, long seq, List<Twig> twigs, Twig twig) {
    Access taken = Access.takenAlong(states(new Roster(sealer), line, seq));
    if (taken.meets(Access.of(twig.after()))) {
      return null;
    }
    return new Move(seq, tip(twigs, twig).after().entriesFrom(seq), line.entriesFrom(seq));
  }

  /** The state of a line before the entry with this number. */
  public static RosterState before(Sealer sealer, RosterState line, long seq) {
    return new Roster(sealer).before(line, seq);
  }

  /** The states of a line from the one before this number to its head. */
  static List<RosterState> states(Roster roster, RosterState line, long seq) {
    List<RosterState> states = new ArrayList<>();
    for (long at = seq; at <= line.seq(); at++) {
      states.add(roster.before(line, at));
    }
    states.add(line);
    return states;
  }

  /** The end of the branch behind this twig; of several, the one with the lowest hash. */
  static Twig tip(List<Twig> twigs, Twig twig) {
    Twig tip = twig;
    for (Twig next = after(twigs, tip); next != null; next = after(twigs, tip)) {
      tip = next;
    }
    return tip;
  }

  private static @Nullable Twig after(List<Twig> twigs, Twig twig) {
    Twig first = null;
    for (Twig other : twigs) {
      if (other.isOn(twig) && (first == null || isLower(other.hash(), first.hash()))) {
        first = other;
      }
    }
    return first;
  }

  /** As unsigned bytes. */
  static boolean isLower(byte[] some, byte[] other) {
    for (int i = 0; i < some.length; i++) {
      if (some[i] != other[i]) {
        return (some[i] & 0xff) < (other[i] & 0xff);
      }
    }
    return false;
  }
}
