package org.understory.signal.pq;

import org.understory.signal.Randomness;
import org.understory.signal.codec.Bytes;
import org.understory.signal.primitive.Digest;
import org.understory.signal.primitive.IncrementalKem;
import org.understory.signal.primitive.Primitives;

/**
 * What a state of the braid works with besides itself.
 *
 * @param authenticator moves in place
 */
record BraidContext(
    Primitives primitives, Randomness randomness, Authenticator authenticator, int epoch) {
  Digest digest() {
    return primitives.digest();
  }

  IncrementalKem kem() {
    return primitives.incrementalMlKem768();
  }

  /**
   * The secret of this epoch, by which the authenticator has moved on; the KEM's is overwritten.
   */
  EpochSecret agree(byte[] kemSecret) {
    EpochSecret secret = EpochSecret.derive(digest(), epoch, kemSecret);
    Bytes.wipe(kemSecret);
    authenticator.update(digest(), epoch, secret.bytes());
    return secret;
  }

  @Override
  public String toString() {
    return "BraidContext[" + epoch + "]";
  }
}
