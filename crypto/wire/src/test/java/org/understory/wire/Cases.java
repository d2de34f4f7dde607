package org.understory.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.understory.wire.codec.Bounds;

/**
 * Values for tests from a seed: the same seed gives the same values on every runtime. A failing
 * case is told with its seed and can be run again by it alone.
 */
public final class Cases {
  private long state;

  public Cases(long seed) {
    this.state = seed;
  }

  /** A test of one case. */
  @FunctionalInterface
  public interface Check {
    void accept(Cases cases) throws Exception;
  }

  /**
   * Runs the check with as many seeds, from the one that the property {@code understory.seed} names
   * on; tells the seed of a case that fails.
   */
  public static void check(int count, Check check) {
    long first = Long.getLong("understory.seed", 1);
    for (long seed = first; seed < first + count; seed++) {
      try {
        check.accept(new Cases(seed));
      } catch (Exception | AssertionError e) {
        throw new AssertionError("case with seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  /** SplitMix64. */
  public long next() {
    state += 0x9e3779b97f4a7c15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** From 0 to {@code bound} - 1. */
  public int below(int bound) {
    return (int) Long.remainderUnsigned(next(), bound);
  }

  public boolean chance() {
    return (next() & 1) == 0;
  }

  /** A number within bounds, often one at their edges, else of any magnitude. */
  public long number(Bounds bounds) {
    long edge = below(8);
    if (bounds.orNone() && chance()) {
      return 0;
    } else if (edge == 0) {
      return bounds.min();
    } else if (edge == 1) {
      return bounds.max();
    }
    long span = bounds.max() - bounds.min();
    long offset = (next() >>> 1) >>> below(63);
    return bounds.min() + (span == Long.MAX_VALUE ? offset : offset % (span + 1));
  }

  public int small(Bounds bounds) {
    return Math.toIntExact(number(bounds));
  }

  public byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) next();
    }
    return bytes;
  }

  /** Bytes with a length within bounds, seldom beyond 300, so that whole frames stay small. */
  public byte[] bytes(Bounds length) {
    int size = small(length);
    return bytes(below(200) == 0 ? size : (int) Math.max(length.min(), Math.min(size, 300)));
  }

  /** A list with a count within bounds, mostly short. */
  public <T> List<T> list(Bounds count, Supplier<T> element) {
    int size = (int) Math.max(count.min(), Math.min(small(count), below(20) == 0 ? 40 : 3));
    List<T> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      list.add(element.get());
    }
    return list;
  }

  public <T> T oneOf(T[] values) {
    return values[below(values.length)];
  }

  public <T> T oneOf(List<Supplier<? extends T>> suppliers) {
    return suppliers.get(below(suppliers.size())).get();
  }
}
