package org.understory.wire.frame;

/** Asks for a fresh nonce; each proof uses one up. */
public record Challenge() implements RequestBody {
  @Override
  public String toString() {
    return "Challenge";
  }
}
