package org.understory.signal.primitive;

import org.jspecify.annotations.Nullable;

/** A key encapsulation mechanism; keys and ciphertexts without Signal's type byte. */
public interface Kem {
  /** From 64 bytes of randomness (d || z, FIPS 203). */
  KeyPair generate(byte[] random64);

  /** From 32 bytes of randomness; null when the public key is invalid. */
  @Nullable Encapsulation encapsulate(byte[] publicKey, byte[] random32);

  /** The shared secret (32 bytes); null when a length is wrong. Implicit rejection otherwise. */
  byte @Nullable [] decapsulate(byte[] privateKey, byte[] ciphertext);

  record KeyPair(byte[] publicKey, byte[] privateKey) {
    @Override
    public String toString() {
      return "Kem.KeyPair[secret]";
    }
  }

  record Encapsulation(byte[] ciphertext, byte[] sharedSecret) {
    @Override
    public String toString() {
      return "Kem.Encapsulation[secret]";
    }
  }
}
