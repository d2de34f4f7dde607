package org.understory.signal.pq;

import org.understory.signal.primitive.Digest;

/**
 * What the braid agreed on in one of its epochs ({@code docs/protocol.md#braid}).
 *
 * @param epoch from 1
 * @param bytes 32, secret
 */
record EpochSecret(int epoch, byte[] bytes) {
  private static final byte[] LABEL = Labels.braid("SCKA Key");
  private static final byte[] NO_SALT = {};

  static EpochSecret derive(Digest digest, int epoch, byte[] kemSecret) {
    return new EpochSecret(
        epoch, digest.hkdfSha256(NO_SALT, kemSecret, Labels.withEpoch(LABEL, epoch), 32));
  }

  @Override
  public String toString() {
    return "EpochSecret[" + epoch + "]";
  }
}
