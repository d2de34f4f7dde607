package org.understory.signal.primitive;

import org.jspecify.annotations.Nullable;

/** RFC 7748 X25519. Private keys are any 32 bytes, clamped on use; public keys 32 bytes, u. */
public interface X25519 {
  byte[] publicKey(byte[] privateKey);

  /** The shared secret, or null when it is all zero (a point of small order). */
  byte @Nullable [] agree(byte[] privateKey, byte[] publicKey);

  /** Whether u is canonical and torsion-free ({@code docs/protocol.md#pqxdh}). */
  boolean isCanonical(byte[] publicKey);
}
