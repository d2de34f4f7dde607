package org.understory.wire.frame;

/**
 * The entry is durable.
 *
 * @param position that it got
 */
public record Appended(long position) implements ReplyBody {
  @Override
  public String toString() {
    return "Appended";
  }
}
