package org.understory.wire.frame;

/**
 * An invite drop to open.
 *
 * @param dropKey 32 bytes, Ed25519; the invite's id is the first 16 bytes of its SHA-256
 * @param requestKey 32 bytes, X25519
 * @param notAfter seconds since 1970
 */
public record OpenInvite(byte[] dropKey, byte[] requestKey, long notAfter) {
  @Override
  public String toString() {
    return "OpenInvite";
  }
}
