package org.understory.browser.noble;

import org.understory.signal.primitive.XEdDsa;

/** XEdDSA with the sign of A in bit 511. */
final class NobleXEdDsa implements XEdDsa {
  private final HostPrimitives host;

  NobleXEdDsa(HostPrimitives host) {
    this.host = host;
  }

  @Override
  public byte[] sign(byte[] privateKey, byte[] message, byte[] random64) {
    Sizes.require(privateKey, 32, "an XEdDSA private key");
    Sizes.require(random64, 64, "XEdDSA's randomness");
    return host.xeddsaSign(privateKey, message, random64);
  }

  @Override
  public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    return host.xeddsaVerify(publicKey, message, signature);
  }
}
