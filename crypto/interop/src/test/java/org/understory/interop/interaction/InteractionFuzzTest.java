package org.understory.interop.interaction;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.understory.libsignal.LibsignalEngine;
import org.understory.signal.Randomness;
import org.understory.signal.SeededRandomness;
import org.understory.signal.SignalEngine;
import org.understory.signal.engine.UnderstoryEngine;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.signal.primitive.Primitives;

/**
 * Random schedules ({@code -Dunderstory.seed=N}, {@code -Dunderstory.schedules=N}), those that were
 * committed, and whatever Jazzer thinks of. One that fails is told step by step, shrunk, and
 * repeated with {@code -Dunderstory.schedule=HEX}.
 */
class InteractionFuzzTest {
  private static final long SEED = Long.getLong("understory.seed", 1L);
  private static final int SCHEDULES =
      Integer.getInteger(
          "understory.schedules", Boolean.getBoolean("understory.long") ? 5000 : 200);

  private static final int MOST_STEPS = 120;
  private static final long SHRINKING_NANOS = 30_000_000_000L;
  private static final Primitives PRIMITIVES = BouncyCastlePrimitives.create();

  private static final List<Function<Randomness, SignalEngine>> ENGINES =
      List.of(
          randomness -> new UnderstoryEngine(PRIMITIVES, randomness),
          randomness -> new LibsignalEngine());

  /** Outcomes without which a run would show little. */
  private static final List<String> EXPECTED =
      List.of(
          "a changed bit",
          "a duplicate",
          "a message without a session",
          "a party is removed",
          "a post after removal",
          "a post again, or from before",
          "a post of a chain unknown",
          "a post with a changed bit",
          "an archived session is current again",
          "archives a session",
          "archives nothing",
          "for somebody else",
          "forgets skipped keys",
          "forgets skipped sender keys",
          "from somebody else",
          "of a chain gone",
          "reads a post",
          "reads and has a new session",
          "reads with a bit changed that says nothing",
          "restarts",
          "sends in an expired session",
          "sends without a session",
          "starts from a bundle",
          "starts from a last-resort bundle");

  @Test
  void random_schedules_do_what_the_model_foresees() {
    Map<String, Integer> seen = new TreeMap<>();
    SeededRandomness dice = new SeededRandomness(SEED);
    for (int i = 0; i < SCHEDULES; i++) {
      int steps = 10 + dice.below(MOST_STEPS - 10);
      Schedule schedule = new Schedule(dice.bytes(Schedule.HEAD + Schedule.STEP * steps));
      run(schedule).forEach((outcome, times) -> seen.merge(outcome, times, Integer::sum));
    }
    System.out.println(SCHEDULES + " schedules of seed " + SEED + " (-Dunderstory.seed): " + seen);
    assertTrue(
        SCHEDULES < 200 || seen.keySet().containsAll(EXPECTED), "every kind of outcome: " + seen);
  }

  @FuzzTest
  void a_schedule(byte[] bytes) {
    int longest = Schedule.HEAD + Schedule.STEP * MOST_STEPS;
    run(new Schedule(bytes.length > longest ? java.util.Arrays.copyOf(bytes, longest) : bytes));
  }

  private static Map<String, Integer> run(Schedule schedule) {
    Interaction interaction = new Interaction(schedule, ENGINES);
    try {
      interaction.run();
      return interaction.seen();
    } catch (AssertionError | RuntimeException e) {
      long until = System.nanoTime() + SHRINKING_NANOS;
      Schedule least = schedule.shrunk(fewer -> failure(fewer) != null, until);
      Interaction again = new Interaction(least, ENGINES);
      Throwable cause = failure(again);
      throw new AssertionError(
          "schedule " + least + ":\n" + again.story() + "\n" + (cause == null ? e : cause),
          cause == null ? e : cause);
    }
  }

  private static @Nullable Throwable failure(Schedule schedule) {
    return failure(new Interaction(schedule, ENGINES));
  }

  private static @Nullable Throwable failure(Interaction interaction) {
    try {
      interaction.run();
      return null;
    } catch (AssertionError | RuntimeException e) {
      return e;
    }
  }
}
