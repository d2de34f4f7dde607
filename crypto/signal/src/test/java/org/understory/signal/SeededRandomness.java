package org.understory.signal;

import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.signal.primitive.Digest;

/** Repeatable bytes from a seed, for tests only: the same seed gives the same run. */
public final class SeededRandomness implements Randomness {
  private static final Digest DIGEST = BouncyCastlePrimitives.create().digest();

  private final byte[] seed = new byte[8];
  private final byte[] counter = new byte[8];
  private byte[] block = {};
  private int used;

  public SeededRandomness(long seed) {
    putLong(this.seed, seed);
  }

  @Override
  public void fill(byte[] target) {
    for (int i = 0; i < target.length; i++) {
      if (used == block.length) {
        block = DIGEST.sha512(seed, counter);
        increment();
        used = 0;
      }
      target[i] = block[used++];
    }
  }

  /** 0..bound-1. */
  public int below(int bound) {
    byte[] four = bytes(4);
    int value =
        (four[0] & 0x7F) << 24 | (four[1] & 0xFF) << 16 | (four[2] & 0xFF) << 8 | (four[3] & 0xFF);
    return value % bound;
  }

  /** True in {@code percent} of a hundred calls. */
  public boolean chance(int percent) {
    return below(100) < percent;
  }

  private void increment() {
    for (int i = counter.length - 1; i >= 0; i--) {
      counter[i]++;
      if (counter[i] != 0) {
        return;
      }
    }
  }

  private static void putLong(byte[] target, long value) {
    for (int i = 0; i < 8; i++) {
      target[i] = (byte) (value >> (56 - 8 * i));
    }
  }
}
