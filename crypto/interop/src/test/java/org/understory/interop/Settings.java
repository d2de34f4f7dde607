package org.understory.interop;

/** What a run can be told: {@code -Dunderstory.seed=N}, {@code -Dunderstory.messages=N}. */
final class Settings {
  /** Of messages read each way in a pairwise run; groups get a fifth. */
  static final int MESSAGES = Integer.getInteger("understory.messages", 5000);

  static final long SEED = Long.getLong("understory.seed", 1L);

  private Settings() {}

  static String describe() {
    return "seed " + SEED + " (-Dunderstory.seed), messages " + MESSAGES;
  }
}
