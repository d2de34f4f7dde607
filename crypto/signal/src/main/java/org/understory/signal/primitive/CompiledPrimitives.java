package org.understory.signal.primitive;

import org.understory.signal.primitive.internal.BouncyCastleAead;
import org.understory.signal.primitive.internal.BouncyCastleArgon2;
import org.understory.signal.primitive.internal.BouncyCastleCbc;
import org.understory.signal.primitive.internal.Hashes;
import org.understory.signal.primitive.internal.Kyber1024Round3;
import org.understory.signal.primitive.internal.MlKem;
import org.understory.signal.primitive.internal.curve.CurveEd25519;
import org.understory.signal.primitive.internal.curve.CurveX25519;
import org.understory.signal.primitive.internal.curve.CurveXEdDsa;

/**
 * The primitives of the compiled core: Bouncy Castle's, but for curves and SHA-256, which compiled
 * are ours ({@code docs/decisions/0020}).
 *
 * <p>Stateless, so one instance serves everybody. Nothing here draws randomness of its own.
 */
public final class CompiledPrimitives {
  private CompiledPrimitives() {}

  /** Hashes alone, for a build that has the rest from elsewhere. */
  public static Digest digest() {
    return new Hashes();
  }

  /** All ports. */
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
