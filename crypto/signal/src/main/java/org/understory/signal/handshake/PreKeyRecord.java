package org.understory.signal.handshake;

import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.key.CurveKeyPair;
import org.understory.signal.primitive.Kem;
import org.understory.signal.primitive.Primitives;

/**
 * The secret of a prekey as it is stored: version, id, and what the key pair is made from (an
 * X25519 private key, or the 64 bytes from which Kyber makes its pair, a fiftieth of the pair's
 * size).
 */
public record PreKeyRecord(int id, byte[] secret) {
  private static final byte VERSION = 1;
  private static final int CURVE_SECRET = 32;
  private static final int KEM_SEED = 64;

  public byte[] serialize() {
    byte[] body = new ProtoWriter().uint32(1, id).bytes(2, secret).toByteArray();
    byte[] record = new byte[body.length + 1];
    record[0] = VERSION;
    System.arraycopy(body, 0, record, 1, body.length);
    return record;
  }

  /**
   * @throws ProtocolException when the record is not one of ours
   */
  public static PreKeyRecord parse(byte[] record) throws ProtocolException {
    if (record.length == 0 || record[0] != VERSION) {
      throw new ProtocolException(Reason.INVALID, "a prekey record of an unknown version");
    }
    ProtoMessage body = ProtoMessage.parse(record, 1, record.length);
    return new PreKeyRecord(body.uint32(1), body.bytes(2));
  }

  public CurveKeyPair curvePair(Primitives primitives) throws ProtocolException {
    if (secret.length != CURVE_SECRET) {
      throw new ProtocolException(Reason.INVALID, "not a curve prekey record");
    }
    return CurveKeyPair.fromPrivate(primitives, secret);
  }

  public Kem.KeyPair kyberPair(Primitives primitives) throws ProtocolException {
    if (secret.length != KEM_SEED) {
      throw new ProtocolException(Reason.INVALID, "not a Kyber prekey record");
    }
    return primitives.kyber1024().generate(secret);
  }

  @Override
  public String toString() {
    return "PreKeyRecord[" + id + "]";
  }
}
