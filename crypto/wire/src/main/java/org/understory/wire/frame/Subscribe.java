package org.understory.wire.frame;

/**
 * Asks for what is there and what will come.
 *
 * @param what what to follow
 */
public record Subscribe(Subscription what) implements RequestBody {
  @Override
  public String toString() {
    return "Subscribe";
  }
}
