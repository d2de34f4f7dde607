package org.understory.core.deposit;

import org.understory.core.channel.DistributionId;
import org.understory.core.seal.EpochSecret;
import org.understory.wire.id.LogId;

/** What one device tells another inside their session. {@code docs/protocol.md#pairwise} */
public sealed interface PairwiseBody {

  /**
   * The sender's own chain at its current position.
   *
   * @param generation that it serves, at least 1
   * @param counter of the chain, from which its distribution id follows
   * @param distribution the engine's distribution message, 1 to 1024 bytes; secret
   */
  record SenderKey(LogId channel, int generation, int counter, byte[] distribution)
      implements PairwiseBody {
    @Override
    public String toString() {
      return "SenderKey[generation=" + generation + ", counter=" + counter + "]";
    }
  }

  /** Asks the owner of a chain for its current state. */
  record SenderKeyRequest(LogId channel, DistributionId distribution) implements PairwiseBody {}

  /**
   * The current epoch's secret and the roster key; both are compared with the EPOCH entry before
   * use.
   *
   * @param rosterKeyGeneration at least 1
   * @param rosterKey 32 bytes, secret
   */
  record EpochSecretBody(EpochSecret secret, int rosterKeyGeneration, byte[] rosterKey)
      implements PairwiseBody {
    @Override
    public String toString() {
      return "EpochSecretBody[" + secret + ", rosterKeyGeneration=" + rosterKeyGeneration + "]";
    }
  }

  /** Says nothing; its arrival acknowledges the session. */
  record Empty() implements PairwiseBody {}

  /**
   * A kind of body that a newer client sent; to be dropped.
   *
   * @param field the number in {@code Pairwise}, 12 to 31
   */
  record Unknown(int field) implements PairwiseBody {}
}
