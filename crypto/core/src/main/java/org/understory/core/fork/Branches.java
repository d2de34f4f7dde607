package org.understory.core.fork;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.Roster;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedEntry;
import org.understory.core.roster.Verdict;
import org.understory.core.seal.Sealer;

/**
 * The valid entries that a client knows beside its line: trees that hang off it, each judged by
 * {@code apply} on its own states. A value.
 */
public final class Branches {
  /** More than these are not kept. */
  public static final int MAX = 256;

  /** The twigs of one author, beyond those that lead to a RESOLVE. */
  private static final int MAX_OF_ONE = 64;

  private final Sealer sealer;
  private final Roster roster;

  /** Each behind the one it stands on. */
  private final List<Twig> twigs;

  private Branches(Sealer sealer, List<Twig> twigs) {
    this.sealer = sealer;
    this.roster = new Roster(sealer);
    this.twigs = twigs;
  }

  /** None yet. */
  public static Branches none(Sealer sealer) {
    return new Branches(sealer, List.of());
  }

  public List<Twig> twigs() {
    return List.copyOf(twigs);
  }

  public boolean isEmpty() {
    return twigs.isEmpty();
  }

  /**
   * Takes in what is valid beside the line. What is on the line, on top of it, void, or stands on
   * something unknown, is left out.
   *
   * @param entries in any order in which each comes behind the one it stands on
   */
  public Branches with(RosterState line, List<SignedEntry> entries) {
    List<Twig> more = new ArrayList<>(twigs);
    for (SignedEntry entry : entries) {
      Twig twig = judged(line, more, entry);
      if (twig != null) {
        more.add(twig);
      }
    }
    if (more.size() == twigs.size()) {
      return this;
    }
    trim(line, more);
    return new Branches(sealer, more);
  }

  private @Nullable Twig judged(RosterState line, List<Twig> known, SignedEntry entry) {
    byte[] hash = entry.hash(sealer);
    if (line.holds(entry.entry().seq(), hash) || find(known, hash) != null) {
      return null;
    }
    RosterState before = before(line, known, entry);
    if (before == null || !(roster.apply(before, entry) instanceof Verdict.Applied ok)) {
      return null;
    }
    Member author = before.memberOf(entry.entry().actor());
    return author == null
        ? null
        : new Twig(entry, hash, ok.next(), author.id(), Decisions.voices(before, entry));
  }

  private @Nullable RosterState before(RosterState line, List<Twig> known, SignedEntry entry) {
    long seq = entry.entry().seq();
    byte[] prev = entry.entry().prevHash();
    if (seq >= 1 && seq <= line.seq() && line.holds(seq - 1, prev)) {
      return roster.before(line, seq);
    }
    Twig under = find(known, prev);
    return under == null ? null : under.after();
  }

  private static @Nullable Twig find(List<Twig> in, byte[] hash) {
    for (Twig twig : in) {
      if (twig.is(hash)) {
        return twig;
      }
    }
    return null;
  }

  // ---- no more than are kept

  /**
   * Keeps what leads to a RESOLVE, then what was signed by stewards of the line, then the oldest;
   * nobody's entries push all of the others' out.
   */
  private static void trim(RosterState line, List<Twig> all) {
    Twig worst = worst(line, all);
    while (worst != null) {
      all.remove(worst);
      worst = worst(line, all);
    }
  }

  private static @Nullable Twig worst(RosterState line, List<Twig> all) {
    Twig stranger = null;
    Twig steward = null;
    for (int i = all.size() - 1; i >= 0; i--) {
      Twig leaf = all.get(i);
      if (hasMore(all, leaf) || Decisions.isResolve(leaf.entry())) {
        continue;
      }
      if (of(all, leaf.author()) > MAX_OF_ONE) {
        return leaf;
      }
      if (isSteward(line, leaf.author())) {
        steward = steward == null ? leaf : steward;
      } else {
        stranger = stranger == null ? leaf : stranger;
      }
    }
    if (all.size() <= MAX) {
      return null;
    }
    Twig worst = stranger == null ? steward : stranger;
    return worst == null ? all.get(all.size() - 1) : worst;
  }

  private static int of(List<Twig> all, MemberId author) {
    int count = 0;
    for (Twig twig : all) {
      if (twig.author().equals(author)) {
        count++;
      }
    }
    return count;
  }

  private static boolean hasMore(List<Twig> all, Twig twig) {
    for (Twig other : all) {
      if (other.isOn(twig)) {
        return true;
      }
    }
    return false;
  }

  static boolean isSteward(RosterState line, MemberId id) {
    Member member = line.member(id);
    return member != null && member.isActiveSteward();
  }

  // ---- what they do to a line

  /**
   * Each branch as this line sees it.
   *
   * @param staying hashes of first entries of branches with a SUCCESSION that the user decided not
   *     to follow
   */
  public List<Fork> forks(RosterState line, List<byte[]> staying) {
    List<Fork> forks = new ArrayList<>();
    for (Twig twig : twigs) {
      long seq = twig.entry().entry().seq();
      if (seq <= line.seq() && line.holds(seq - 1, twig.entry().entry().prevHash())) {
        forks.add(fork(line, from(twig), staying));
      }
    }
    return forks;
  }

  /** The tree that begins with this twig. */
  private List<Twig> from(Twig first) {
    List<Twig> tree = new ArrayList<>();
    tree.add(first);
    for (Twig twig : twigs) {
      if (find(tree, twig.entry().entry().prevHash()) != null) {
        tree.add(twig);
      }
    }
    return tree;
  }

  private Fork fork(RosterState line, List<Twig> tree, List<byte[]> staying) {
    Twig first = tree.get(0);
    SignedEntry own = line.entryAt(first.entry().entry().seq());
    if (own == null) {
      throw new AssertionError("a branch that hangs off nothing");
    }
    Set<MemberId> by = new HashSet<>();
    Set<MemberId> against = new HashSet<>();
    boolean succeeded = false;
    for (Twig twig : tree) {
      for (MemberId voice : twig.voices()) {
        if (isSteward(line, voice)) {
          by.add(voice);
          if (Decisions.givenUpOf(twig.entry(), line) != null) {
            against.add(voice);
          }
        }
      }
      succeeded |= Succeeding.succeeds(roster, line, first, twig);
    }
    if (succeeded && find(tree.subList(0, 1), staying) == null) {
      return new Fork(own, tree, Fork.Standing.SUCCEEDED, by);
    }
    if (isGivenUp(line, first.entry())) {
      return against.isEmpty()
          ? new Fork(own, tree, Fork.Standing.RESOLVED, Set.of())
          : new Fork(own, tree, Fork.Standing.CONTRADICTED, against);
    }
    return new Fork(own, tree, by.isEmpty() ? Fork.Standing.POWERLESS : Fork.Standing.HALTS, by);
  }

  private static @Nullable Twig find(List<Twig> in, List<byte[]> hashes) {
    for (byte[] hash : hashes) {
      Twig found = find(in, hash);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** FK-4: whether a RESOLVE of the line names this first entry of a branch. */
  private static boolean isGivenUp(RosterState line, SignedEntry first) {
    for (SignedEntry entry : line.entriesFrom(first.entry().seq())) {
      if (Decisions.givesUp(entry, first)) {
        return true;
      }
    }
    return false;
  }

  /** Where a decision moves this line, or null. Whatever came first, it is the same. */
  public @Nullable Move move(RosterState line) {
    Twig by = null;
    Move move = null;
    for (Twig twig : twigs) {
      if (by == null || Move.isLower(twig.hash(), by.hash())) {
        Move decided = Move.decided(sealer, line, twigs, twig);
        by = decided == null ? by : twig;
        move = decided == null ? move : decided;
      }
    }
    return move;
  }

  /**
   * Where a line moves to follow the stewards that were chosen on a branch (FK-12); null where
   * somebody would come back whom the line has put out.
   */
  public @Nullable Move follow(RosterState line, Fork fork) {
    for (Twig twig : fork.twigs()) {
      if (Succeeding.succeeds(roster, line, fork.first(), twig)) {
        return Move.to(sealer, line, fork.seq(), twigs, twig);
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return "Branches[" + twigs.size() + "]";
  }
}
