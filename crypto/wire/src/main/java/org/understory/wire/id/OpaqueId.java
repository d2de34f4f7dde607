package org.understory.wire.id;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Sixteen bytes that mean nothing but themselves. Immutable; equal by type and content. */
public abstract sealed class OpaqueId
    permits InviteId, LogId, MailboxId, SpaceId, StageId, WriteId {
  /** The length of every id in bytes. */
  public static final int LENGTH = 16;

  private static final String DIGITS = "0123456789abcdef";

  private final byte[] value;

  OpaqueId(byte[] value) {
    if (value.length != LENGTH) {
      throw new IllegalArgumentException("an id has 16 bytes, not " + value.length);
    }
    this.value = Arrays.copyOf(value, LENGTH);
  }

  /** The sixteen bytes, as a copy. */
  public final byte[] bytes() {
    return Arrays.copyOf(value, LENGTH);
  }

  /** 32 lower-case hexadecimal digits: for keys of maps, never for a log. */
  public final String hex() {
    StringBuilder digits = new StringBuilder(2 * LENGTH);
    for (byte b : value) {
      digits.append(DIGITS.charAt((b >> 4) & 0xf)).append(DIGITS.charAt(b & 0xf));
    }
    return digits.toString();
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof OpaqueId id
        && id.getClass() == getClass()
        && Arrays.equals(value, id.value);
  }

  @Override
  public final int hashCode() {
    return Arrays.hashCode(value);
  }
}
