package org.understory.wire.id;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that mean nothing but themselves: sixteen, unless a kind of id says otherwise. Immutable;
 * equal by type and content.
 */
public abstract class OpaqueId {
  /** The length of an id in bytes. */
  public static final int LENGTH = 16;

  private static final String DIGITS = "0123456789abcdef";

  private final byte[] value;

  /** Copies the bytes; throws IllegalArgumentException when there are not sixteen. */
  protected OpaqueId(byte[] value) {
    this(value, LENGTH);
  }

  /** Copies the bytes; throws IllegalArgumentException when there are not {@code length}. */
  protected OpaqueId(byte[] value, int length) {
    if (value.length != length) {
      throw new IllegalArgumentException("an id has " + length + " bytes, not " + value.length);
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
    return other instanceof OpaqueId id
        && id.getClass() == getClass()
        && Arrays.equals(value, id.value);
  }

  @Override
  public final int hashCode() {
    return Arrays.hashCode(value);
  }
}
