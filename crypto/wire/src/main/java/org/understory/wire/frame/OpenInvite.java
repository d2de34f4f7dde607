package org.understory.wire.frame;

/**
 * An invite drop to open.
 *
 * @param dropKey 32 bytes, Ed25519; the invite's id is the first 16 bytes of its SHA-256
 * @param requestKey 32 bytes, X25519
 * @param notAfter seconds since 1970
 * @param sheet what the joiner is told before it asks, sealed; 0 to 8192 bytes
 */
public record OpenInvite(byte[] dropKey, byte[] requestKey, long notAfter, byte[] sheet) {
  /** Without a sheet. */
  public OpenInvite(byte[] dropKey, byte[] requestKey, long notAfter) {
    this(dropKey, requestKey, notAfter, new byte[0]);
  }

  @Override
  public String toString() {
    return "OpenInvite";
  }
}
