package org.understory.signal.group;

import org.jspecify.annotations.Nullable;
import org.understory.signal.ProtocolException;
import org.understory.signal.primitive.Primitives;

/**
 * Shows to somebody else what a group message said: with the signing key of its chain, which who is
 * shown it has to know by itself, and the seed of its message key ({@code
 * docs/protocol.md#report}).
 */
public final class GroupProof {
  /** Bytes of a seed. */
  public static final int SEED = 32;

  private GroupProof() {}

  /** The signing key that a distribution message names, 33 bytes. */
  public static byte[] signingKeyOf(byte[] distributionMessage) throws ProtocolException {
    return SenderKeyDistributionIn.parse(distributionMessage).signingKey().serialized();
  }

  /** The distribution id of a group message, 16 bytes; nothing of it is proved. */
  public static byte[] distributionIdOf(byte[] message) throws ProtocolException {
    return SenderKeyMessageIn.parse(message).distributionId();
  }

  /**
   * What the message says, when the holder of the signing key signed it; null otherwise, and when
   * the seed does not open it.
   *
   * @param signingKey 33 bytes
   * @param seed 32 bytes
   */
  public static byte @Nullable [] open(
      Primitives primitives, byte[] signingKey, byte[] message, byte[] seed) {
    try {
      return SenderKey.open(
          primitives,
          org.understory.signal.key.CurveKey.parse(signingKey),
          SenderKeyMessageIn.parse(message),
          seed);
    } catch (ProtocolException e) {
      return null;
    }
  }
}
