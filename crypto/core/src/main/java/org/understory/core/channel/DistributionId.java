package org.understory.core.channel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.GroupId;
import org.understory.core.seal.Sealer;
import org.understory.wire.id.LogId;

/**
 * The name of one sender chain: 16 bytes that its channel, generation, device and counter
 * determine, so that a chain cannot be passed off as another device's or another generation's.
 * Immutable; equal by content. {@code docs/protocol.md#messages}
 */
public final class DistributionId {
  /** The length in bytes. */
  public static final int LENGTH = 16;

  private static final String DIGITS = "0123456789abcdef";

  private final byte[] value;

  private DistributionId(byte[] value) {
    this.value = value;
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
    if (value.length != LENGTH) {
      throw new IllegalArgumentException("a distribution id has 16 bytes, not " + value.length);
    }
    return new DistributionId(value.clone());
  }

  /** The sixteen bytes, as a copy. */
  public byte[] bytes() {
    return value.clone();
  }

  /** 32 lower-case hexadecimal digits: for keys of maps, never for a log. */
  public String hex() {
    StringBuilder digits = new StringBuilder(2 * LENGTH);
    for (byte b : value) {
      digits.append(DIGITS.charAt((b >> 4) & 0xf)).append(DIGITS.charAt(b & 0xf));
    }
    return digits.toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DistributionId id && Arrays.equals(value, id.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  /** The type's name alone: ids never reach a log. */
  @Override
  public String toString() {
    return "DistributionId";
  }
}
