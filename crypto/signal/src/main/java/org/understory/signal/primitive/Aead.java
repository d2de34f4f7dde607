package org.understory.signal.primitive;

import org.jspecify.annotations.Nullable;

/**
 * AES-256-GCM, 12-byte nonce, 16-byte tag behind the ciphertext. A (key, nonce) pair is used once.
 */
public interface Aead {
  byte[] seal(byte[] key32, byte[] nonce12, byte[] associatedData, byte[] plaintext);

  /** The plaintext, or null when it does not authenticate. */
  byte @Nullable [] open(byte[] key32, byte[] nonce12, byte[] associatedData, byte[] sealed);
}
