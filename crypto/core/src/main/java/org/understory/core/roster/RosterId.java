package org.understory.core.roster;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes that name something inside a group. Immutable; equal by type and content. */
abstract sealed class RosterId permits GroupId, MemberId, DeviceId {
  private static final String DIGITS = "0123456789abcdef";

  private final byte[] value;

  RosterId(byte[] value, int length) {
    if (value.length != length) {
      throw new IllegalArgumentException("an id of " + length + " bytes, not " + value.length);
    }
    this.value = value.clone();
  }

  /** The bytes, as a copy. */
  public final byte[] bytes() {
    return value.clone();
  }

  /**
   * Lower-case hexadecimal digits, two a byte: for keys of maps and for screens, never for a log.
   */
  public final String hex() {
    StringBuilder digits = new StringBuilder(2 * value.length);
    for (byte b : value) {
      digits.append(DIGITS.charAt((b >> 4) & 0xf)).append(DIGITS.charAt(b & 0xf));
    }
    return digits.toString();
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof RosterId id
        && id.getClass() == getClass()
        && Arrays.equals(value, id.value);
  }

  @Override
  public final int hashCode() {
    return Arrays.hashCode(value);
  }
}
