package org.understory.signal.primitive.internal;

import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;
import org.understory.signal.primitive.Aead;

/**
 * AES-GCM. Keys of 16 bytes are taken as well as the port's 32, so that published vectors for
 * AES-128 can run through the same code.
 */
public final class BouncyCastleAead implements Aead {
  private static final int TAG_BITS = 128;
  private static final int TAG_BYTES = TAG_BITS / 8;

  @Override
  public byte[] seal(byte[] key32, byte[] nonce12, byte[] associatedData, byte[] plaintext) {
    GCMModeCipher cipher = cipher(true, key32, nonce12, associatedData);
    byte[] sealed = new byte[cipher.getOutputSize(plaintext.length)];
    int written = cipher.processBytes(plaintext, 0, plaintext.length, sealed, 0);
    try {
      cipher.doFinal(sealed, written);
    } catch (InvalidCipherTextException e) {
      throw new AssertionError("sealing cannot fail to authenticate", e);
    }
    return sealed;
  }

  @Override
  public byte @Nullable [] open(
      byte[] key32, byte[] nonce12, byte[] associatedData, byte[] sealed) {
    if (sealed.length < TAG_BYTES) {
      return null;
    }
    GCMModeCipher cipher = cipher(false, key32, nonce12, associatedData);
    byte[] plaintext = new byte[sealed.length - TAG_BYTES];
    try {
      int written = cipher.processBytes(sealed, 0, sealed.length, plaintext, 0);
      cipher.doFinal(plaintext, written);
    } catch (InvalidCipherTextException e) {
      return null;
    }
    return plaintext;
  }

  private static GCMModeCipher cipher(
      boolean forSealing, byte[] key, byte[] nonce, byte[] associatedData) {
    if ((key.length != 16 && key.length != 32) || nonce.length != 12) {
      throw new IllegalArgumentException("AES-GCM takes a key of 32 and a nonce of 12 bytes");
    }
    GCMModeCipher cipher = GCMBlockCipher.newInstance(AESEngine.newInstance());
    cipher.init(
        forSealing, new AEADParameters(new KeyParameter(key), TAG_BITS, nonce, associatedData));
    return cipher;
  }
}
