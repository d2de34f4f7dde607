package org.understory.trial.bench;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.understory.signal.PreKeyBundle;

/** A bundle whose ids are all 1, as its keys and signatures one behind the other. */
final class BundleBytes {
  private static final int CURVE = 33;
  private static final int KYBER = 1569;
  private static final int SIGNATURE = 64;

  private BundleBytes() {}

  static byte[] of(PreKeyBundle bundle) {
    return ByteBuffer.allocate(3 * CURVE + KYBER + 2 * SIGNATURE)
        .put(Objects.requireNonNull(bundle.preKey()))
        .put(bundle.signedPreKey())
        .put(bundle.signedPreKeySignature())
        .put(bundle.kyberPreKey())
        .put(bundle.kyberPreKeySignature())
        .put(bundle.identityKey())
        .array();
  }

  static PreKeyBundle parse(byte[] bytes) {
    int signed = CURVE;
    int signature = signed + CURVE;
    int kyber = signature + SIGNATURE;
    int kyberSignature = kyber + KYBER;
    int identity = kyberSignature + SIGNATURE;
    return new PreKeyBundle(
        1,
        1,
        Arrays.copyOfRange(bytes, 0, signed),
        1,
        Arrays.copyOfRange(bytes, signed, signature),
        Arrays.copyOfRange(bytes, signature, kyber),
        1,
        Arrays.copyOfRange(bytes, kyber, kyberSignature),
        Arrays.copyOfRange(bytes, kyberSignature, identity),
        Arrays.copyOfRange(bytes, identity, identity + CURVE));
  }
}
