package org.understory.signal.pq;

import java.util.Arrays;
import org.understory.signal.codec.Bytes;
import org.understory.signal.primitive.Digest;

/** The keys of one direction in one epoch, one after the other. Moves in place. */
final class KeyChain {
  static final int KEY = 32;
  private static final byte[] LABEL = Labels.chain("Next");
  private static final byte[] NO_SALT = {};

  private byte[] next;
  private int index;

  /**
   * @param next 32 bytes, secret
   * @param index of the last key given; 0 before the first
   */
  KeyChain(byte[] next, int index) {
    this.next = next;
    this.index = index;
  }

  /** What the next key is made from, secret. */
  byte[] next() {
    return next;
  }

  /** Of the last key given. */
  int index() {
    return index;
  }

  /** Goes one on, and gives the key at the new index. */
  byte[] step(Digest digest) {
    index++;
    byte[] counter = new byte[4];
    Bytes.putInt(counter, 0, index);
    byte[] output = digest.hkdfSha256(NO_SALT, next, Bytes.concat(counter, LABEL), 2 * KEY);
    byte[] key = Arrays.copyOfRange(output, KEY, 2 * KEY);
    Bytes.wipe(next);
    next = Arrays.copyOf(output, KEY);
    Bytes.wipe(output);
    return key;
  }

  @Override
  public String toString() {
    return "KeyChain[" + index + "]";
  }
}
