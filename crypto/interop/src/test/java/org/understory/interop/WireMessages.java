package org.understory.interop;

import java.util.Arrays;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.ProtocolException;
import org.understory.signal.codec.Bytes;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;

/**
 * Messages taken apart and put together otherwise. The outer fields of a prekey message carry no
 * MAC.
 */
final class WireMessages {
  private static final int BASE_KEY = 2;
  private static final int MESSAGE = 4;
  private static final int KYBER_ID = 7;
  private static final int KYBER_CIPHERTEXT = 8;

  /** Behind the fields of a message. */
  private static final int MAC = 8;

  private WireMessages() {}

  static byte[] baseKey(CiphertextMessage message) throws ProtocolException {
    return fields(message).bytes(BASE_KEY);
  }

  static CiphertextMessage withBaseKey(CiphertextMessage message, byte[] baseKey)
      throws ProtocolException {
    return rewritten(message, message.bytes()[0], false, baseKey);
  }

  static CiphertextMessage withVersion(CiphertextMessage message, int version)
      throws ProtocolException {
    return rewritten(message, version, false, baseKey(message));
  }

  static CiphertextMessage withoutKyber(CiphertextMessage message, int version)
      throws ProtocolException {
    return rewritten(message, version, true, baseKey(message));
  }

  /** A message, of either type, without what its post-quantum ratchet says. */
  static CiphertextMessage withoutRatchet(CiphertextMessage message) throws ProtocolException {
    if (message.type() == CiphertextMessage.WHISPER) {
      return new CiphertextMessage(message.type(), stripped(message.bytes()));
    }
    ProtoMessage fields = fields(message);
    byte[] inner = stripped(fields.bytes(MESSAGE));
    return rewritten(message, message.bytes()[0], false, baseKey(message), inner);
  }

  /** The same of the bytes that a MAC covers. */
  static byte[] withoutRatchet(byte[] covered) {
    try {
      ProtoMessage fields = ProtoMessage.parse(covered, 1, covered.length);
      ProtoWriter writer = new ProtoWriter();
      writer.bytes(1, fields.bytes(1)).uint32(2, fields.uint32(2));
      writer.uint32(3, fields.uint32(3)).bytes(4, fields.bytes(4));
      return Bytes.concat(new byte[] {covered[0]}, writer.toByteArray());
    } catch (ProtocolException e) {
      throw new IllegalArgumentException("not a message", e);
    }
  }

  private static byte[] stripped(byte[] message) {
    int end = message.length - MAC;
    return Bytes.concat(
        withoutRatchet(Arrays.copyOf(message, end)),
        Arrays.copyOfRange(message, end, message.length));
  }

  private static ProtoMessage fields(CiphertextMessage message) throws ProtocolException {
    return ProtoMessage.parse(message.bytes(), 1, message.bytes().length);
  }

  private static CiphertextMessage rewritten(
      CiphertextMessage message, int version, boolean withoutKyber, byte[] baseKey)
      throws ProtocolException {
    return rewritten(message, version, withoutKyber, baseKey, fields(message).bytes(MESSAGE));
  }

  private static CiphertextMessage rewritten(
      CiphertextMessage message, int version, boolean withoutKyber, byte[] baseKey, byte[] inner)
      throws ProtocolException {
    ProtoMessage fields = fields(message);
    ProtoWriter writer = new ProtoWriter();
    if (fields.has(1)) {
      writer.uint32(1, fields.uint32(1));
    }
    writer.bytes(BASE_KEY, baseKey);
    writer.bytes(3, fields.bytes(3)).bytes(MESSAGE, inner);
    writer.uint32(5, fields.uint32(5)).uint32(6, fields.uint32(6));
    if (!withoutKyber) {
      writer.uint32(KYBER_ID, fields.uint32(KYBER_ID));
      writer.bytes(KYBER_CIPHERTEXT, fields.bytes(KYBER_CIPHERTEXT));
    }
    byte[] bytes = Bytes.concat(new byte[] {(byte) version}, writer.toByteArray());
    return new CiphertextMessage(message.type(), bytes);
  }
}
