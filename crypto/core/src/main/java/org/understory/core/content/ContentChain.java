package org.understory.core.content;

import org.understory.core.seal.Sealer;

/**
 * Ties each message of a device in a channel to the one before it. {@code
 * docs/protocol.md#content-chain}
 */
public final class ContentChain {

  private ContentChain() {}

  /**
   * The {@code prevHash} of this device's next message in the channel, 32 bytes. The same before
   * and after {@link Content#moved}: encrypting again breaks no chain.
   */
  public static byte[] hash(Sealer sealer, Content content) {
    return sealer.hash("content", ContentCodec.encodeForChain(content));
  }
}
