package org.understory.trial;

import org.understory.signal.Randomness;
import org.understory.signal.primitive.Digest;

/** Repeatable bytes from a seed, the same in every runtime: SHA-512 of seed and counter. */
final class SeedStream implements Randomness {
  private final Digest digest;
  private final byte[] seed;
  private final byte[] counter = new byte[8];
  private byte[] block = {};
  private int used;

  SeedStream(Digest digest, byte[] seed) {
    this.digest = digest;
    this.seed = seed.clone();
  }

  @Override
  public void fill(byte[] target) {
    for (int i = 0; i < target.length; i++) {
      if (used == block.length) {
        block = digest.sha512(seed, counter);
        increment();
        used = 0;
      }
      target[i] = block[used++];
    }
  }

  /** 0..bound-1. */
  int below(int bound) {
    byte[] four = bytes(4);
    int value =
        (four[0] & 0x7F) << 24 | (four[1] & 0xFF) << 16 | (four[2] & 0xFF) << 8 | (four[3] & 0xFF);
    return value % bound;
  }

  private void increment() {
    for (int i = counter.length - 1; i >= 0; i--) {
      counter[i]++;
      if (counter[i] != 0) {
        return;
      }
    }
  }
}
