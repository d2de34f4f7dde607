package org.understory.signal.primitive.constanttime;

import java.util.Arrays;

/**
 * Two samples of times, without their slowest thirds, in which other programs and the collector
 * are.
 *
 * @param t Welch's
 * @param difference of the means, as a part of the smaller one
 */
record Comparison(double t, double difference) {
  /** Ghosts of a busy machine stay below; the planted leak is at some hundreds. */
  private static final double GROSS_T = 20;

  /** A tenth: what an early exit or a branch on every bit makes, and a warm cache does not. */
  private static final double GROSS_DIFFERENCE = 0.1;

  static Comparison of(double[] one, double[] other) {
    double[] a = cropped(one);
    double[] b = cropped(other);
    double spread = Math.sqrt(variance(a) / a.length + variance(b) / b.length);
    double gap = mean(a) - mean(b);
    return new Comparison(
        gap / Math.max(spread, 1e-9), Math.abs(gap) / Math.max(1, Math.min(mean(a), mean(b))));
  }

  boolean isGross() {
    return Math.abs(t) > GROSS_T && difference > GROSS_DIFFERENCE;
  }

  private static double[] cropped(double[] times) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    return Arrays.copyOf(sorted, sorted.length * 2 / 3);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
  }
}
