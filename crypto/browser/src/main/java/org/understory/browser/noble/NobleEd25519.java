package org.understory.browser.noble;

import org.understory.signal.primitive.Ed25519;

/** RFC 8032 Ed25519. */
final class NobleEd25519 implements Ed25519 {
  private static final int SEED = 32;
  private final HostPrimitives host;

  NobleEd25519(HostPrimitives host) {
    this.host = host;
  }

  @Override
  public byte[] publicKey(byte[] seed) {
    Sizes.require(seed, SEED, "an Ed25519 seed");
    return host.ed25519PublicKey(seed);
  }

  @Override
  public byte[] sign(byte[] seed, byte[] message) {
    Sizes.require(seed, SEED, "an Ed25519 seed");
    return host.ed25519Sign(seed, message);
  }

  @Override
  public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    return host.ed25519Verify(publicKey, message, signature);
  }
}
