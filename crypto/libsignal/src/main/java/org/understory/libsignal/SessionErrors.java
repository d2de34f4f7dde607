package org.understory.libsignal;

import org.signal.libsignal.protocol.InvalidKeyException;
import org.signal.libsignal.protocol.InvalidMessageException;
import org.signal.libsignal.protocol.SignalProtocolAddress;
import org.signal.libsignal.protocol.ecc.ECPublicKey;
import org.signal.libsignal.protocol.message.DecryptionErrorMessage;
import org.signal.libsignal.protocol.state.SessionRecord;
import org.understory.signal.CiphertextMessage;

/** libsignal's own words for "this did not decrypt", and what they do to a session. */
final class SessionErrors {
  private SessionErrors() {}

  /**
   * A message that does not decode is an IllegalArgumentException there: no checked one is
   * declared.
   */
  static byte[] write(CiphertextMessage failed, long timestampMillis, int deviceId)
      throws InvalidMessageException {
    try {
      return DecryptionErrorMessage.forOriginalMessage(
              failed.bytes(), failed.type(), timestampMillis, deviceId)
          .serialize();
    } catch (IllegalArgumentException e) {
      throw new InvalidMessageException(e);
    }
  }

  static boolean archive(StoreBridge store, SignalProtocolAddress remote, byte[] error)
      throws InvalidKeyException, InvalidMessageException {
    ECPublicKey ratchetKey = new DecryptionErrorMessage(error).getRatchetKey().orElse(null);
    SessionRecord record = store.loadSession(remote);
    if (record == null || ratchetKey == null || !record.currentRatchetKeyMatches(ratchetKey)) {
      return false;
    }
    record.archiveCurrentState();
    store.storeSession(remote, record);
    return true;
  }
}
