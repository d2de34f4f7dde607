package org.understory.signal.primitive;

import org.understory.signal.primitive.internal.BouncyCastleAead;
import org.understory.signal.primitive.internal.BouncyCastleArgon2;
import org.understory.signal.primitive.internal.BouncyCastleCbc;
import org.understory.signal.primitive.internal.BouncyCastleDigest;
import org.understory.signal.primitive.internal.BouncyCastleEd25519;
import org.understory.signal.primitive.internal.BouncyCastleX25519;
import org.understory.signal.primitive.internal.Kyber1024Round3;
import org.understory.signal.primitive.internal.MlKem;
import org.understory.signal.primitive.internal.curve.CurveXEdDsa;

/**
 * The primitives on Bouncy Castle's lightweight API: the JVM's. XEdDSA alone is ours, because
 * Bouncy Castle has none of what it needs.
 *
 * <p>Stateless, so one instance serves everybody. Nothing here draws randomness of its own.
 */
public final class BouncyCastlePrimitives {
  private BouncyCastlePrimitives() {}

  /** All ports. */
  public static Primitives create() {
    return new Primitives(
        new BouncyCastleDigest(),
        new BouncyCastleAead(),
        new BouncyCastleCbc(),
        new BouncyCastleX25519(),
        new BouncyCastleEd25519(),
        new CurveXEdDsa(),
        new Kyber1024Round3(MlKem.mlKem1024()),
        MlKem.mlKem768(),
        new BouncyCastleArgon2());
  }
}
