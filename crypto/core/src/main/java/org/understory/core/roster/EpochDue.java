package org.understory.core.roster;

/** What moved the epoch and waits for the EPOCH entry that closes it. */
public enum EpochDue {
  /** Nothing. */
  NONE,
  /** CREATE: generation 1, step 0. */
  AFTER_CREATE,
  /** Somebody came or an office moved: the same generation, the next step. */
  STEP,
  /** Somebody or something was taken away: the next generation, step 0, the next roster key. */
  GENERATION
}
