package org.understory.signal.primitive;

/**
 * The primitives of one runtime.
 *
 * @param kyber1024 round-3 Kyber1024 (as libsignal uses it), not FIPS 203
 * @param mlKem768 FIPS 203 ML-KEM-768
 */
public record Primitives(
    Digest digest,
    Aead aead,
    BlockCipher cbc,
    X25519 x25519,
    Ed25519 ed25519,
    XEdDsa xeddsa,
    Kem kyber1024,
    Kem mlKem768,
    PasswordHash passwordHash) {
  /** ML-KEM-768 in pieces, on top of the whole one. */
  public IncrementalKem incrementalMlKem768() {
    return IncrementalKem.over(mlKem768, digest);
  }
}
