package org.understory.signal;

/**
 * A device's long-term X25519 identity.
 *
 * @param publicKey 33 bytes, {@code 0x05 || u}
 * @param privateKey 32 bytes, secret
 */
public record IdentityKeyPair(byte[] publicKey, byte[] privateKey) {
  @Override
  public String toString() {
    return "IdentityKeyPair[secret]";
  }
}
