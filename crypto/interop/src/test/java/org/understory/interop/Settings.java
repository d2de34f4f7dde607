package org.understory.interop;

/** What a run can be told: {@code -Dunderstory.seed=N}, {@code -Dunderstory.long=true}. */
final class Settings {
  static final long SEED = Long.getLong("understory.seed", 1L);

  /** Whether to take the time to look further. */
  static final boolean LONG = Boolean.getBoolean("understory.long");

  private Settings() {}

  static String describe() {
    return "base seed " + SEED + " (--seed N)";
  }
}
