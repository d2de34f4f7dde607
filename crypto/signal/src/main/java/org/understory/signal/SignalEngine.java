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
   */
  byte[] decrypt(ProtocolStore store, DeviceAddress remote, CiphertextMessage message)
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
   */
  byte[] groupDecrypt(ProtocolStore store, DeviceAddress sender, byte[] senderKeyMessage)
      throws ProtocolException;

  /**
   * The safety number of two identities: 60 digits, the same on both sides.
   *
   * @param localId stable bytes naming the local party (here: its device id)
   * @param localIdentity 33 bytes
   */
  String safetyNumber(byte[] localId, byte[] localIdentity, byte[] remoteId, byte[] remoteIdentity);
}
