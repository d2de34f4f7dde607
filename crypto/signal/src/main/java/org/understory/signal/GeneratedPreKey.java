package org.understory.signal;

/**
 * A prekey just made: what goes to the shelf, and what stays here.
 *
 * @param id as published
 * @param publicKey 33 bytes (X25519) or 1569 bytes (Kyber1024, {@code 0x08 ||} key)
 * @param signature 64 bytes, empty for a one-time prekey
 * @param record secret; opaque to everyone but the engine that made it; store it under {@code id}
 */
public record GeneratedPreKey(int id, byte[] publicKey, byte[] signature, byte[] record) {
  @Override
  public String toString() {
    return "GeneratedPreKey[" + id + "]";
  }
}
