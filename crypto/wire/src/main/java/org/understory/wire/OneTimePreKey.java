package org.understory.wire;

import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/**
 * A prekey that a shelf gives out once. The arrays are handed over, not copied. {@code
 * docs/protocol.md#prekey-bundle}
 *
 * @param preKeyId of the Curve25519 prekey
 * @param preKey 33 bytes
 * @param kyberPreKeyId of the one-time Kyber prekey; 0: there is none
 * @param kyberPreKey 1569 bytes, or empty when there is none
 * @param kyberPreKeySignature 64 bytes by the identity key, or empty when there is none
 */
public record OneTimePreKey(
    int preKeyId,
    byte[] preKey,
    int kyberPreKeyId,
    byte[] kyberPreKey,
    byte[] kyberPreKeySignature) {
  /** Encodes the prekey; throws IllegalArgumentException when a field is out of its bounds. */
  public byte[] encode() {
    return ProtoWriter.encode(this, OneTimePreKey::write);
  }

  /** Decodes what a shelf gave. */
  public static OneTimePreKey decode(byte[] bytes) throws InvalidWireException {
    return ProtoReader.decode(bytes, Limits.ONE_TIME, OneTimePreKey::read);
  }

  private boolean agrees() {
    boolean hasKyber = kyberPreKeyId != 0;
    return hasKyber == (kyberPreKey.length != 0) && hasKyber == (kyberPreKeySignature.length != 0);
  }

  private static void write(ProtoWriter w, OneTimePreKey m) {
    w.agree(m.agrees());
    w.number(1, m.preKeyId, Bounds.ANY_INT);
    w.bytes(2, m.preKey, Limits.SIGNAL_KEY);
    w.number(3, m.kyberPreKeyId, Bounds.ANY_INT);
    w.bytes(4, m.kyberPreKey, Limits.KYBER_KEY_OR_NONE);
    w.bytes(5, m.kyberPreKeySignature, Limits.SIGNATURE_OR_NONE);
  }

  private static OneTimePreKey read(ProtoReader r) throws InvalidWireException {
    OneTimePreKey m =
        new OneTimePreKey(
            r.smallNumber(1, Bounds.ANY_INT),
            r.bytes(2, Limits.SIGNAL_KEY),
            r.smallNumber(3, Bounds.ANY_INT),
            r.bytes(4, Limits.KYBER_KEY_OR_NONE),
            r.bytes(5, Limits.SIGNATURE_OR_NONE));
    r.agree(m.agrees());
    return m;
  }

  @Override
  public String toString() {
    return "OneTimePreKey";
  }
}
