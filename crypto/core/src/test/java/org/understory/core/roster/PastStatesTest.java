package org.understory.core.roster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PastStatesTest {
  @Test
  void the_state_before_any_entry_is_made_again() {
    TestGroup group = TestGroup.founded(370);
    while (group.state().seq() < 135) {
      group.joined();
      group.remove(group.joined().member());
    }
    Roster roster = new Roster(group.sealer());
    List<RosterState> states = new ArrayList<>();
    RosterState at = RosterState.EMPTY;
    for (SignedEntry entry : group.entries()) {
      at = Verdicts.applied(roster.apply(at, entry));
      states.add(at);
    }
    for (int seq = 1; seq <= states.size(); seq++) {
      RosterState before = roster.before(group.state(), seq);
      RosterState then = states.get(seq - 1);
      assertEquals(seq - 1, before.seq());
      assertArrayEquals(then.head(), before.head());
      assertEquals(then.activeCount(), before.activeCount());
      assertEquals(then.members().keySet(), before.members().keySet());
      assertEquals(then.epochDue(), before.epochDue());
    }
    assertThrows(IllegalArgumentException.class, () -> roster.before(group.state(), 0));
    long beyond = group.state().seq() + 2;
    assertThrows(IllegalArgumentException.class, () -> roster.before(group.state(), beyond));
  }

  @Test
  void stored_entries_are_restored_without_judging_and_only_in_their_places() {
    TestGroup group = TestGroup.founded(372);
    group.linked(group.steward());
    group.remove(group.joined().member());
    Roster roster = new Roster(group.sealer());
    RosterState at = RosterState.EMPTY;
    for (SignedEntry entry : group.entries()) {
      at = roster.restore(at, entry).next();
    }
    assertArrayEquals(group.state().head(), at.head());
    assertEquals(group.state().members().keySet(), at.members().keySet());
    assertEquals(group.state().stewardCount(), at.stewardCount());
    RosterState whole = at;
    SignedEntry last = group.entries().getLast();
    assertThrows(IllegalArgumentException.class, () -> roster.restore(whole, last));
    assertThrows(IllegalArgumentException.class, () -> roster.restore(RosterState.EMPTY, last));
    SignedEntry stranger =
        new Frankenstein(group).as(group.device()).sew(Bodies.timer(group.channel(), 60));
    assertThrows(IllegalArgumentException.class, () -> roster.restore(whole, stranger));
  }

  @Test
  void a_state_knows_its_line() {
    TestGroup group = TestGroup.founded(371);
    RosterState state = group.state();
    assertEquals(group.entries(), state.entriesFrom(0));
    assertEquals(group.entries().subList(2, 3), state.entriesFrom(2));
    assertTrue(state.entriesFrom(3).isEmpty());
    for (SignedEntry entry : group.entries()) {
      long seq = entry.entry().seq();
      assertEquals(entry, state.entryAt(seq));
      assertTrue(state.holds(seq, entry.hash(group.sealer())));
      assertFalse(state.holds(seq + 1, entry.hash(group.sealer())));
    }
    assertNull(state.entryAt(3));
    assertNull(state.hashAt(3));
    assertNull(state.entryAt(-1));
    assertNull(state.hashAt(-1));
  }
}
