package org.understory.signal.session;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.key.CurveKey;

/**
 * All sessions with one device: the current one, in which we send, and those before it, newest
 * first, in which late messages still read. States stay bytes until they are asked for, so that a
 * trial always works on a copy.
 */
public final class SessionRecord {
  /** libsignal's number: two devices that keep starting sessions at once need a few, not more. */
  static final int MAX_ARCHIVED = 40;

  /** 1 was without post-quantum ratchet, and of no release. */
  private static final byte FORMAT = 2;

  private byte @Nullable [] current;
  private final List<byte[]> archived;

  private SessionRecord(byte @Nullable [] current, List<byte[]> archived) {
    this.current = current;
    this.archived = archived;
  }

  /** From the store's bytes; null gives a record without a session. */
  public static SessionRecord load(byte @Nullable [] stored) throws ProtocolException {
    if (stored == null) {
      return new SessionRecord(null, new ArrayList<>());
    }
    if (stored.length == 0 || stored[0] != FORMAT) {
      throw new ProtocolException(Reason.INVALID, "a session record of an unknown format");
    }
    ProtoMessage message = ProtoMessage.parse(stored, 1, stored.length);
    return new SessionRecord(message.optionalBytes(1), message.repeatedBytes(2));
  }

  public byte[] serialize() {
    ProtoWriter writer = new ProtoWriter();
    if (current != null) {
      writer.bytes(1, current);
    }
    for (byte[] state : archived) {
      writer.bytes(2, state);
    }
    byte[] body = writer.toByteArray();
    byte[] result = new byte[body.length + 1];
    result[0] = FORMAT;
    System.arraycopy(body, 0, result, 1, body.length);
    return result;
  }

  /** A fresh copy of the session we send in, or null. */
  @Nullable SessionState current() throws ProtocolException {
    return current == null ? null : SessionState.parse(current);
  }

  /** A fresh copy of an archived session; 0 is the newest. */
  SessionState archived(int index) throws ProtocolException {
    return SessionState.parse(archived.get(index));
  }

  int archivedCount() {
    return archived.size();
  }

  /** Writes back what the current session has become. */
  void replaceCurrent(SessionState state) {
    current = state.serialize();
  }

  /** A new session: the current one becomes the newest archived one. */
  void start(SessionState state) throws ProtocolException {
    archiveCurrent();
    current = state.serialize();
  }

  /** An archived session in which something was read becomes current, as that something left it. */
  void promote(int index, SessionState state) throws ProtocolException {
    archived.remove(index);
    start(state);
  }

  /**
   * Makes the session that began with this base key current, if there is one: the other side has
   * not seen our answer yet and repeats itself.
   */
  boolean promoteStartedBy(CurveKey baseKey) throws ProtocolException {
    SessionState now = current();
    if (now != null && now.baseKey().equals(baseKey)) {
      return true;
    }
    for (int i = 0; i < archived.size(); i++) {
      SessionState state = archived(i);
      if (state.baseKey().equals(baseKey)) {
        promote(i, state);
        return true;
      }
    }
    return false;
  }

  /**
   * Archives the current session when this is the ratchet key that we send from: the other side
   * said that it cannot read it.
   *
   * @return whether it was
   */
  public boolean archiveSentFrom(CurveKey ratchetKey) throws ProtocolException {
    SessionState state = current();
    if (state == null || !state.ratchet().sending().ratchet().publicKey().equals(ratchetKey)) {
      return false;
    }
    archiveCurrent();
    return true;
  }

  /** Drops seeds skipped before that time in all sessions; whether there were any. */
  public boolean forgetSkippedBefore(long keptBeforeMillis) throws ProtocolException {
    boolean forgot = false;
    SessionState now = current();
    if (now != null && now.forgetSkippedBefore(keptBeforeMillis)) {
      replaceCurrent(now);
      forgot = true;
    }
    for (int i = 0; i < archived.size(); i++) {
      SessionState state = archived(i);
      if (state.forgetSkippedBefore(keptBeforeMillis)) {
        archived.set(i, state.serialize());
        forgot = true;
      }
    }
    return forgot;
  }

  /**
   * An archived session sends nothing, so what it would add to a message (1.6 KB of KEM ciphertext)
   * is dropped; only a message of theirs brings it back, and that acknowledges it.
   */
  private void archiveCurrent() throws ProtocolException {
    SessionState state = current();
    if (state == null) {
      return;
    }
    state.clearPending();
    archived.add(0, state.serialize());
    if (archived.size() > MAX_ARCHIVED) {
      archived.remove(archived.size() - 1);
    }
    current = null;
  }

  @Override
  public String toString() {
    return "SessionRecord[" + (current == null ? 0 : 1) + " + " + archived.size() + "]";
  }
}
