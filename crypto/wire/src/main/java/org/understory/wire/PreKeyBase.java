package org.understory.wire;

import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/**
 * What a device publishes on its shelf: all of a prekey bundle but the one-time prekeys. The arrays
 * are handed over, not copied.
 *
 * <p>What came from a shelf is a {@link PreKeyBaseIn} until its signature and expiry were checked.
 * {@code docs/protocol.md#prekey-bundle}
 *
 * @param version 1
 * @param device 16 bytes, the device's id in the roster
 * @param registrationId 1 to 16383
 * @param signedPreKeyId of the signed prekey
 * @param signedPreKey 33 bytes
 * @param signedPreKeySignature 64 bytes by the identity key
 * @param kyberPreKeyId of the last-resort Kyber prekey
 * @param kyberPreKey 1569 bytes
 * @param kyberPreKeySignature 64 bytes by the identity key
 * @param identityKey 33 bytes
 * @param expiry seconds since 1970, at most 30 days ahead when it is made
 * @param signature 64 bytes by the device signing key over {@link Statements#preKeyBase}
 */
public record PreKeyBase(
    int version,
    byte[] device,
    int registrationId,
    int signedPreKeyId,
    byte[] signedPreKey,
    byte[] signedPreKeySignature,
    int kyberPreKeyId,
    byte[] kyberPreKey,
    byte[] kyberPreKeySignature,
    byte[] identityKey,
    long expiry,
    byte[] signature) {
  /** Encodes the base; throws IllegalArgumentException when a field is out of its bounds. */
  public byte[] encode() {
    return ProtoWriter.encode(this, PreKeyBase::write);
  }

  /** The same encoding without the signature: what is signed. The signature may still be empty. */
  byte[] encodeUnsigned() {
    return ProtoWriter.encode(this, PreKeyBase::writeUnsigned);
  }

  /** The same base with another signature. */
  public PreKeyBase withSignature(byte[] newSignature) {
    return new PreKeyBase(
        version,
        device,
        registrationId,
        signedPreKeyId,
        signedPreKey,
        signedPreKeySignature,
        kyberPreKeyId,
        kyberPreKey,
        kyberPreKeySignature,
        identityKey,
        expiry,
        newSignature);
  }

  static PreKeyBase decode(byte[] bytes) throws InvalidWireException {
    return ProtoReader.decode(bytes, Limits.PRE_KEY_BASE, PreKeyBase::read);
  }

  private static void writeUnsigned(ProtoWriter w, PreKeyBase m) {
    w.number(1, m.version, Bounds.exactly(Limits.VERSION));
    w.bytes(2, m.device, Limits.ID);
    w.number(3, m.registrationId, Limits.REGISTRATION_ID);
    w.number(4, m.signedPreKeyId, Bounds.ANY_INT);
    w.bytes(5, m.signedPreKey, Limits.SIGNAL_KEY);
    w.bytes(6, m.signedPreKeySignature, Limits.SIGNATURE);
    w.number(7, m.kyberPreKeyId, Bounds.ANY_INT);
    w.bytes(8, m.kyberPreKey, Limits.KYBER_KEY);
    w.bytes(9, m.kyberPreKeySignature, Limits.SIGNATURE);
    w.bytes(10, m.identityKey, Limits.SIGNAL_KEY);
    w.number(11, m.expiry, Bounds.ANY);
  }

  private static void write(ProtoWriter w, PreKeyBase m) {
    writeUnsigned(w, m);
    w.bytes(12, m.signature, Limits.SIGNATURE);
  }

  private static PreKeyBase read(ProtoReader r) throws InvalidWireException {
    return new PreKeyBase(
        r.version(1, Limits.VERSION),
        r.bytes(2, Limits.ID),
        r.smallNumber(3, Limits.REGISTRATION_ID),
        r.smallNumber(4, Bounds.ANY_INT),
        r.bytes(5, Limits.SIGNAL_KEY),
        r.bytes(6, Limits.SIGNATURE),
        r.smallNumber(7, Bounds.ANY_INT),
        r.bytes(8, Limits.KYBER_KEY),
        r.bytes(9, Limits.SIGNATURE),
        r.bytes(10, Limits.SIGNAL_KEY),
        r.number(11, Bounds.ANY),
        r.bytes(12, Limits.SIGNATURE));
  }

  @Override
  public String toString() {
    return "PreKeyBase";
  }
}
