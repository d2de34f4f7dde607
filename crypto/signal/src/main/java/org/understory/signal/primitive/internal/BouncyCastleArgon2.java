package org.understory.signal.primitive.internal;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.understory.signal.primitive.PasswordHash;

/** Argon2id, version 0x13, one lane. */
public final class BouncyCastleArgon2 implements PasswordHash {
  private static final int OUTPUT = 32;

  @Override
  public byte[] argon2id(byte[] passphrase, byte[] salt, int memoryKiB, int iterations) {
    if (memoryKiB < 8 || iterations < 1) {
      throw new IllegalArgumentException("Argon2id takes at least 8 KiB and one iteration");
    }
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withParallelism(1)
            .withMemoryAsKB(memoryKiB)
            .withIterations(iterations)
            .withSalt(salt)
            .build());
    byte[] result = new byte[OUTPUT];
    generator.generateBytes(passphrase, result);
    return result;
  }
}
