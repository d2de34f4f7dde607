package org.understory.core.seal;

import org.understory.signal.Randomness;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.signal.primitive.Digest;

/**
 * Bytes that look random and are the same in every run with one seed: SHA-256 over the seed and a
 * counter. For tests alone.
 */
public final class Sequence implements Randomness {
  private static final Digest DIGEST = BouncyCastlePrimitives.create().digest();

  private final byte[] seed;
  private long counter;
  private byte[] block = new byte[0];
  private int used;

  public Sequence(long seed) {
    this.seed = Sealer.u64(seed);
  }

  @Override
  public void fill(byte[] target) {
    for (int i = 0; i < target.length; i++) {
      target[i] = next();
    }
  }

  /** A number from 0 to {@code bound - 1}. */
  public int below(int bound) {
    int value = 0;
    for (int i = 0; i < 3; i++) {
      value = (value << 8) | (next() & 0xff);
    }
    return value % bound;
  }

  private byte next() {
    if (used == block.length) {
      block = DIGEST.sha256(seed, Sealer.u64(counter++));
      used = 0;
    }
    return block[used++];
  }
}
