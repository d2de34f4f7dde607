package org.understory.signal.primitive;

import org.jspecify.annotations.Nullable;
import org.understory.signal.primitive.internal.IncrementalMlKem768;

/**
 * ML-KEM-768 in pieces ({@code docs/protocol.md#spqr-kem}), so that the first part of a ciphertext
 * is on its way before the public key has arrived whole.
 *
 * <p>The public key is its <em>header</em> (64 bytes: the seed of the matrix, and the SHA3-256 of
 * the whole key) and its <em>vector</em> (1152 bytes); the ciphertext is its <em>first</em> (960
 * bytes) and its <em>second part</em> (128 bytes). Put together they are FIPS 203's, bit for bit.
 */
public interface IncrementalKem {
  int HEADER = 64;
  int VECTOR = 1152;
  int FIRST = 960;
  int SECOND = 128;

  /** Bytes that a key pair is made from: all there is to be kept of it. */
  int SEED = 64;

  /** Bytes that an encapsulation is made from. */
  int RANDOM = 32;

  /** From 64 bytes of randomness. */
  PublicKey publicKey(byte[] seed64);

  /** The shared secret and the ciphertext's first part, from 32 bytes of randomness. */
  First encapsulateFirst(byte[] header64, byte[] random32);

  /** Whether the vector is the one that the header was made of. */
  boolean belongs(byte[] header64, byte[] vector1152);

  /**
   * The ciphertext's second part, by the same randomness.
   *
   * @return null when the key is no valid one or its whole encapsulation does not begin with {@code
   *     first}: then nothing more may be sent under it
   */
  byte @Nullable [] encapsulateSecond(
      byte[] header64, byte[] vector1152, byte[] random32, byte[] first960);

  /** The shared secret; implicit rejection when the ciphertext was not made under this key. */
  byte[] decapsulate(byte[] seed64, byte[] first960, byte[] second128);

  /** What is sent of a key pair. */
  record PublicKey(byte[] header, byte[] vector) {
    @Override
    public String toString() {
      return "IncrementalKem.PublicKey";
    }
  }

  /** What is known as soon as the header is. */
  record First(byte[] ciphertext, byte[] sharedSecret) {
    @Override
    public String toString() {
      return "IncrementalKem.First[secret]";
    }
  }

  /** On top of a whole ML-KEM-768, with which everything is compared. */
  static IncrementalKem over(Kem mlKem768, Digest digest) {
    return new IncrementalMlKem768(mlKem768, digest);
  }
}
