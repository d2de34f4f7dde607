package org.understory.server.retention;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.understory.server.config.Randomness;

/**
 * Seals the segments of one file, each with its number. A segment that is written again is sealed
 * with a fresh nonce. Used by one thread at a time.
 */
public final class SegmentCipher {
  /** By how much a segment grows. */
  public static final int OVERHEAD = 28;

  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final Cipher gcm;
  private final Randomness randomness;

  /** With a key of 32 bytes that is used for nothing else. */
  public SegmentCipher(byte[] key, Randomness randomness) {
    this.key = new SecretKeySpec(key, "AES");
    this.randomness = randomness;
    try {
      this.gcm = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java has AES-GCM", e);
    }
  }

  /** Seals {@code plain}. */
  public ByteBuffer seal(long number, byte[] plain, int length) {
    byte[] nonce = randomness.bytes(NONCE);
    ByteBuffer sealed = ByteBuffer.allocate(length + OVERHEAD).put(nonce);
    try {
      gcm.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      gcm.updateAAD(number(number));
      gcm.doFinal(ByteBuffer.wrap(plain, 0, length), sealed);
      return sealed.flip();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("a segment could not be sealed", e);
    }
  }

  /** What was sealed; null: it is not whole, or not this segment. */
  public byte @Nullable [] open(long number, byte[] sealed, int length) {
    if (length < OVERHEAD) {
      return null;
    }
    try {
      gcm.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE));
      gcm.updateAAD(number(number));
      return gcm.doFinal(sealed, NONCE, length - NONCE);
    } catch (GeneralSecurityException e) {
      return null;
    }
  }

  private static byte[] number(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }
}
