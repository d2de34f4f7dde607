package org.understory.browser.noble;

import org.understory.signal.primitive.PasswordHash;

/** Argon2id, version 0x13, one lane. */
final class NobleArgon2 implements PasswordHash {
  private final HostPrimitives host;

  NobleArgon2(HostPrimitives host) {
    this.host = host;
  }

  @Override
  public byte[] argon2id(byte[] passphrase, byte[] salt, int memoryKiB, int iterations) {
    if (memoryKiB < 8 || iterations < 1) {
      throw new IllegalArgumentException("Argon2id takes at least 8 KiB and one iteration");
    }
    return host.argon2id(passphrase, salt, memoryKiB, iterations);
  }
}
