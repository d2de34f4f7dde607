package org.understory.core.content;

import org.jspecify.annotations.Nullable;
import org.understory.core.seal.Sealer;
import org.understory.signal.codec.Bytes;

/**
 * One content to an envelope: {@code C = HMAC-SHA256(k_f, content)} stands beside the sender-key
 * message, the same for all who open it, and {@code k_f} inside the content. A sender who made a
 * ciphertext that opens to two contents under two keys is found out by whoever reads the second.
 * {@code docs/protocol.md#franking}
 */
public final class Franking {
  /** Bytes of {@code k_f}, and of {@code C}. */
  public static final int LENGTH = 32;

  private static final int PREFIX = 4;

  private Franking() {}

  /**
   * @param content its canonical bytes, {@code k_f} among them
   */
  public static byte[] commit(Sealer sealer, byte[] frankingKey, byte[] content) {
    return sealer.primitives().digest().hmacSha256(frankingKey, content);
  }

  /** What an envelope seals: {@code LP(message) || C}. */
  public static byte[] framed(byte[] message, byte[] commitment) {
    byte[] whole = new byte[PREFIX + message.length + LENGTH];
    for (int i = 0; i < PREFIX; i++) {
      whole[i] = (byte) (message.length >>> (24 - 8 * i));
    }
    System.arraycopy(message, 0, whole, PREFIX, message.length);
    System.arraycopy(commitment, 0, whole, PREFIX + message.length, LENGTH);
    return whole;
  }

  /** The message of what an envelope sealed; null when it is not made as {@link #framed} does. */
  public static byte @Nullable [] message(byte[] whole) {
    int length = whole.length - PREFIX - LENGTH;
    for (int i = 0; length >= 0 && i < PREFIX; i++) {
      if (whole[i] != (byte) (length >>> (24 - 8 * i))) {
        return null;
      }
    }
    return length <= 0 ? null : Bytes.slice(whole, PREFIX, PREFIX + length);
  }

  /** The {@code C} of what {@link #message} gave a message for. */
  public static byte[] commitment(byte[] whole) {
    return Bytes.slice(whole, whole.length - LENGTH, whole.length);
  }

  /** Whether this is the content that the envelope was made for (MSG-19). */
  public static boolean opens(Sealer sealer, Content content, byte[] bytes, byte[] commitment) {
    return sealer
        .primitives()
        .digest()
        .equal(commit(sealer, content.frankingKey(), bytes), commitment);
  }
}
