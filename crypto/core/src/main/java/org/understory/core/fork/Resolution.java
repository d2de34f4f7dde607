package org.understory.core.fork;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.core.roster.EntryBody.Resolve;
import org.understory.core.roster.Roster;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedEntry;
import org.understory.core.seal.Sealer;
import org.understory.wire.id.OpaqueId;

/**
 * The RESOLVE that keeps one of two branches. Whoever knows the same of both makes the same one, so
 * that approvals given on either side fit it.
 *
 * @param kept the head of the branch that stays
 */
public record Resolution(RosterState kept, Resolve body) {
  private static final int MAX_OVER = 8192;

  /** Keeps the own line. */
  public static Resolution keepingOwn(Sealer sealer, RosterState line, Fork fork) {
    Roster roster = new Roster(sealer);
    List<List<RosterState>> losing = new ArrayList<>();
    List<SignedEntry> entries = new ArrayList<>();
    SignedEntry over = null;
    for (Twig twig : fork.twigs()) {
      losing.add(Move.states(roster, twig.after(), fork.seq()));
      entries.add(twig.entry());
      if (Decisions.givenUpOf(twig.entry(), line) != null) {
        over = twig.entry();
      }
    }
    return new Resolution(line, body(line, fork.first().entry(), losing, entries, over));
  }

  /** Keeps the other branch, as far as it is known. */
  public static Resolution keepingOther(Sealer sealer, RosterState line, Fork fork) {
    RosterState kept = Move.tip(fork.twigs(), fork.first()).after();
    List<SignedEntry> entries = line.entriesFrom(fork.seq());
    SignedEntry over = null;
    for (SignedEntry entry : entries) {
      over = Decisions.givesUp(entry, fork.first().entry()) ? entry : over;
    }
    List<List<RosterState>> losing = List.of(Move.states(new Roster(sealer), line, fork.seq()));
    return new Resolution(kept, body(kept, fork.own(), losing, entries, over));
  }

  private static Resolve body(
      RosterState kept,
      SignedEntry loser,
      List<List<RosterState>> losing,
      List<SignedEntry> entries,
      @Nullable SignedEntry over) {
    Access taken = Access.none();
    for (List<RosterState> states : losing) {
      Access here = Access.takenAlong(states);
      taken.members().addAll(here.members());
      taken.devices().addAll(here.devices());
      taken.stewards().addAll(here.stewards());
    }
    RosterState before = losing.get(0).get(0);
    taken.members().removeIf(id -> kept.member(id) == null && before.member(id) == null);
    taken.stewards().removeIf(id -> kept.member(id) == null && before.member(id) == null);
    taken.devices().removeIf(id -> kept.memberOf(id) == null && before.memberOf(id) == null);
    taken.stewards().removeAll(taken.members());
    int generation = 0;
    for (SignedEntry entry : entries) {
      EntryBody body = entry.entry().body();
      generation = body instanceof EpochEntry e ? Math.max(generation, e.generation()) : generation;
    }
    byte[] answered = over == null ? new byte[0] : over.bytes();
    return new Resolve(
        loser.entry().seq(),
        loser.entry().prevHash(),
        loser.bytes(),
        rising(taken.members(), 64),
        rising(taken.devices(), 64),
        rising(taken.stewards(), 32),
        generation,
        answered.length > MAX_OVER ? new byte[0] : answered);
  }

  /** By rising id; what does not fit waits for a further RESOLVE. */
  private static <T extends OpaqueId> List<T> rising(Set<T> ids, int most) {
    List<T> list = new ArrayList<>(new HashSet<>(ids));
    list.sort((a, b) -> a.equals(b) ? 0 : Move.isLower(a.bytes(), b.bytes()) ? -1 : 1);
    return list.size() > most ? List.copyOf(list.subList(0, most)) : List.copyOf(list);
  }

  @Override
  public String toString() {
    return "Resolution";
  }
}
