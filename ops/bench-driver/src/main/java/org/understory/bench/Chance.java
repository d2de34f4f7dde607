package org.understory.bench;

import java.util.random.RandomGenerator;

/** Ids and bodies that nobody has to be unable to guess: no secret is ever made of them. */
final class Chance {
  private static final RandomGenerator SOURCE = RandomGenerator.of("L64X128MixRandom");

  private Chance() {}

  static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    SOURCE.nextBytes(bytes);
    return bytes;
  }
}
