package org.understory.browser.noble;

import org.jspecify.annotations.Nullable;
import org.understory.signal.primitive.Aead;

/** AES-256-GCM. */
final class NobleAead implements Aead {
  private final HostPrimitives host;

  NobleAead(HostPrimitives host) {
    this.host = host;
  }

  @Override
  public byte[] seal(byte[] key32, byte[] nonce12, byte[] associatedData, byte[] plaintext) {
    requireKeyAndNonce(key32, nonce12);
    return host.gcmSeal(key32, nonce12, associatedData, plaintext);
  }

  @Override
  public byte @Nullable [] open(
      byte[] key32, byte[] nonce12, byte[] associatedData, byte[] sealed) {
    requireKeyAndNonce(key32, nonce12);
    return host.gcmOpen(key32, nonce12, associatedData, sealed);
  }

  private static void requireKeyAndNonce(byte[] key, byte[] nonce) {
    Sizes.require(key, 32, "an AES-256 key");
    Sizes.require(nonce, 12, "a GCM nonce");
  }
}
