package org.understory.signal.primitive.internal;

import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PKCS7Padding;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.jspecify.annotations.Nullable;
import org.understory.signal.primitive.BlockCipher;

/** AES-256-CBC with PKCS#7 padding. */
public final class BouncyCastleCbc implements BlockCipher {
  private static final int BLOCK = 16;

  @Override
  public byte[] encryptUnauthenticated(byte[] key32, byte[] iv16, byte[] plaintext) {
    try {
      return process(cipher(true, key32, iv16), plaintext);
    } catch (InvalidCipherTextException e) {
      throw new AssertionError("padding is only checked on decryption", e);
    }
  }

  @Override
  public byte @Nullable [] decryptUnauthenticated(byte[] key32, byte[] iv16, byte[] ciphertext) {
    if (ciphertext.length == 0 || ciphertext.length % BLOCK != 0) {
      return null;
    }
    try {
      return process(cipher(false, key32, iv16), ciphertext);
    } catch (InvalidCipherTextException e) {
      return null;
    }
  }

  private static byte[] process(PaddedBufferedBlockCipher cipher, byte[] input)
      throws InvalidCipherTextException {
    byte[] output = new byte[cipher.getOutputSize(input.length)];
    int written = cipher.processBytes(input, 0, input.length, output, 0);
    written += cipher.doFinal(output, written);
    return written == output.length ? output : Arrays.copyOf(output, written);
  }

  private static PaddedBufferedBlockCipher cipher(boolean forEncryption, byte[] key, byte[] iv) {
    if (key.length != 32 || iv.length != BLOCK) {
      throw new IllegalArgumentException("AES-256-CBC takes a key of 32 and an IV of 16 bytes");
    }
    PaddedBufferedBlockCipher cipher =
        new PaddedBufferedBlockCipher(
            CBCBlockCipher.newInstance(AESEngine.newInstance()), new PKCS7Padding());
    cipher.init(forEncryption, new ParametersWithIV(new KeyParameter(key), iv));
    return cipher;
  }
}
