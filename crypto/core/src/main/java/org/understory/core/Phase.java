package org.understory.core;

/**
 * Where a device stands with its group. Numbers are stored; names are shown to hosts. Whether a
 * fork halts it is no phase: that is computed ({@link Membership#halted}).
 */
enum Phase {
  FOUNDING(1, "founding", true),
  REQUESTING(2, "requesting", true),
  WAITING(3, "waiting", true),
  WELCOMED(4, "welcomed", true),
  READY(5, "ready", true),
  DECLINED(6, "declined", false),
  REMOVED(7, "removed", false),
  LEFT(8, "left", false),
  DELETED(10, "deleted", false),
  /** Joining: the invite asks questions that wait for answers. */
  ANSWERING(11, "answering", true);

  private final int number;
  private final String word;
  private final boolean connects;

  Phase(int number, String word, boolean connects) {
    this.number = number;
    this.word = word;
    this.connects = connects;
  }

  int number() {
    return number;
  }

  String word() {
    return word;
  }

  /** Whether there is anything left to say to the server. */
  boolean connects() {
    return connects;
  }

  static Phase of(int number) {
    for (Phase phase : values()) {
      if (phase.number == number) {
        return phase;
      }
    }
    throw new IllegalStateException("a stored phase is unknown");
  }
}
