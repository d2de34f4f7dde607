package org.understory.signal.session;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.understory.signal.codec.Bytes;
import org.understory.signal.primitive.Digest;
import org.understory.signal.primitive.Primitives;

/**
 * The keys of one message: AES-256-CBC key, MAC key, IV. Used once.
 *
 * @param cipherKey 32 bytes
 * @param macKey 32 bytes
 * @param iv 16 bytes
 */
record MessageKey(byte[] cipherKey, byte[] macKey, byte[] iv) {
  private static final byte[] LABEL = "WhisperMessageKeys".getBytes(StandardCharsets.US_ASCII);

  /**
   * @param seed of the chain, 32 bytes
   * @param salt the post-quantum ratchet's key of the message; empty when it gives none
   */
  static MessageKey derive(Digest digest, byte[] seed, byte[] salt) {
    byte[] output = digest.hkdfSha256(salt, seed, LABEL, 80);
    MessageKey key =
        new MessageKey(
            Arrays.copyOfRange(output, 0, 32),
            Arrays.copyOfRange(output, 32, 64),
            Arrays.copyOfRange(output, 64, 80));
    Bytes.wipe(output);
    return key;
  }

  byte[] encrypt(Primitives primitives, byte[] plaintext) {
    return primitives.cbc().encryptUnauthenticated(cipherKey, iv, plaintext);
  }

  /** Null when the padding is wrong; call it only once the MAC was right. */
  byte @Nullable [] decrypt(Primitives primitives, byte[] ciphertext) {
    return primitives.cbc().decryptUnauthenticated(cipherKey, iv, ciphertext);
  }

  /** It was used: nothing is left of it here. */
  void wipe() {
    Bytes.wipe(cipherKey, macKey, iv);
  }

  @Override
  public String toString() {
    return "MessageKey[secret]";
  }
}
