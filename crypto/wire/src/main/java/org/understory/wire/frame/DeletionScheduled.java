package org.understory.wire.frame;

/**
 * When the space ceases to be.
 *
 * @param at seconds since 1970; 0: done
 */
public record DeletionScheduled(long at) implements ReplyBody {
  @Override
  public String toString() {
    return "DeletionScheduled";
  }
}
