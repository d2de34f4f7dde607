package org.understory.interop.interaction;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;
import org.understory.interop.Engine;
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

  /** {@code -Dunderstory.engines=JVM,JAR,NPM,WASM,JS} takes those in other processes in. */
  private static final List<Function<Randomness, SignalEngine>> ENGINES =
      Arrays.stream(System.getProperty("understory.engines", "JVM,JAR").split(","))
          .map(name -> (Function<Randomness, SignalEngine>) Engine.valueOf(name)::create)
          .toList();

  /** Outcomes without which a run would show little; the usual seed is known to bring them all. */
  private static final List<String> EXPECTED =
      List.of(
          "a changed bit",
          "a duplicate",
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
      Schedule schedule = i % 4 == 0 ? chat(dice) : anything(dice);
      run(schedule, ENGINES).forEach((outcome, times) -> seen.merge(outcome, times, Integer::sum));
    }
    System.out.println(SCHEDULES + " schedules of seed " + SEED + " (-Dunderstory.seed): " + seen);
    assertTrue(
        SEED != 1 || SCHEDULES < 200 || seen.keySet().containsAll(EXPECTED),
        "every kind of outcome: " + seen);
  }

  private static Schedule anything(SeededRandomness dice) {
    int steps = 10 + dice.below(MOST_STEPS - 10);
    return new Schedule(dice.bytes(Schedule.HEAD + Schedule.STEP * steps));
  }

  /** Two parties who hardly do anything but write and receive: ratchets turn often. */
  private static Schedule chat(SeededRandomness dice) {
    byte[] bytes = dice.bytes(Schedule.HEAD + Schedule.STEP * MOST_STEPS);
    bytes[0] = 0;
    for (int at = Schedule.HEAD; at < bytes.length; at += Schedule.STEP) {
      bytes[at] = (byte) (dice.chance(5) ? bytes[at] : bytes[at] & 0x0F);
    }
    return new Schedule(bytes);
  }

  /** Shows that the model sees, and that what it sees is told in few steps. */
  @Test
  void an_engine_that_forgets_to_store_now_and_then_is_found_out() {
    SeededRandomness dice = new SeededRandomness(SEED);
    List<Function<Randomness, SignalEngine>> forgetful =
        List.of(r -> ForgetfulEngine.around(new UnderstoryEngine(PRIMITIVES, r)));
    AssertionError found =
        assertThrows(
            AssertionError.class,
            () -> {
              for (int i = 0; i < 20; i++) {
                run(chat(dice), forgetful);
              }
            });
    long lines = String.valueOf(found.getMessage()).lines().count();
    assertTrue(lines < 60, () -> "not shrunk: " + found.getMessage());
  }

  @FuzzTest
  void a_schedule(byte[] bytes) {
    int longest = Schedule.HEAD + Schedule.STEP * MOST_STEPS;
    run(new Schedule(Arrays.copyOf(bytes, Math.min(bytes.length, longest))), ENGINES);
  }

  /** For the schedule of a failure that was told: {@code -Dunderstory.schedule=HEX}. */
  @Test
  void the_schedule_given_does_what_the_model_foresees() {
    String given = System.getProperty("understory.schedule", "");
    run(new Schedule(HexFormat.of().parseHex(given)), ENGINES);
  }

  private static Map<String, Integer> run(
      Schedule schedule, List<Function<Randomness, SignalEngine>> engines) {
    Interaction interaction = new Interaction(schedule, engines);
    Throwable first = failure(interaction);
    if (first == null) {
      return interaction.seen();
    }
    long until = System.nanoTime() + SHRINKING_NANOS;
    Schedule least =
        schedule.shrunk(fewer -> failure(new Interaction(fewer, engines)) != null, until);
    Interaction again = new Interaction(least, engines);
    Throwable last = failure(again);
    Throwable told = last == null ? first : last;
    throw new AssertionError(
        "-Dunderstory.schedule=" + least + "\n" + again.story() + "\n" + told, told);
  }

  /** A test that is to be skipped is no failure. */
  private static @Nullable Throwable failure(Interaction interaction) {
    try {
      interaction.run();
      return null;
    } catch (TestAbortedException skipped) {
      throw skipped;
    } catch (AssertionError | RuntimeException e) {
      return e;
    }
  }
}
