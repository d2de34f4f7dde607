package org.understory.core.content;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A message: 16 random bytes chosen by its author, kept when it is encrypted again. Immutable;
 * equal by content. {@code docs/protocol.md#ids}
 */
public final class MessageId {
  /** The length in bytes. */
  public static final int LENGTH = 16;

  private static final String DIGITS = "0123456789abcdef";

  private final byte[] value;

  private MessageId(byte[] value) {
    this.value = value;
  }

  /**
   * The id with these 16 bytes, which are copied.
   *
   * @throws IllegalArgumentException when there are not 16
   */
  public static MessageId of(byte[] value) {
    if (value.length != LENGTH) {
      throw new IllegalArgumentException("a message id has 16 bytes, not " + value.length);
    }
    return new MessageId(Arrays.copyOf(value, LENGTH));
  }

  /** The sixteen bytes, as a copy. */
  public byte[] bytes() {
    return Arrays.copyOf(value, LENGTH);
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
    return other instanceof MessageId id && Arrays.equals(value, id.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  /** The type's name alone: ids never reach a log. */
  @Override
  public String toString() {
    return "MessageId";
  }
}
