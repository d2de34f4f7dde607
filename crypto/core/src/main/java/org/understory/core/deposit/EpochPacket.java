package org.understory.core.deposit;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.understory.core.seal.Sealer;
import org.understory.wire.Padding;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/**
 * What a REMOVE lays into the epoch slot of every device that stays: the generation in clear, then
 * a sealed deposit that holds the new epoch's secret.
 *
 * <p><b>Guarantees.</b> A packet opens only with the device's sealing key, in its own slot, and for
 * the generation that it shows. {@code docs/protocol.md#epoch-packet}
 */
public final class EpochPacket {
  private static final String TYPE = "epoch-packet";
  private static final int PREFIX = 8;

  private EpochPacket() {}

  /**
   * @param sealingKey the recipient's, from the verified roster, 32 bytes
   * @param generation that the secret inside starts, at least 1
   */
  public static byte[] seal(
      Sealer sealer,
      byte[] sealingKey,
      SpaceId space,
      MailboxId mailbox,
      int generation,
      SealedDeposit deposit) {
    byte[] prefix = Sealer.u64(generation);
    byte[] sealed =
        sealer.hpkeSeal(
            sealingKey,
            TYPE,
            Padding.pad(deposit.encode()),
            space.bytes(),
            mailbox.bytes(),
            prefix);
    byte[] packet = Arrays.copyOf(prefix, PREFIX + sealed.length);
    System.arraycopy(sealed, 0, packet, PREFIX, sealed.length);
    return packet;
  }

  /** The generation that a packet claims to start; 0 when it cannot be one. */
  public static int generationOf(byte[] packet) {
    if (packet.length <= PREFIX) {
      return 0;
    }
    long generation = 0;
    for (int i = 0; i < PREFIX; i++) {
      generation = generation << 8 | (packet[i] & 0xff);
    }
    return generation < 1 || generation > Integer.MAX_VALUE ? 0 : (int) generation;
  }

  /**
   * @param sealingPrivateKey our own, 32 bytes
   * @return null when anything differs from what was sealed, or it is not canonical
   */
  public static @Nullable SealedDeposit open(
      Sealer sealer, byte[] sealingPrivateKey, SpaceId space, MailboxId mailbox, byte[] packet) {
    int generation = generationOf(packet);
    if (generation == 0) {
      return null;
    }
    byte[] padded =
        sealer.hpkeOpen(
            sealingPrivateKey,
            TYPE,
            Arrays.copyOfRange(packet, PREFIX, packet.length),
            space.bytes(),
            mailbox.bytes(),
            Sealer.u64(generation));
    return DepositSeal.unpad(padded);
  }
}
