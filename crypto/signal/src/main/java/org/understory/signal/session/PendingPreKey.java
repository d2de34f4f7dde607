package org.understory.signal.session;

import org.jspecify.annotations.Nullable;
import org.understory.signal.ProtocolException;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.key.CurveKey;

/**
 * What an initiator adds to each message until the first reply, so that any of them can start the
 * session on the other side.
 *
 * @param preKeyId null when the bundle had no one-time prekey
 * @param kyberCiphertext 1569 bytes
 * @param startedMillis when the bundle was processed
 */
record PendingPreKey(
    @Nullable Integer preKeyId,
    int signedPreKeyId,
    CurveKey baseKey,
    int kyberPreKeyId,
    byte[] kyberCiphertext,
    long startedMillis) {

  byte[] serialize() {
    ProtoWriter writer = new ProtoWriter();
    if (preKeyId != null) {
      writer.uint32(1, preKeyId);
    }
    return writer
        .uint32(2, signedPreKeyId)
        .bytes(3, baseKey.serialized())
        .uint32(4, kyberPreKeyId)
        .bytes(5, kyberCiphertext)
        .varint(6, startedMillis)
        .toByteArray();
  }

  static PendingPreKey parse(byte[] serialized) throws ProtocolException {
    ProtoMessage message = ProtoMessage.parse(serialized);
    return new PendingPreKey(
        message.has(1) ? Integer.valueOf(message.uint32(1)) : null,
        message.uint32(2),
        CurveKey.parse(message.bytes(3)),
        message.uint32(4),
        message.bytes(5),
        message.uint64(6));
  }

  @Override
  public String toString() {
    return "PendingPreKey";
  }
}
