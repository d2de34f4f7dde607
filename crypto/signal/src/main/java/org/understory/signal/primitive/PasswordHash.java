package org.understory.signal.primitive;

/** Slow hashes for passphrases. */
public interface PasswordHash {
  /** Argon2id version 0x13, parallelism 1, 32 bytes. */
  byte[] argon2id(byte[] passphrase, byte[] salt, int memoryKiB, int iterations);
}
