package org.understory.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.understory.core.fork.Fork;
import org.understory.core.fork.Move;
import org.understory.core.fork.Twig;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedEntry;
import org.understory.core.seal.Sealer;
import org.understory.core.view.Office;

/** Shows the sides of a fork: who signed, and what each takes away. */
final class BranchView {
  private BranchView() {}

  static Office.Branch own(Sealer sealer, RosterState line, Fork fork) {
    List<SignedEntry> entries = line.entriesFrom(fork.seq());
    Set<MemberId> authors = new HashSet<>();
    for (SignedEntry entry : entries) {
      Member author = line.memberOf(entry.entry().actor());
      if (author != null) {
        authors.add(author.id());
      }
    }
    RosterState before = Move.before(sealer, line, fork.seq());
    return branch(
        Hex.of(fork.own().hash(sealer)), authors, fork.own(), true, before, line, entries);
  }

  static Office.Branch other(Sealer sealer, RosterState line, Fork fork) {
    List<SignedEntry> entries = new ArrayList<>();
    RosterState end = line;
    for (Twig twig : fork.twigs()) {
      entries.add(twig.entry());
      end = twig.after();
    }
    RosterState before = Move.before(sealer, line, fork.seq());
    return branch(
        Hex.of(fork.first().hash()), fork.by(), fork.first().entry(), false, before, end, entries);
  }

  private static Office.Branch branch(
      String id,
      Set<MemberId> by,
      SignedEntry first,
      boolean mine,
      RosterState before,
      RosterState end,
      List<SignedEntry> entries) {
    List<String> removes = new ArrayList<>();
    for (Member member : before.activeMembers()) {
      Member then = end.member(member.id());
      if (then == null || !then.isActive()) {
        removes.add(member.id().hex());
      }
    }
    int adds = 0;
    for (SignedEntry entry : entries) {
      adds += entry.entry().body() instanceof EntryBody.Add ? 1 : 0;
    }
    List<String> authors = new ArrayList<>();
    by.forEach(member -> authors.add(member.hex()));
    return new Office.Branch(id, authors, first.entry().time(), mine, removes, adds);
  }
}
