package org.understory.core.compartment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.understory.core.compartment.CompartmentBody.Add;
import org.understory.core.compartment.CompartmentBody.Policy;
import org.understory.core.compartment.CompartmentBody.Remove;
import org.understory.core.compartment.CompartmentBody.Role;
import org.understory.core.seal.Sequence;

/** Chains out of a seed, in which what is made to hold holds and what is bent does not. */
final class GeneratedCompartmentTest {
  private static final int CHAINS = Integer.getInteger("understory.compartments", 30);
  private static final int STEPS = 40;

  /** One chain in the making; who is in the compartment is kept beside it, by simpler means. */
  private static final class Chain {
    final Sequence dice;
    final TestCompartment made;
    final List<Integer> in = new ArrayList<>(List.of(0, 1, 2));
    final List<Integer> keep = new ArrayList<>(List.of(0, 1));
    final Set<CompartmentCheck> seen = new HashSet<>();

    Chain(long seed) {
      dice = new Sequence(seed);
      made = TestCompartment.founded(seed + 1000, 8, 3, 2);
    }

    void step() {
      int who = dice.below(made.people.size());
      int whom = dice.below(made.people.size());
      CompartmentBody body =
          switch (dice.below(5)) {
            case 0, 1 -> new Add(made.ids(whom));
            case 2 -> new Remove(made.ids(whom));
            case 3 -> new Role(made.id(whom), 1 + dice.below(2));
            default -> new Policy(Policy.TIMER, dice.below(20));
          };
      boolean expected = mayHold(who, whom, body);
      made.group.pass(1000);
      CompartmentVerdict verdict = made.bent(who, body).verdict();
      String place = body + " by " + who + ": " + verdict;
      if (verdict instanceof CompartmentVerdict.Void refused) {
        seen.add(refused.check());
      }
      assertEquals(expected, verdict instanceof CompartmentVerdict.Applied, place);
      if (expected) {
        made.author(who, body);
        note(whom, body);
      }
    }

    private boolean mayHold(int who, int whom, CompartmentBody body) {
      boolean keeper = keep.contains(who);
      boolean two = keep.size() >= 3;
      return switch (body) {
        case Add ignored -> keeper && !in.contains(whom);
        case Remove ignored -> mayGo(who, whom, keeper && !(two && keep.contains(whom)));
        case Role role -> {
          boolean up = role.role() == Role.KEEPER;
          boolean moves = in.contains(whom) && keep.contains(whom) != up;
          boolean resigns = !up && who == whom;
          yield keeper && moves && (!two || resigns) && (up || keep.size() > 1);
        }
        case Policy policy -> keeper && (policy.value() == 0 || policy.value() >= 5);
        default -> throw new AssertionError(body);
      };
    }

    private boolean mayGo(int who, int whom, boolean byKeeper) {
      boolean last = keep.equals(List.of(whom));
      return in.contains(who) && in.contains(whom) && !last && (who == whom || byKeeper);
    }

    private void note(int whom, CompartmentBody body) {
      switch (body) {
        case Add ignored -> in.add(whom);
        case Remove ignored -> {
          in.remove((Integer) whom);
          keep.remove((Integer) whom);
        }
        case Role role -> {
          if (role.role() == Role.KEEPER) {
            keep.add(whom);
          } else {
            keep.remove((Integer) whom);
          }
        }
        default -> {}
      }
    }
  }

  @Test
  void what_may_hold_holds_and_nothing_else_does() {
    Set<CompartmentCheck> seen = new HashSet<>();
    for (long seed = 1; seed <= CHAINS; seed++) {
      Chain chain = new Chain(seed);
      for (int i = 0; i < STEPS; i++) {
        chain.step();
      }
      seen.addAll(chain.seen);
      assertEquals(chain.in.size(), chain.made.state.people().size(), "seed " + seed);
      assertEquals(chain.keep.size(), chain.made.state.keepers().size(), "seed " + seed);
      replayed(chain.made);
    }
    assertTrue(seen.size() >= 9, "the chains break too few rules: " + seen);
  }

  /** Judged anew, and made again without judging, it is the same. */
  private static void replayed(TestCompartment made) {
    CompartmentState judged = CompartmentState.awaiting(made.state.id());
    CompartmentState again = judged;
    for (SignedCompartmentEntry entry : made.entries) {
      judged =
          assertInstanceOf(
                  CompartmentVerdict.Applied.class, made.roster().apply(judged, entry.bytes()))
              .next();
      again = made.roster().again(again, entry);
    }
    assertArrayEquals(made.state.head(), judged.head());
    assertArrayEquals(made.state.head(), again.head());
    assertEquals(made.state.people(), again.people());
  }
}
