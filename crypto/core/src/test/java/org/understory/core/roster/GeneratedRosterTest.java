package org.understory.core.roster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.understory.core.seal.Sealer;
import org.understory.core.seal.Sequence;
import org.understory.signal.primitive.BouncyCastlePrimitives;

/**
 * ROS-6 on the JVM. {@code -Dunderstory.rosters=5000} for as many logs as the requirement names.
 */
final class GeneratedRosterTest {
  private static final int LOGS = Integer.getInteger("understory.rosters", 60);
  private static final int STEPS = 30;

  private final Sealer sealer = new Sealer(BouncyCastlePrimitives.create(), new Sequence(0));
  private final Roster roster = new Roster(sealer);

  @Test
  void every_entry_made_to_hold_applies_and_every_other_is_void() {
    Set<RosterCheck> seen = EnumSet.noneOf(RosterCheck.class);
    Set<EntryKind> kinds = EnumSet.noneOf(EntryKind.class);
    for (long seed = 1; seed <= LOGS; seed++) {
      GeneratedRoster generated = GeneratedRoster.of(seed, STEPS);
      RosterState state = RosterState.EMPTY;
      for (int i = 0; i < generated.log().size(); i++) {
        Verdict verdict = roster.apply(state, generated.log().get(i));
        String place = "seed " + seed + ", entry " + i + ": " + verdict;
        assertEquals(generated.holds().get(i), verdict instanceof Verdict.Applied, place);
        switch (verdict) {
          case Verdict.Applied applied -> {
            state = applied.next();
            kinds.add(RosterState.existing(state.entryAt(state.seq())).entry().kind());
          }
          case Verdict.Void refused -> seen.add(refused.check());
        }
      }
      assertArrayEquals(generated.state().head(), state.head(), "seed " + seed);
      assertEquals(generated.state().seq(), state.seq(), "seed " + seed);
      assertEquals(
          generated.state().activeMembers().size(), state.activeMembers().size(), "seed " + seed);
    }
    assertTrue(seen.size() >= 30, "the logs break too few rules: " + seen);
    assertEquals(EnumSet.allOf(EntryKind.class), kinds);
  }

  @Test
  void a_replay_without_the_void_entries_has_the_same_head() {
    for (long seed = 1; seed <= LOGS / 10; seed++) {
      GeneratedRoster generated = GeneratedRoster.of(seed, STEPS);
      RosterState state = RosterState.EMPTY;
      for (SignedEntry entry : generated.applied()) {
        state = Verdicts.applied(roster.apply(state, entry));
      }
      assertArrayEquals(generated.state().head(), state.head(), "seed " + seed);
    }
  }

  @Test
  void verdicts_and_heads_are_those_that_every_runtime_gives() {
    StringBuilder all = new StringBuilder();
    for (long seed = 1; seed <= 20; seed++) {
      List<byte[]> log = GeneratedRoster.of(seed, STEPS).log();
      all.append(GeneratedRoster.verdicts(roster, log)).append('\n');
    }
    byte[] digest =
        sealer.primitives().digest().sha256(all.toString().getBytes(StandardCharsets.UTF_8));
    assertEquals(
        "e37d37bd11c6672995884dd55cb21555934b477ee3cff47bc4e451f6dcc136ac",
        GroupId.of(digest).hex());
  }
}
