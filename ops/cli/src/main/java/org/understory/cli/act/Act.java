package org.understory.cli.act;

import org.jspecify.annotations.Nullable;

/**
 * Something asked of a member: begun once, then looked at after every step until it is over.
 *
 * @param begin asks the core for it
 * @param look whether it is over
 */
public record Act(Begin begin, Look look) {
  /** Begins it. */
  @FunctionalInterface
  public interface Begin {
    /** The core's answer: an empty text, or a code. */
    String begin() throws RefusedException;
  }

  /** Looks at it. */
  @FunctionalInterface
  public interface Look {
    /**
     * What came of it, or null while it is under way.
     *
     * @throws RefusedException when it failed
     */
    @Nullable Outcome look() throws RefusedException;
  }

  /** One that needs no beginning. */
  static Act looking(Look look) {
    return new Act(() -> "", look);
  }
}
