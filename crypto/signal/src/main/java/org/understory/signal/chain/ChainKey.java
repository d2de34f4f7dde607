package org.understory.signal.chain;

import org.understory.signal.primitive.Digest;

/**
 * CK of the paper, at its position in a sending or receiving chain.
 *
 * @param bytes 32, secret
 * @param index how many messages the chain had before
 */
public record ChainKey(byte[] bytes, int index) {
  private static final byte[] SEED = {0x01};
  private static final byte[] NEXT = {0x02};

  /** What this position's message key is made from, 32 bytes, secret. */
  public byte[] messageSeed(Digest digest) {
    return digest.hmacSha256(bytes, SEED);
  }

  public ChainKey next(Digest digest) {
    return new ChainKey(digest.hmacSha256(bytes, NEXT), index + 1);
  }

  @Override
  public String toString() {
    return "ChainKey[" + index + "]";
  }
}
