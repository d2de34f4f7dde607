package org.understory.signal.handshake;

/**
 * What a handshake gives both sides.
 *
 * @param root the first root key, 32 bytes
 * @param chain the responder's first sending chain, 32 bytes
 * @param pqAuthentication what the post-quantum ratchet starts from, 32 bytes
 */
public record SharedSecrets(byte[] root, byte[] chain, byte[] pqAuthentication) {
  @Override
  public String toString() {
    return "SharedSecrets[secret]";
  }
}
