package org.understory.core.channel;

import org.jspecify.annotations.Nullable;
import org.understory.core.seal.EpochSecret;
import org.understory.core.seal.Sealer;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

/**
 * The envelope around a sender-key message: padded, and sealed under the channel key of an epoch.
 *
 * <p><b>Guarantees.</b> An envelope opens only in the space, log, epoch and expiry bucket that it
 * was sealed for, and shows nothing of its sender; its length is a published one.
 *
 * <p><b>Does not</b> prove who sent it: every member holds the channel key. {@code
 * docs/protocol.md#messages}
 */
public final class ChannelSeal {
  private static final String TYPE = "envelope";

  private ChannelSeal() {}

  /**
   * @param secret of the current epoch
   * @param channel also the id of the log it goes to
   * @param expiryBucket end of the expiry bucket that the log entry gets, seconds since 1970
   * @return a canonical {@code Envelope}
   */
  public static byte[] seal(
      Sealer sealer,
      EpochSecret secret,
      SpaceId space,
      LogId channel,
      long expiryBucket,
      byte[] senderKeyMessage) {
    return new EpochSeal(sealer, secret, space, channel, expiryBucket)
        .seal(TYPE, secret.channelKey(sealer, channel), senderKeyMessage);
  }

  /**
   * @param secret of the epoch that the envelope names ({@link EpochSeal#epochOf})
   * @return the sender-key message; null when anything differs from what was sealed
   */
  public static byte @Nullable [] open(
      Sealer sealer,
      EpochSecret secret,
      SpaceId space,
      LogId channel,
      long expiryBucket,
      byte[] envelope) {
    return new EpochSeal(sealer, secret, space, channel, expiryBucket)
        .open(TYPE, secret.channelKey(sealer, channel), envelope);
  }
}
