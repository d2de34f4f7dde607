package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.signal.primitive.Primitives;

/**
 * Many {@link Schedule}s, each from a seed of its own, over groups that were founded once: {@code
 * ops/test adversary}. Also a program: {@code schedules seed [fast|real]}.
 */
public final class Schedules {
  private static final int[] SIZES = {5, 7, 9, 20};

  private final List<Simulation> groups = new ArrayList<>();

  /**
   * @param real real curves and Kyber, some ten times slower; else keyed hashes in their place
   */
  public Schedules(boolean real, int largest) {
    Primitives primitives = real ? BouncyCastlePrimitives.create() : FastPrimitives.create();
    for (int size : SIZES) {
      if (size <= largest) {
        groups.add(group(primitives, size));
      }
    }
  }

  private static Simulation group(Primitives primitives, int size) {
    Simulation sim = new Simulation(size, primitives);
    List<Simulation.Person> stewards = Stewards.three(sim);
    while (sim.people.size() < size) {
      sim.joiner(stewards.get(0), "Member " + sim.people.size());
    }
    for (Simulation.Person person : sim.people) {
      person.post("hello from " + sim.people.indexOf(person));
    }
    sim.people.forEach(Simulation.Person::disconnect);
    return sim;
  }

  /** Runs one; what it broke and how it came to it, or empty. */
  public String run(long seed) {
    Schedule schedule = null;
    try {
      // Large groups are rare: most of what can happen needs few people.
      int pick = (int) Math.floorMod(seed, 16L);
      Simulation group =
          groups.get(pick == 0 ? groups.size() - 1 : pick % Math.min(3, groups.size()));
      schedule = new Schedule(group, seed);
      schedule.run();
      return "";
    } catch (AssertionError | RuntimeException e) {
      StringBuilder told = new StringBuilder("seed " + seed + ": " + e);
      for (int i = 0; i < Math.min(12, e.getStackTrace().length); i++) {
        told.append("\n    at ").append(e.getStackTrace()[i]);
      }
      for (String line : schedule == null ? List.<String>of() : schedule.story) {
        told.append("\n  ").append(line);
      }
      return told.toString();
    }
  }

  /** Prints failures, and at last how many there were; the exit status says whether any. */
  public static void main(String[] arguments) {
    int count = Integer.parseInt(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    boolean real = arguments.length > 2 && arguments[2].equals("real");
    long began = System.nanoTime();
    Schedules schedules = new Schedules(real, count > 50 ? 20 : 9);
    long founded = System.nanoTime();
    int failed = 0;
    for (int i = 0; i < count; i++) {
      String told = schedules.run(seed + i);
      if (!told.isEmpty()) {
        System.out.println(told);
        failed++;
      }
      if ((i + 1) % 100 == 0) {
        System.out.printf(
            "%d of %d, %d failed, %.0f s%n",
            i + 1, count, failed, (System.nanoTime() - founded) / 1e9);
      }
    }
    System.out.printf(
        "%d schedules, %d failed; %.1f s and %.1f s to found the groups%n",
        count, failed, (System.nanoTime() - founded) / 1e9, (founded - began) / 1e9);
    System.exit(failed == 0 ? 0 : 1);
  }
}
