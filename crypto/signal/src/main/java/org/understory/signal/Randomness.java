package org.understory.signal;

/** The one source of randomness; injected, so that tests can make a run repeatable. */
@FunctionalInterface
public interface Randomness {
  /** Fills {@code target} with uniformly random bytes. */
  void fill(byte[] target);

  /** {@code length} fresh random bytes. */
  default byte[] bytes(int length) {
    byte[] result = new byte[length];
    fill(result);
    return result;
  }
}
