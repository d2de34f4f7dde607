package org.understory.server.config;

/** The server's source of randomness; injected, so that tests can make a run repeatable. */
@FunctionalInterface
public interface Randomness {
  /** Fills {@code target} with uniformly random bytes. */
  void fill(byte[] target);

  /** {@code length} fresh random bytes. */
  default byte[] bytes(int length) {
    byte[] fresh = new byte[length];
    fill(fresh);
    return fresh;
  }
}
