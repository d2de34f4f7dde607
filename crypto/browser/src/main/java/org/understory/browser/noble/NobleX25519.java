package org.understory.browser.noble;

import org.jspecify.annotations.Nullable;
import org.understory.signal.primitive.X25519;

/** RFC 7748 X25519. */
final class NobleX25519 implements X25519 {
  private static final int SIZE = 32;
  private final HostPrimitives host;

  NobleX25519(HostPrimitives host) {
    this.host = host;
  }

  @Override
  public byte[] publicKey(byte[] privateKey) {
    Sizes.require(privateKey, SIZE, "an X25519 private key");
    return host.x25519PublicKey(privateKey);
  }

  @Override
  public byte @Nullable [] agree(byte[] privateKey, byte[] publicKey) {
    Sizes.require(privateKey, SIZE, "an X25519 private key");
    return publicKey.length == SIZE ? host.x25519Agree(privateKey, publicKey) : null;
  }

  @Override
  public boolean isCanonical(byte[] publicKey) {
    return publicKey.length == SIZE && host.x25519IsCanonical(publicKey);
  }
}
