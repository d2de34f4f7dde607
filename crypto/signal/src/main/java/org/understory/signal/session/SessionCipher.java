package org.understory.signal.session;

import org.jspecify.annotations.Nullable;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.Randomness;
import org.understory.signal.codec.Bytes;
import org.understory.signal.key.CurveKey;
import org.understory.signal.pq.PqRatchet;
import org.understory.signal.primitive.Primitives;

/**
 * Encrypts and decrypts in the sessions of one record. The record changes only when a call returns;
 * a call that throws leaves it to be thrown away.
 */
public final class SessionCipher {
  /** After so long without an answer a session is given up; the next message needs a bundle. */
  static final long MAX_UNACKNOWLEDGED_MILLIS = 30L * 24 * 60 * 60 * 1000;

  private final Primitives primitives;
  private final Randomness randomness;

  public SessionCipher(Primitives primitives, Randomness randomness) {
    this.primitives = primitives;
    this.randomness = randomness;
  }

  /**
   * What was read, and from whom.
   *
   * @param identity of the session's other side
   */
  public record Decrypted(byte[] plaintext, CurveKey identity) {
    @Override
    public String toString() {
      return "Decrypted[" + plaintext.length + " bytes]";
    }
  }

  /** The identity of the other side of the session we would send in. */
  public CurveKey recipient(SessionRecord record) throws ProtocolException {
    return currentOf(record).remoteIdentity();
  }

  public CiphertextMessage encrypt(SessionRecord record, byte[] plaintext, long nowMillis)
      throws ProtocolException {
    SessionState state = currentOf(record);
    PendingPreKey pending = state.pending();
    if (pending != null && nowMillis - pending.startedMillis() > MAX_UNACKNOWLEDGED_MILLIS) {
      throw new ProtocolException(Reason.NO_SESSION, "the session was never acknowledged");
    }
    byte[] seed = state.ratchet().sending().chainKey().messageSeed(primitives.digest());
    PqRatchet.Sent pq = state.pqRatchet().send(primitives, randomness);
    MessageKey key = MessageKey.derive(primitives.digest(), seed, pq.salt());
    Bytes.wipe(seed, pq.salt());
    byte[] ciphertext = key.encrypt(primitives, plaintext);
    byte[] message = SignalMessageIn.write(primitives, state, key, ciphertext, pq.field());
    key.wipe();
    state.ratchet().advanceSending(primitives);
    record.replaceCurrent(state);
    return pending == null
        ? new CiphertextMessage(CiphertextMessage.WHISPER, message)
        : new CiphertextMessage(
            CiphertextMessage.PREKEY, PreKeyMessageIn.write(state, pending, message));
  }

  /** Tries the current session, then the archived ones, and promotes the one that reads it. */
  public Decrypted decrypt(SessionRecord record, byte[] serialized, long nowMillis)
      throws ProtocolException {
    SignalMessageIn message = SignalMessageIn.parse(serialized);
    SessionState current = record.current();
    if (current == null && record.archivedCount() == 0) {
      throw new ProtocolException(Reason.NO_SESSION, "no session");
    }
    if (current != null) {
      byte[] plaintext = attempt(current, message, nowMillis);
      if (plaintext != null) {
        record.replaceCurrent(current);
        return new Decrypted(plaintext, current.remoteIdentity());
      }
    }
    for (int i = 0; i < record.archivedCount(); i++) {
      SessionState state = record.archived(i);
      byte[] plaintext = attempt(state, message, nowMillis);
      if (plaintext != null) {
        record.promote(i, state);
        return new Decrypted(plaintext, state.remoteIdentity());
      }
    }
    throw new ProtocolException(Reason.INVALID, "no session reads the message");
  }

  /** A prekey message made or promoted the session it belongs to: that one or none reads it. */
  public Decrypted decryptInCurrent(SessionRecord record, byte[] serialized, long nowMillis)
      throws ProtocolException {
    SignalMessageIn message = SignalMessageIn.parse(serialized);
    SessionState current = currentOf(record);
    byte[] plaintext = attempt(current, message, nowMillis);
    if (plaintext == null) {
      throw new ProtocolException(Reason.INVALID, "its own session does not read the message");
    }
    record.replaceCurrent(current);
    return new Decrypted(plaintext, current.remoteIdentity());
  }

  /**
   * The plaintext, or null when the message is not of this session; a duplicate ends the search,
   * because its chain is known here.
   */
  private byte @Nullable [] attempt(SessionState state, SignalMessageIn message, long nowMillis)
      throws ProtocolException {
    MessageKey key;
    try {
      key = takeKey(state, message, nowMillis);
    } catch (ProtocolException e) {
      if (e.reason() == Reason.DUPLICATE) {
        throw e;
      }
      return null;
    }
    byte[] plaintext =
        message.authenticates(primitives, state, key)
            ? key.decrypt(primitives, message.ciphertext())
            : null;
    key.wipe();
    if (plaintext != null) {
      state.clearPending();
    }
    return plaintext;
  }

  private MessageKey takeKey(SessionState state, SignalMessageIn message, long nowMillis)
      throws ProtocolException {
    byte[] seed =
        state
            .ratchet()
            .takeSeed(primitives, randomness, message.ratchetKey(), message.counter(), nowMillis);
    byte[] salt = state.pqRatchet().receive(primitives, randomness, message.pqRatchet(), nowMillis);
    MessageKey key = MessageKey.derive(primitives.digest(), seed, salt);
    Bytes.wipe(seed, salt);
    return key;
  }

  private static SessionState currentOf(SessionRecord record) throws ProtocolException {
    SessionState state = record.current();
    if (state == null) {
      throw new ProtocolException(Reason.NO_SESSION, "no session");
    }
    return state;
  }
}
