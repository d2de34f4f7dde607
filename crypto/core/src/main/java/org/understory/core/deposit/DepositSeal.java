package org.understory.core.deposit;

import org.jspecify.annotations.Nullable;
import org.understory.core.seal.Sealer;
import org.understory.wire.Padding;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/**
 * The seal around everything that lies in a mailbox.
 *
 * <p><b>Guarantees.</b> Only the device that holds the sealing key opens it, and only in the
 * mailbox and expiry bucket that it was sealed for; the length is a published one.
 *
 * <p><b>Does not</b> prove who sealed it: anybody with the public key can. {@code
 * docs/protocol.md#deposit}
 */
public final class DepositSeal {
  private static final String TYPE = "deposit";

  private DepositSeal() {}

  /**
   * @param sealingKey the recipient's, from the verified roster, 32 bytes
   * @param expiryBucket end of the expiry bucket that the deposit gets, seconds since 1970
   */
  public static byte[] seal(
      Sealer sealer,
      byte[] sealingKey,
      SpaceId space,
      MailboxId mailbox,
      long expiryBucket,
      SealedDeposit deposit) {
    return sealer.hpkeSeal(
        sealingKey,
        TYPE,
        Padding.pad(deposit.encode()),
        space.bytes(),
        mailbox.bytes(),
        Sealer.u64(expiryBucket));
  }

  /**
   * @param sealingPrivateKey our own, 32 bytes
   * @return null when anything differs from what was sealed, or it is not canonical
   */
  public static @Nullable SealedDeposit open(
      Sealer sealer,
      byte[] sealingPrivateKey,
      SpaceId space,
      MailboxId mailbox,
      long expiryBucket,
      byte[] sealed) {
    byte[] padded =
        sealer.hpkeOpen(
            sealingPrivateKey,
            TYPE,
            sealed,
            space.bytes(),
            mailbox.bytes(),
            Sealer.u64(expiryBucket));
    return unpad(padded);
  }

  static @Nullable SealedDeposit unpad(byte @Nullable [] padded) {
    if (padded == null) {
      return null;
    }
    try {
      return SealedDeposit.decode(Padding.unpad(padded));
    } catch (InvalidWireException e) {
      return null;
    }
  }
}
