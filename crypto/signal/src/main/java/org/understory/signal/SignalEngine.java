package org.understory.signal;

/**
 * A Signal protocol engine: PQXDH handshakes, Double Ratchet sessions, sender keys and safety
 * numbers, wire-compatible with libsignal 0.86.5 ({@code docs/protocol.md#signal}).
 *
 * <p><b>Guarantees.</b> Every record handed to a store is complete and opaque; a store is written
 * only after the message at hand authenticated, so a forged message changes nothing. All randomness
 * comes from the source given to the engine when it was made.
 *
 * <p><b>Does not protect against</b> a store that is rolled back, or a caller that sends bytes
 * before the store's changes are durable; both are the caller's to prevent.
 *
 * <p>Not thread-safe; one engine may serve many stores from one thread.
 */
public interface SignalEngine {

  /** Which engine answers, for diagnostics: {@code "understory"} or {@code "libsignal"}. */
  String name();

  /** A fresh identity key pair. */
  IdentityKeyPair generateIdentityKeyPair();

  /** A fresh one-time prekey. {@code id} is 1..0xFFFFFF. */
  GeneratedPreKey generatePreKey(int id);

  /** A fresh signed prekey: the 33 public bytes signed by the identity key (XEdDSA). */
  GeneratedPreKey generateSignedPreKey(IdentityKeyPair identity, int id, long nowMillis);

  /** A fresh Kyber1024 prekey: the 1569 public bytes signed by the identity key (XEdDSA). */
  GeneratedPreKey generateKyberPreKey(IdentityKeyPair identity, int id, long nowMillis);

  /**
   * Starts a session to {@code remote} from its bundle (PQXDH, initiator). The next {@link
   * #encrypt} gives a prekey message.
   *
   * @throws ProtocolException when a signature of the bundle does not verify or a key is invalid
   */
  void startSession(ProtocolStore store, DeviceAddress remote, PreKeyBundle bundle, long nowMillis)
      throws ProtocolException;

  /**
   * Encrypts to {@code remote} in the current session.
   *
   * @throws ProtocolException with {@link ProtocolException.Reason#NO_SESSION} when there is none
   */
  CiphertextMessage encrypt(
      ProtocolStore store, DeviceAddress remote, byte[] plaintext, long nowMillis)
      throws ProtocolException;

  /**
   * Decrypts a message of type {@link CiphertextMessage#WHISPER} or {@link
   * CiphertextMessage#PREKEY}.
   *
   * @param nowMillis the time, UTC, kept with the keys of messages that this one overtook ({@link
   *     #forgetSkippedKeys}); 0 or later
   */
  byte[] decrypt(
      ProtocolStore store, DeviceAddress remote, CiphertextMessage message, long nowMillis)
      throws ProtocolException;

  /**
   * Forgets, in every session with {@code remote}, the keys of overtaken messages that were skipped
   * before {@code keptBeforeMillis}; such a message reads as {@link
   * ProtocolException.Reason#DUPLICATE} from then on. Times count in whole seconds, rounded down.
   * The store is written only when something went. The libsignal adapter does nothing: its records
   * hold no times.
   */
  void forgetSkippedKeys(ProtocolStore store, DeviceAddress remote, long keptBeforeMillis)
      throws ProtocolException;

  /**
   * What is said to the sender of a message that does not decrypt: libsignal's {@code
   * DecryptionErrorMessage} ({@code docs/protocol.md#decryption-error}), with the ratchet key of
   * the failed message, or of the message inside a prekey message; none for {@link
   * CiphertextMessage#SENDER_KEY}. Nothing in it is authenticated.
   *
   * @param timestampMillis when the failed message was sent, as its sender said; 0 or later
   * @param deviceId number of the sender's device, 0 or more
   * @throws ProtocolException {@link ProtocolException.Reason#INVALID} when the failed message does
   *     not even decode
   */
  byte[] decryptionError(CiphertextMessage failed, long timestampMillis, int deviceId)
      throws ProtocolException;

  /**
   * Archives the current session with {@code remote} when a {@link #decryptionError} names its
   * sending ratchet key: the next {@link #encrypt} then needs {@link #startSession}, while late
   * messages still read. An error about another session, or without a key, changes nothing. Whether
   * the error may be believed is for the caller to know.
   *
   * @return whether the session was archived
   * @throws ProtocolException {@link ProtocolException.Reason#INVALID} when the error is malformed
   */
  boolean archiveSession(ProtocolStore store, DeviceAddress remote, byte[] decryptionError)
      throws ProtocolException;

  /**
   * The identity key (33 bytes) a prekey message claims, read without using anything up, so that a
   * caller can refuse a stranger before any prekey is spent.
   */
  byte[] identityKeyOf(CiphertextMessage prekeyMessage) throws ProtocolException;

  /**
   * The distribution message for our own chain {@code distributionId} (16 bytes) at its current
   * position; makes the chain when there is none. Not encrypted: send it through a session.
   */
  byte[] createSenderKeyDistribution(ProtocolStore store, DeviceAddress self, byte[] distributionId)
      throws ProtocolException;

  /** Takes in a distribution message that came from {@code sender} through a session. */
  void processSenderKeyDistribution(
      ProtocolStore store, DeviceAddress sender, byte[] distributionMessage)
      throws ProtocolException;

  /** The distribution id (16 bytes) named by a distribution message or sender-key message. */
  byte[] distributionIdOf(byte[] senderKeyOrDistributionMessage) throws ProtocolException;

  /** Encrypts for everyone who holds our chain {@code distributionId}. */
  byte[] groupEncrypt(
      ProtocolStore store, DeviceAddress self, byte[] distributionId, byte[] plaintext)
      throws ProtocolException;

  /**
   * Decrypts a sender-key message of {@code sender}.
   *
   * @throws ProtocolException with {@link ProtocolException.Reason#NO_SENDER_KEY} when the chain is
   *     not known yet, {@link ProtocolException.Reason#DUPLICATE} when it was read before
   * @param nowMillis as for {@link #decrypt}; forgotten by {@link #forgetSkippedSenderKeys}
   */
  byte[] groupDecrypt(
      ProtocolStore store, DeviceAddress sender, byte[] senderKeyMessage, long nowMillis)
      throws ProtocolException;

  /**
   * {@link #groupDecrypt}, with what shows to others that the message said this. An engine that
   * does not give it out, as the libsignal adapter, leaves the seed empty.
   */
  default OpenedGroupMessage openGroup(
      ProtocolStore store, DeviceAddress sender, byte[] senderKeyMessage, long nowMillis)
      throws ProtocolException {
    return new OpenedGroupMessage(
        groupDecrypt(store, sender, senderKeyMessage, nowMillis), new byte[0]);
  }

  /**
   * {@link #forgetSkippedKeys} for the chains of {@code sender} under {@code distributionId} (16
   * bytes). Does nothing when there are none, and nothing in the libsignal adapter.
   */
  void forgetSkippedSenderKeys(
      ProtocolStore store, DeviceAddress sender, byte[] distributionId, long keptBeforeMillis)
      throws ProtocolException;

  /**
   * The safety number of two identities: 60 digits, the same on both sides.
   *
   * @param localId stable bytes naming the local party (here: its device id)
   * @param localIdentity 33 bytes
   */
  String safetyNumber(byte[] localId, byte[] localIdentity, byte[] remoteId, byte[] remoteIdentity);

  /**
   * The same for a code to be scanned: libsignal's scannable fingerprint, protobuf {1 version, 2
   * {1: 32 bytes of the local side}, 3 {1: 32 bytes of the remote side}}. The other device's shows
   * the same two with the sides swapped; {@code ScannableFingerprint} compares them.
   */
  byte[] scannableFingerprint(
      byte[] localId, byte[] localIdentity, byte[] remoteId, byte[] remoteIdentity);
}
