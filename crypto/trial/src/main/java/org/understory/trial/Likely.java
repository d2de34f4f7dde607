package org.understory.trial;

import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolStore;
import org.understory.signal.codec.ProtoMessage;

/** What a message names in the store, read without judging it, so that it need not be asked for. */
final class Likely {
  private static final byte[] NO_ID = new byte[16];

  private Likely() {}

  static void preKeys(RemoteCall call, ProtocolStore store, byte[] message) {
    try {
      ProtoMessage fields = ProtoMessage.parse(message, 1, message.length);
      call.knowing(store, Rows.signedPreKey(fields.uint32(6)));
      call.knowing(store, Rows.kyberPreKey(fields.uint32(7)));
      call.knowing(store, Rows.preKey(fields.uint32(1)));
    } catch (ProtocolException | RuntimeException malformed) {
      // The far side will refuse it in its own words.
    }
  }

  /** The distribution id of a sender-key or distribution message, or one that nobody has. */
  static byte[] distribution(byte[] message) {
    try {
      byte[] id = ProtoMessage.parse(message, 1, message.length).bytes(1);
      return id.length == NO_ID.length ? id : NO_ID;
    } catch (ProtocolException | RuntimeException malformed) {
      return NO_ID;
    }
  }
}
