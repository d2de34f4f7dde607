package org.understory.signal.handshake;

import org.jspecify.annotations.Nullable;
import org.understory.signal.PreKeyBundle;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.key.CurveKey;
import org.understory.signal.key.KemKey;
import org.understory.signal.primitive.Primitives;

/**
 * A prekey bundle whose two signatures verified under its identity key: the only kind that {@link
 * Pqxdh} takes. Whether the identity is the right one is the store's to say.
 *
 * @param kyberPreKey 1568 bytes
 */
public record VerifiedBundle(
    int registrationId,
    int preKeyId,
    @Nullable CurveKey preKey,
    int signedPreKeyId,
    CurveKey signedPreKey,
    int kyberPreKeyId,
    byte[] kyberPreKey,
    CurveKey identityKey) {

  /**
   * @throws ProtocolException when a key is malformed or a signature does not verify
   */
  public static VerifiedBundle verify(Primitives primitives, PreKeyBundle bundle)
      throws ProtocolException {
    CurveKey identity = CurveKey.parse(bundle.identityKey());
    CurveKey signedPreKey = CurveKey.parse(bundle.signedPreKey());
    byte[] kyberPreKey = KemKey.parse(bundle.kyberPreKey());
    if (!identity.verifies(primitives, bundle.signedPreKey(), bundle.signedPreKeySignature())) {
      throw new ProtocolException(Reason.INVALID, "the signed prekey's signature");
    }
    if (!identity.verifies(primitives, bundle.kyberPreKey(), bundle.kyberPreKeySignature())) {
      throw new ProtocolException(Reason.INVALID, "the Kyber prekey's signature");
    }
    byte[] preKey = bundle.preKey();
    return new VerifiedBundle(
        bundle.registrationId(),
        bundle.preKeyId(),
        preKey == null ? null : CurveKey.parse(preKey),
        bundle.signedPreKeyId(),
        signedPreKey,
        bundle.kyberPreKeyId(),
        kyberPreKey,
        identity);
  }

  @Override
  public String toString() {
    return "VerifiedBundle" + (preKey == null ? "[last resort]" : "[one-time]");
  }
}
