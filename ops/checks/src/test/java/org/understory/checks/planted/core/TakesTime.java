package org.understory.checks.planted.core;

/** Breaks D10. */
public final class TakesTime {
  private TakesTime() {}

  static long now() {
    return System.currentTimeMillis();
  }
}
