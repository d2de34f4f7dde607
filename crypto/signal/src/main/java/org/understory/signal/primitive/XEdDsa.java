package org.understory.signal.primitive;

/** XEdDSA over X25519 keys, with libsignal's sign bit in bit 511. Keys 32 bytes, signature 64. */
public interface XEdDsa {
  byte[] sign(byte[] privateKey, byte[] message, byte[] random64);

  boolean verify(byte[] publicKey, byte[] message, byte[] signature);
}
