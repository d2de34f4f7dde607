package org.understory.signal.session;

import org.jspecify.annotations.Nullable;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.key.CurveKey;

/**
 * What is said about a message that did not decrypt ({@code docs/protocol.md#decryption-error}),
 * byte for byte as libsignal says it. It proves nothing about who says it.
 *
 * @param ratchetKey of the failed message; null for one of a group, which has none
 */
public record DecryptionError(@Nullable CurveKey ratchetKey, long timestampMillis, int deviceId) {
  private static final int RATCHET_KEY = 1;
  private static final int TIMESTAMP = 2;
  private static final int DEVICE_ID = 3;

  /**
   * @throws ProtocolException when the failed message does not decode
   */
  public static DecryptionError of(CiphertextMessage failed, long timestampMillis, int deviceId)
      throws ProtocolException {
    if (timestampMillis < 0 || deviceId < 0) {
      throw new IllegalArgumentException("a time or device number below zero");
    }
    return new DecryptionError(ratchetKey(failed), timestampMillis, deviceId);
  }

  private static @Nullable CurveKey ratchetKey(CiphertextMessage failed) throws ProtocolException {
    return switch (failed.type()) {
      case CiphertextMessage.WHISPER -> SignalMessageIn.parse(failed.bytes()).ratchetKey();
      case CiphertextMessage.PREKEY ->
          SignalMessageIn.parse(PreKeyMessageIn.parse(failed.bytes()).message()).ratchetKey();
      case CiphertextMessage.SENDER_KEY -> null;
      default -> throw new ProtocolException(Reason.INVALID, "an unknown type of message");
    };
  }

  public byte[] serialize() {
    ProtoWriter writer = new ProtoWriter();
    if (ratchetKey != null) {
      writer.bytes(RATCHET_KEY, ratchetKey.serialized());
    }
    return writer.varint(TIMESTAMP, timestampMillis).uint32(DEVICE_ID, deviceId).toByteArray();
  }

  /** Unknown fields are ignored; a device number that is absent is 0. */
  public static DecryptionError parse(byte[] serialized) throws ProtocolException {
    ProtoMessage fields = ProtoMessage.parse(serialized);
    byte[] key = fields.optionalBytes(RATCHET_KEY);
    return new DecryptionError(
        key == null ? null : CurveKey.parse(key),
        fields.uint64(TIMESTAMP),
        fields.uint32(DEVICE_ID, 0));
  }

  @Override
  public String toString() {
    return "DecryptionError[" + timestampMillis + ", " + deviceId + "]";
  }
}
