package org.understory.browser.noble;

import org.understory.signal.primitive.Digest;
import org.understory.signal.primitive.Kem;
import org.understory.signal.primitive.Primitives;
import org.understory.signal.primitive.internal.Kyber1024Round3;

/** The primitives of the JavaScript build: the host's, and compiled Java where that is as fast. */
public final class NoblePrimitives {
  private NoblePrimitives() {}

  /**
   * @param compiled the compiled core's hashes, which JavaScript runs no faster
   */
  public static Primitives over(HostPrimitives host, Digest compiled) {
    return new Primitives(
        compiled,
        new NobleAead(host),
        new NobleCbc(host),
        new NobleX25519(host),
        new NobleEd25519(host),
        new NobleXEdDsa(host),
        new Kyber1024Round3(mlKem1024(host)),
        new NobleKem(
            3, 1088, host::mlKem768Generate, host::mlKem768Encapsulate, host::mlKem768Decapsulate),
        new NobleArgon2(host));
  }

  /** What Kyber1024 is made of; for it there are published vectors. */
  public static Kem mlKem1024(HostPrimitives host) {
    return new NobleKem(
        4, 1568, host::mlKem1024Generate, host::mlKem1024Encapsulate, host::mlKem1024Decapsulate);
  }
}
