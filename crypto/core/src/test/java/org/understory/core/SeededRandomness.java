package org.understory.core;

import org.understory.signal.Randomness;
import org.understory.signal.primitive.Digest;

/** Repeatable bytes for tests: a hash in counter mode. */
final class SeededRandomness implements Randomness {
  private final Digest digest;
  private final long seed;
  private long counter;

  SeededRandomness(Digest digest, long seed) {
    this.digest = digest;
    this.seed = seed;
  }

  @Override
  public void fill(byte[] target) {
    for (int at = 0; at < target.length; at += 32) {
      byte[] block =
          digest.sha256(
              Hex.of(seed & Long.MAX_VALUE).getBytes(),
              new byte[] {1},
              Hex.of(counter++).getBytes());
      System.arraycopy(block, 0, target, at, Math.min(32, target.length - at));
    }
  }
}
