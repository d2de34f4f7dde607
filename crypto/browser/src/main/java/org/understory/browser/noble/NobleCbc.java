package org.understory.browser.noble;

import org.jspecify.annotations.Nullable;
import org.understory.signal.primitive.BlockCipher;

/** AES-256-CBC with PKCS#7 padding. */
final class NobleCbc implements BlockCipher {
  private final HostPrimitives host;

  NobleCbc(HostPrimitives host) {
    this.host = host;
  }

  @Override
  public byte[] encryptUnauthenticated(byte[] key32, byte[] iv16, byte[] plaintext) {
    requireKeyAndIv(key32, iv16);
    return host.cbcEncrypt(key32, iv16, plaintext);
  }

  @Override
  public byte @Nullable [] decryptUnauthenticated(byte[] key32, byte[] iv16, byte[] ciphertext) {
    requireKeyAndIv(key32, iv16);
    return ciphertext.length == 0 ? null : host.cbcDecrypt(key32, iv16, ciphertext);
  }

  private static void requireKeyAndIv(byte[] key, byte[] iv) {
    Sizes.require(key, 32, "an AES-256 key");
    Sizes.require(iv, 16, "a CBC initialisation vector");
  }
}
