package org.understory.core.roster;

/** What moved the epoch and waits for the EPOCH entry that closes it. */
public enum EpochDue {
  /** Nothing. */
  NONE,
  /** CREATE: generation 1, step 0. */
  AFTER_CREATE,
  /** ADD: the same generation, the next step. */
  AFTER_ADD,
  /** REMOVE: the next generation, step 0, the next roster key. */
  AFTER_REMOVE
}
