package org.understory.browser.noble;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/**
 * The object that {@code noble.js} exports as {@code host}. Arrays cross as signed bytes and are
 * copied by the other side. Lengths of keys, seeds and randomness are checked before a call, so
 * that a null means what the port says it means.
 */
public interface HostPrimitives extends JSObject {
  byte[] x25519PublicKey(byte[] privateKey);

  byte @Nullable [] x25519Agree(byte[] privateKey, byte[] publicKey);

  boolean x25519IsCanonical(byte[] publicKey);

  byte[] ed25519PublicKey(byte[] seed);

  byte[] ed25519Sign(byte[] seed, byte[] message);

  boolean ed25519Verify(byte[] publicKey, byte[] message, byte[] signature);

  byte[] xeddsaSign(byte[] privateKey, byte[] message, byte[] random);

  boolean xeddsaVerify(byte[] publicKey, byte[] message, byte[] signature);

  /** The public key, then the private key. */
  byte[] mlKem768Generate(byte[] random);

  /** The ciphertext, then the shared secret. */
  byte @Nullable [] mlKem768Encapsulate(byte[] publicKey, byte[] random);

  byte @Nullable [] mlKem768Decapsulate(byte[] privateKey, byte[] ciphertext);

  /** The public key, then the private key. */
  byte[] mlKem1024Generate(byte[] random);

  /** The ciphertext, then the shared secret. */
  byte @Nullable [] mlKem1024Encapsulate(byte[] publicKey, byte[] random);

  byte @Nullable [] mlKem1024Decapsulate(byte[] privateKey, byte[] ciphertext);

  byte[] gcmSeal(byte[] key, byte[] nonce, byte[] associatedData, byte[] plaintext);

  byte @Nullable [] gcmOpen(byte[] key, byte[] nonce, byte[] associatedData, byte[] sealed);

  byte[] cbcEncrypt(byte[] key, byte[] iv, byte[] plaintext);

  byte @Nullable [] cbcDecrypt(byte[] key, byte[] iv, byte[] ciphertext);

  byte[] argon2id(byte[] passphrase, byte[] salt, int memoryKiB, int iterations);
}
