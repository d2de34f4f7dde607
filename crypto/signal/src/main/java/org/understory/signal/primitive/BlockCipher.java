package org.understory.signal.primitive;

import org.jspecify.annotations.Nullable;

/**
 * AES-256-CBC with PKCS#7 padding, unauthenticated: only for the formats of Signal that carry their
 * own MAC or signature, checked before decryption.
 */
public interface BlockCipher {
  byte[] encryptUnauthenticated(byte[] key32, byte[] iv16, byte[] plaintext);

  /** The plaintext, or null when length or padding is wrong. */
  byte @Nullable [] decryptUnauthenticated(byte[] key32, byte[] iv16, byte[] ciphertext);
}
