package org.understory.wire.frame;

/**
 * The subscription runs.
 *
 * @param head positions so far: the next entry gets this one
 */
public record Subscribed(long head) implements ReplyBody {
  @Override
  public String toString() {
    return "Subscribed";
  }
}
