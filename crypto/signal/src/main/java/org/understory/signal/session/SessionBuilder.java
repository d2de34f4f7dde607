package org.understory.signal.session;

import org.jspecify.annotations.Nullable;
import org.understory.signal.ProtocolException;
import org.understory.signal.Randomness;
import org.understory.signal.codec.Bytes;
import org.understory.signal.handshake.Pqxdh;
import org.understory.signal.handshake.SharedSecrets;
import org.understory.signal.handshake.VerifiedBundle;
import org.understory.signal.key.CurveKeyPair;
import org.understory.signal.key.KemKey;
import org.understory.signal.pq.MinimumVersion;
import org.understory.signal.pq.PqRatchet;
import org.understory.signal.primitive.Primitives;

/** Puts a new session into a record: from a bundle as initiator, from a message as responder. */
public final class SessionBuilder {
  private final Primitives primitives;
  private final Randomness randomness;
  private final MinimumVersion minimum;

  /**
   * @param minimum of the sessions that begin here
   */
  public SessionBuilder(Primitives primitives, Randomness randomness, MinimumVersion minimum) {
    this.primitives = primitives;
    this.randomness = randomness;
    this.minimum = minimum;
  }

  public void initiate(
      SessionRecord record,
      CurveKeyPair identity,
      int registrationId,
      VerifiedBundle bundle,
      long nowMillis)
      throws ProtocolException {
    CurveKeyPair baseKey = CurveKeyPair.generate(primitives, randomness);
    Pqxdh.Initiated handshake = Pqxdh.initiate(primitives, randomness, identity, baseKey, bundle);
    RatchetState ratchet =
        RatchetState.initiator(primitives, randomness, handshake.secrets(), bundle.signedPreKey());
    PendingPreKey pending =
        new PendingPreKey(
            bundle.preKey() == null ? null : Integer.valueOf(bundle.preKeyId()),
            bundle.signedPreKeyId(),
            baseKey.publicKey(),
            bundle.kyberPreKeyId(),
            KemKey.serialize(handshake.kemCiphertext()),
            nowMillis);
    Bytes.wipe(baseKey.privateKey());
    record.start(
        new SessionState(
            identity.publicKey(),
            bundle.identityKey(),
            registrationId,
            baseKey.publicKey(),
            ratchet,
            pending,
            pqRatchet(handshake.secrets(), true)));
  }

  /** The message inside is still to be decrypted in the session that this starts. */
  public void respond(
      SessionRecord record, Pqxdh.ResponderKeys keys, int registrationId, PreKeyMessageIn message)
      throws ProtocolException {
    SharedSecrets secrets =
        Pqxdh.respond(
            primitives, keys, message.identityKey(), message.baseKey(), message.kyberCiphertext());
    @Nullable PendingPreKey nothingPending = null;
    record.start(
        new SessionState(
            keys.identity().publicKey(),
            message.identityKey(),
            registrationId,
            message.baseKey(),
            RatchetState.responder(secrets, keys.signedPreKey()),
            nothingPending,
            pqRatchet(secrets, false)));
  }

  private byte[] pqRatchet(SharedSecrets secrets, boolean initiator) {
    byte[] stored =
        PqRatchet.start(primitives, secrets.pqAuthentication(), initiator, minimum).serialize();
    Bytes.wipe(secrets.pqAuthentication());
    return stored;
  }

  /** Whether the message belongs to a session we have, which then is the current one. */
  public boolean promoteKnown(SessionRecord record, PreKeyMessageIn message)
      throws ProtocolException {
    return record.promoteStartedBy(message.baseKey());
  }
}
