package org.understory.core;

/**
 * Turns the decisions of one family into commits. A part registers its own in {@link Parts}.
 *
 * <p>A drafter puts entries on top of the draft's author and says what goes along. The EPOCH that
 * they make due is closed behind it ({@link CommitDraft#close}), unless it has done so itself to
 * seal something under the new secret. A rule that an entry breaks ends the intent: somebody else
 * was first.
 */
interface Drafter {
  /** Fills the draft for an intent, on top of the roster as it is now. */
  Drafted draft(CommitDraft draft, Intent intent);

  /** The intent is over: done, or overtaken. */
  default void finished(Intent intent) {}

  /** What became of a draft. */
  enum Drafted {
    /** Something has to arrive first; it is tried again. */
    WAIT,
    /** There is nothing to do any more. */
    NOTHING,
    DONE
  }
}
