package org.understory.signal.primitive;

import org.understory.signal.primitive.curve.CurveEd25519;
import org.understory.signal.primitive.curve.CurveX25519;
import org.understory.signal.primitive.curve.CurveXEdDsa;
import org.understory.signal.primitive.internal.BouncyCastleAead;
import org.understory.signal.primitive.internal.BouncyCastleArgon2;
import org.understory.signal.primitive.internal.BouncyCastleCbc;
import org.understory.signal.primitive.internal.Hashes;
import org.understory.signal.primitive.internal.Kyber1024Round3;
import org.understory.signal.primitive.internal.MlKem;

/**
 * The primitives on Bouncy Castle's lightweight API: the JVM's and the WebAssembly build's.
 *
 * <p>Stateless, so one instance serves everybody. Nothing here draws randomness of its own.
 */
public final class BouncyCastlePrimitives {
  private BouncyCastlePrimitives() {}

  /** Hashes alone, for a build that has the rest from elsewhere. */
  public static Digest digest() {
    return new Hashes();
  }

  /** All ports, each on Bouncy Castle. */
  public static Primitives create() {
    return new Primitives(
        digest(),
        new BouncyCastleAead(),
        new BouncyCastleCbc(),
        new CurveX25519(),
        new CurveEd25519(),
        new CurveXEdDsa(),
        new Kyber1024Round3(MlKem.mlKem1024()),
        MlKem.mlKem768(),
        new BouncyCastleArgon2());
  }
}
