package org.understory.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.understory.signal.CiphertextMessage;
import org.understory.signal.ProtocolException;
import org.understory.signal.codec.ProtoMessage;

/**
 * What can be seen of the post-quantum ratchet in a message, read without our engine's help.
 *
 * @param chunk -1 when there is none
 */
record PqField(int epoch, int index, int type, int chunk) {
  private static final int MESSAGE = 4;
  private static final int PQ_RATCHET = 5;
  private static final int MAC = 8;

  /** Fails when the message has none, or not one of version 1. */
  static PqField of(CiphertextMessage message) throws ProtocolException {
    Cursor cursor = new Cursor(fieldsOf(message).bytes(PQ_RATCHET));
    assertEquals(1, cursor.number(), "version");
    int epoch = cursor.number();
    int index = cursor.number();
    int type = cursor.number();
    return new PqField(epoch, index, type, cursor.atEnd() ? -1 : cursor.number());
  }

  static boolean isIn(CiphertextMessage message) throws ProtocolException {
    return fieldsOf(message).has(PQ_RATCHET);
  }

  private static ProtoMessage fieldsOf(CiphertextMessage message) throws ProtocolException {
    byte[] bytes = message.bytes();
    if (message.type() == CiphertextMessage.PREKEY) {
      bytes = ProtoMessage.parse(bytes, 1, bytes.length).bytes(MESSAGE);
    }
    return ProtoMessage.parse(bytes, 1, bytes.length - MAC);
  }

  private static final class Cursor {
    private final byte[] bytes;
    private int position;

    Cursor(byte[] bytes) {
      this.bytes = bytes;
    }

    boolean atEnd() {
      return position == bytes.length;
    }

    int number() {
      int result = 0;
      int shift = 0;
      while (bytes[position] < 0) {
        result |= (bytes[position++] & 0x7F) << shift;
        shift += 7;
      }
      return result | bytes[position++] << shift;
    }
  }
}
