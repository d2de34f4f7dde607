package org.understory.signal.primitive.internal;

import org.bouncycastle.crypto.digests.SHA3Digest;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.jspecify.annotations.Nullable;
import org.understory.signal.primitive.Kem;

/**
 * Kyber1024 of the competition's third round, on top of ML-KEM-1024.
 *
 * <p>Keys, ciphertexts and the encryption inside are the same; round 3 hashes once more at the end:
 * {@code SHAKE256(secret || SHA3-256(ciphertext), 32)}. A ciphertext that was tampered with gives a
 * different secret than the round-3 reference would, still pseudo-random and unknown to everyone;
 * nothing but failure can follow from either.
 */
public final class Kyber1024Round3 implements Kem {
  private static final int SECRET = 32;

  private final Kem mlKem1024;

  public Kyber1024Round3(Kem mlKem1024) {
    this.mlKem1024 = mlKem1024;
  }

  @Override
  public KeyPair generate(byte[] random64) {
    return mlKem1024.generate(random64);
  }

  @Override
  public @Nullable Encapsulation encapsulate(byte[] publicKey, byte[] random32) {
    Encapsulation inner = mlKem1024.encapsulate(publicKey, random32);
    return inner == null
        ? null
        : new Encapsulation(
            inner.ciphertext(), finalStep(inner.sharedSecret(), inner.ciphertext()));
  }

  @Override
  public byte @Nullable [] decapsulate(byte[] privateKey, byte[] ciphertext) {
    byte[] inner = mlKem1024.decapsulate(privateKey, ciphertext);
    return inner == null ? null : finalStep(inner, ciphertext);
  }

  private static byte[] finalStep(byte[] secret, byte[] ciphertext) {
    SHA3Digest sha3 = new SHA3Digest(256);
    sha3.update(ciphertext, 0, ciphertext.length);
    byte[] ciphertextHash = new byte[32];
    sha3.doFinal(ciphertextHash, 0);
    SHAKEDigest shake = new SHAKEDigest(256);
    shake.update(secret, 0, secret.length);
    shake.update(ciphertextHash, 0, ciphertextHash.length);
    byte[] result = new byte[SECRET];
    shake.doFinal(result, 0, SECRET);
    return result;
  }
}
