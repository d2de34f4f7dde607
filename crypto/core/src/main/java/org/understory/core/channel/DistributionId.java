package org.understory.core.channel;

import java.util.Arrays;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.GroupId;
import org.understory.core.seal.Sealer;
import org.understory.wire.id.LogId;
import org.understory.wire.id.OpaqueId;

/**
 * The name of one sender chain: 16 bytes that its channel, generation, device and counter
 * determine, so that a chain cannot be passed off as another device's or another generation's.
 * Immutable; equal by content. {@code docs/protocol.md#messages}
 */
public final class DistributionId extends OpaqueId {
  private DistributionId(byte[] value) {
    super(value);
  }

  /**
   * @param generation at least 1
   * @param counter how many chains the device had before this one in the channel and generation
   */
  public static DistributionId of(
      Sealer sealer, GroupId group, LogId channel, int generation, DeviceId device, int counter) {
    byte[] hash =
        sealer.hash(
            "distribution",
            group.bytes(),
            channel.bytes(),
            Sealer.u64(generation),
            device.bytes(),
            Sealer.u64(counter));
    return new DistributionId(Arrays.copyOf(hash, LENGTH));
  }

  /**
   * An id that a message named.
   *
   * @throws IllegalArgumentException when there are not 16 bytes
   */
  public static DistributionId named(byte[] value) {
    return new DistributionId(value);
  }

  /** The type's name alone: ids never reach a log. */
  @Override
  public String toString() {
    return "DistributionId";
  }
}
