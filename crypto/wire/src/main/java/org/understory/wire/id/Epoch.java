package org.understory.wire.id;

/**
 * A state of a group's keys: fresh randomness starts a generation, each addition of a device takes
 * one step. Ordered by generation, then by step. {@code docs/protocol.md#epoch}
 *
 * @param generation how often the secret was chosen afresh, from 0 to 2^31 - 1
 * @param step how many additions came since, from 0 to 2^31 - 1
 */
public record Epoch(int generation, int step) implements Comparable<Epoch> {
  public Epoch {
    if (generation < 0 || step < 0) {
      throw new IllegalArgumentException("an epoch has no negative parts");
    }
  }

  @Override
  public int compareTo(Epoch other) {
    int byGeneration = Integer.compare(generation, other.generation);
    return byGeneration != 0 ? byGeneration : Integer.compare(step, other.step);
  }
}
