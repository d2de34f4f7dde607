package org.understory.wire.frame;

/**
 * The commit is durable.
 *
 * @param position of its first entry
 */
public record Committed(long position) implements ReplyBody {
  @Override
  public String toString() {
    return "Committed";
  }
}
