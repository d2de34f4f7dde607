package org.understory.verify;

import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Verifies Ed25519 signatures (RFC 8032).
 *
 * <p><i>Guarantees</i> that an accepted signature was made with the private key of this public key,
 * over exactly these bytes; each signature has one accepted form. Keys that are not canonical
 * points of the prime-order group, those of small order among them, verify nothing: with such a key
 * one signature could fit many statements. <i>Does not</i> say whose key it is. Stateless; safe
 * from any thread. {@code docs/protocol.md#lp}
 */
public final class SignatureVerifier {
  private SignatureVerifier() {}

  /**
   * Whether the signature over the statement is by this key. Anything malformed is false.
   *
   * @param publicKey 32 bytes, else false
   * @param statement what {@code Statements} made
   * @param signature 64 bytes, else false
   */
  public static boolean verify(byte[] publicKey, byte[] statement, byte[] signature) {
    return publicKey.length == Ed25519.PUBLIC_KEY_SIZE
        && signature.length == Ed25519.SIGNATURE_SIZE
        && Ed25519.validatePublicKeyFull(publicKey, 0)
        && Ed25519.verify(signature, 0, publicKey, 0, statement, 0, statement.length);
  }
}
