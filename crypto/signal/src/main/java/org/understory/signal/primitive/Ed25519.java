package org.understory.signal.primitive;

/** RFC 8032 Ed25519. Seed and public key 32 bytes, signature 64. */
public interface Ed25519 {
  byte[] publicKey(byte[] seed);

  byte[] sign(byte[] seed, byte[] message);

  boolean verify(byte[] publicKey, byte[] message, byte[] signature);
}
