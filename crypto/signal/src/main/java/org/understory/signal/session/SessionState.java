package org.understory.signal.session;

import org.jspecify.annotations.Nullable;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.key.CurveKey;
import org.understory.signal.pq.PqRatchet;

/**
 * One session: whom it is between, how it began, and its ratchets. They move in place; parse
 * another from {@link #serialize}d bytes to try something.
 */
final class SessionState {
  /** The session version of PQXDH, the only one there is. */
  static final int VERSION = 4;

  private final CurveKey localIdentity;
  private final CurveKey remoteIdentity;
  private final int localRegistrationId;
  private final CurveKey baseKey;
  private final RatchetState ratchet;
  private @Nullable PendingPreKey pending;

  /** Of the post-quantum ratchet as stored; read only once it is asked for. */
  private final byte[] storedPqRatchet;

  private @Nullable PqRatchet pqRatchet;

  SessionState(
      CurveKey localIdentity,
      CurveKey remoteIdentity,
      int localRegistrationId,
      CurveKey baseKey,
      RatchetState ratchet,
      @Nullable PendingPreKey pending,
      byte[] storedPqRatchet) {
    this.localIdentity = localIdentity;
    this.remoteIdentity = remoteIdentity;
    this.localRegistrationId = localRegistrationId;
    this.baseKey = baseKey;
    this.ratchet = ratchet;
    this.pending = pending;
    this.storedPqRatchet = storedPqRatchet;
  }

  CurveKey localIdentity() {
    return localIdentity;
  }

  CurveKey remoteIdentity() {
    return remoteIdentity;
  }

  int localRegistrationId() {
    return localRegistrationId;
  }

  /** The initiator's base key, which names the session. */
  CurveKey baseKey() {
    return baseKey;
  }

  RatchetState ratchet() {
    return ratchet;
  }

  /** {@code docs/protocol.md#spqr}. */
  PqRatchet pqRatchet() throws ProtocolException {
    PqRatchet result = pqRatchet;
    if (result == null) {
      result = PqRatchet.parse(storedPqRatchet);
      pqRatchet = result;
    }
    return result;
  }

  /** Drops what was skipped before that time, in both ratchets; whether there was any. */
  boolean forgetSkippedBefore(long keptBeforeMillis) throws ProtocolException {
    boolean inRatchet = ratchet.forgetSkippedBefore(keptBeforeMillis);
    return pqRatchet().forgetSkippedBefore(keptBeforeMillis) || inRatchet;
  }

  /** Not null until the first message of theirs was read, when we are the initiator. */
  @Nullable PendingPreKey pending() {
    return pending;
  }

  void clearPending() {
    pending = null;
  }

  byte[] serialize() {
    ProtoWriter writer =
        new ProtoWriter()
            .uint32(1, VERSION)
            .bytes(2, localIdentity.serialized())
            .bytes(3, remoteIdentity.serialized())
            .uint32(4, localRegistrationId)
            .bytes(5, baseKey.serialized())
            .bytes(6, ratchet.serialize());
    if (pending != null) {
      writer.bytes(7, pending.serialize());
    }
    byte[] pq = pqRatchet == null ? storedPqRatchet : pqRatchet.serialize();
    return writer.bytes(8, pq).toByteArray();
  }

  static SessionState parse(byte[] serialized) throws ProtocolException {
    ProtoMessage message = ProtoMessage.parse(serialized);
    if (message.uint32(1) != VERSION) {
      throw new ProtocolException(Reason.INVALID, "a stored session of another version");
    }
    byte[] pending = message.optionalBytes(7);
    return new SessionState(
        CurveKey.parse(message.bytes(2)),
        CurveKey.parse(message.bytes(3)),
        message.uint32(4),
        CurveKey.parse(message.bytes(5)),
        RatchetState.parse(message.bytes(6)),
        pending == null ? null : PendingPreKey.parse(pending),
        message.bytes(8));
  }

  @Override
  public String toString() {
    return "SessionState[" + ratchet + (pending == null ? "" : ", unacknowledged") + "]";
  }
}
