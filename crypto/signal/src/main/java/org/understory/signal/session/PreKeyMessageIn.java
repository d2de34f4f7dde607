package org.understory.signal.session;

import org.jspecify.annotations.Nullable;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.codec.Bytes;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.key.CurveKey;
import org.understory.signal.key.KemKey;

/**
 * A message that also starts a session, as received: nothing in it is verified but through the
 * message inside. On the wire {@code 0x44 ||} protobuf.
 *
 * @param identityKey whom it claims to come from
 * @param preKeyId null without a one-time prekey
 * @param kyberCiphertext 1568 bytes
 */
public record PreKeyMessageIn(
    CurveKey identityKey,
    CurveKey baseKey,
    @Nullable Integer preKeyId,
    int signedPreKeyId,
    int kyberPreKeyId,
    byte[] kyberCiphertext,
    byte[] message) {
  private static final int PRE_KEY_ID = 1;
  private static final int BASE_KEY = 2;
  private static final int IDENTITY_KEY = 3;
  private static final int MESSAGE = 4;
  private static final int REGISTRATION_ID = 5;
  private static final int SIGNED_PRE_KEY_ID = 6;
  private static final int KYBER_PRE_KEY_ID = 7;
  private static final int KYBER_CIPHERTEXT = 8;

  /**
   * @throws ProtocolException also for a handshake without a KEM, which is refused whatever its
   *     version says
   */
  public static PreKeyMessageIn parse(byte[] serialized) throws ProtocolException {
    if (serialized.length == 0 || (serialized[0] & 0xFF) >> 4 != SessionState.VERSION) {
      throw new ProtocolException(Reason.INVALID, "the version of a prekey message");
    }
    ProtoMessage fields = ProtoMessage.parse(serialized, 1, serialized.length);
    if (!fields.has(KYBER_PRE_KEY_ID) || !fields.has(KYBER_CIPHERTEXT)) {
      throw new ProtocolException(Reason.INVALID, "a prekey message without a Kyber prekey");
    }
    return new PreKeyMessageIn(
        CurveKey.parse(fields.bytes(IDENTITY_KEY)),
        CurveKey.parse(fields.bytes(BASE_KEY)),
        fields.has(PRE_KEY_ID) ? Integer.valueOf(fields.uint32(PRE_KEY_ID)) : null,
        fields.uint32(SIGNED_PRE_KEY_ID),
        fields.uint32(KYBER_PRE_KEY_ID),
        KemKey.parse(fields.bytes(KYBER_CIPHERTEXT)),
        fields.bytes(MESSAGE));
  }

  /** Makes the bytes around a message of a session that is not acknowledged yet. */
  static byte[] write(SessionState state, PendingPreKey pending, byte[] message) {
    ProtoWriter writer = new ProtoWriter();
    if (pending.preKeyId() != null) {
      writer.uint32(PRE_KEY_ID, pending.preKeyId());
    }
    byte[] body =
        writer
            .bytes(BASE_KEY, pending.baseKey().serialized())
            .bytes(IDENTITY_KEY, state.localIdentity().serialized())
            .bytes(MESSAGE, message)
            .uint32(REGISTRATION_ID, state.localRegistrationId())
            .uint32(SIGNED_PRE_KEY_ID, pending.signedPreKeyId())
            .uint32(KYBER_PRE_KEY_ID, pending.kyberPreKeyId())
            .bytes(KYBER_CIPHERTEXT, pending.kyberCiphertext())
            .toByteArray();
    return Bytes.concat(new byte[] {SignalMessageIn.VERSION_BYTE}, body);
  }

  @Override
  public String toString() {
    return "PreKeyMessageIn";
  }
}
