package org.understory.signal.engine;

import org.jspecify.annotations.Nullable;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.DeviceAddress;
import org.understory.signal.GeneratedPreKey;
import org.understory.signal.IdentityKeyPair;
import org.understory.signal.OpenedGroupMessage;
import org.understory.signal.PreKeyBundle;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.ProtocolStore;
import org.understory.signal.Randomness;
import org.understory.signal.SignalEngine;
import org.understory.signal.group.GroupCipher;
import org.understory.signal.group.SenderKeyDistributionIn;
import org.understory.signal.group.SenderKeyMessageIn;
import org.understory.signal.handshake.Pqxdh;
import org.understory.signal.handshake.PreKeyRecord;
import org.understory.signal.handshake.VerifiedBundle;
import org.understory.signal.key.CurveKey;
import org.understory.signal.key.CurveKeyPair;
import org.understory.signal.pq.MinimumVersion;
import org.understory.signal.primitive.Primitives;
import org.understory.signal.session.DecryptionError;
import org.understory.signal.session.PreKeyMessageIn;
import org.understory.signal.session.SessionBuilder;
import org.understory.signal.session.SessionCipher;
import org.understory.signal.session.SessionRecord;

/**
 * Our own engine: every runtime's, compiled from this one source.
 *
 * <p>Sessions begin with PQXDH and go on with the Double Ratchet and the sparse post-quantum
 * ratchet beside it, which no session is without ({@code docs/protocol.md#signal}).
 */
public final class UnderstoryEngine implements SignalEngine {
  private final Primitives primitives;
  private final KeyMaker keys;
  private final SessionBuilder builder;
  private final SessionCipher cipher;
  private final GroupCipher groups;

  /** The engine that refuses every session without post-quantum ratchet. */
  public UnderstoryEngine(Primitives primitives, Randomness randomness) {
    this(primitives, randomness, MinimumVersion.V1);
  }

  /**
   * @param minimum of the sessions that begin here; those that are there keep theirs
   */
  public UnderstoryEngine(Primitives primitives, Randomness randomness, MinimumVersion minimum) {
    this.primitives = primitives;
    this.keys = new KeyMaker(primitives, randomness);
    this.builder = new SessionBuilder(primitives, randomness, minimum);
    this.cipher = new SessionCipher(primitives, randomness);
    this.groups = new GroupCipher(primitives, randomness);
  }

  @Override
  public String name() {
    return "understory";
  }

  @Override
  public IdentityKeyPair generateIdentityKeyPair() {
    return keys.identity();
  }

  @Override
  public GeneratedPreKey generatePreKey(int id) {
    return keys.preKey(id);
  }

  @Override
  public GeneratedPreKey generateSignedPreKey(IdentityKeyPair identity, int id, long nowMillis) {
    return keys.signedPreKey(identity, id);
  }

  @Override
  public GeneratedPreKey generateKyberPreKey(IdentityKeyPair identity, int id, long nowMillis) {
    return keys.kyberPreKey(identity, id);
  }

  @Override
  public void startSession(
      ProtocolStore store, DeviceAddress remote, PreKeyBundle bundle, long nowMillis)
      throws ProtocolException {
    requireTrust(store, remote, bundle.identityKey());
    VerifiedBundle verified = VerifiedBundle.verify(primitives, bundle);
    SessionRecord record = SessionRecord.load(store.loadSession(remote));
    builder.initiate(record, identityOf(store), store.registrationId(), verified, nowMillis);
    store.storeSession(remote, record.serialize());
  }

  @Override
  public CiphertextMessage encrypt(
      ProtocolStore store, DeviceAddress remote, byte[] plaintext, long nowMillis)
      throws ProtocolException {
    SessionRecord record = SessionRecord.load(store.loadSession(remote));
    requireTrust(store, remote, cipher.recipient(record).serialized());
    CiphertextMessage message = cipher.encrypt(record, plaintext, nowMillis);
    store.storeSession(remote, record.serialize());
    return message;
  }

  @Override
  public byte[] decrypt(
      ProtocolStore store, DeviceAddress remote, CiphertextMessage message, long nowMillis)
      throws ProtocolException {
    return switch (message.type()) {
      case CiphertextMessage.WHISPER -> decryptWhisper(store, remote, message.bytes(), nowMillis);
      case CiphertextMessage.PREKEY ->
          decryptPreKey(store, remote, PreKeyMessageIn.parse(message.bytes()), nowMillis);
      default -> throw new ProtocolException(Reason.INVALID, "an unknown type of message");
    };
  }

  private byte[] decryptWhisper(
      ProtocolStore store, DeviceAddress remote, byte[] message, long nowMillis)
      throws ProtocolException {
    SessionRecord record = SessionRecord.load(store.loadSession(remote));
    SessionCipher.Decrypted decrypted = cipher.decrypt(record, message, nowMillis);
    requireTrust(store, remote, decrypted.identity().serialized());
    store.storeSession(remote, record.serialize());
    return decrypted.plaintext();
  }

  /**
   * Prekeys are used up, and the session stored, only after the message inside was read. Of a
   * session that is known already no prekey is needed: they went with its first message.
   */
  private byte[] decryptPreKey(
      ProtocolStore store, DeviceAddress remote, PreKeyMessageIn message, long nowMillis)
      throws ProtocolException {
    requireTrust(store, remote, message.identityKey().serialized());
    SessionRecord record = SessionRecord.load(store.loadSession(remote));
    boolean known = builder.promoteKnown(record, message);
    if (!known) {
      builder.respond(record, responderKeys(store, message), store.registrationId(), message);
    }
    SessionCipher.Decrypted decrypted =
        cipher.decryptInCurrent(record, message.message(), nowMillis);
    requireTrust(store, remote, decrypted.identity().serialized());
    if (!known) {
      useUpPreKeys(store, message);
    }
    store.storeSession(remote, record.serialize());
    return decrypted.plaintext();
  }

  private static void useUpPreKeys(ProtocolStore store, PreKeyMessageIn message)
      throws ProtocolException {
    boolean fresh =
        store.markKyberPreKeyUsed(
            message.kyberPreKeyId(), message.signedPreKeyId(), message.baseKey().serialized());
    if (!fresh) {
      throw new ProtocolException(Reason.INVALID, "a base key used before");
    }
    Integer preKeyId = message.preKeyId();
    if (preKeyId != null) {
      store.removePreKey(preKeyId);
    }
  }

  private Pqxdh.ResponderKeys responderKeys(ProtocolStore store, PreKeyMessageIn message)
      throws ProtocolException {
    PreKeyRecord signed = record(store.loadSignedPreKey(message.signedPreKeyId()));
    PreKeyRecord kyber = record(store.loadKyberPreKey(message.kyberPreKeyId()));
    Integer preKeyId = message.preKeyId();
    PreKeyRecord oneTime = preKeyId == null ? null : record(store.loadPreKey(preKeyId));
    return new Pqxdh.ResponderKeys(
        identityOf(store),
        signed.curvePair(primitives),
        oneTime == null ? null : oneTime.curvePair(primitives),
        kyber.kyberPair(primitives));
  }

  @Override
  public void forgetSkippedKeys(ProtocolStore store, DeviceAddress remote, long keptBeforeMillis)
      throws ProtocolException {
    SessionRecord record = SessionRecord.load(store.loadSession(remote));
    if (record.forgetSkippedBefore(keptBeforeMillis)) {
      store.storeSession(remote, record.serialize());
    }
  }

  @Override
  public byte[] decryptionError(CiphertextMessage failed, long timestampMillis, int deviceId)
      throws ProtocolException {
    return DecryptionError.of(failed, timestampMillis, deviceId).serialize();
  }

  @Override
  public boolean archiveSession(ProtocolStore store, DeviceAddress remote, byte[] decryptionError)
      throws ProtocolException {
    CurveKey ratchetKey = DecryptionError.parse(decryptionError).ratchetKey();
    SessionRecord record = SessionRecord.load(store.loadSession(remote));
    boolean archived = ratchetKey != null && record.archiveSentFrom(ratchetKey);
    if (archived) {
      store.storeSession(remote, record.serialize());
    }
    return archived;
  }

  @Override
  public byte[] identityKeyOf(CiphertextMessage prekeyMessage) throws ProtocolException {
    if (prekeyMessage.type() != CiphertextMessage.PREKEY) {
      throw new ProtocolException(Reason.INVALID, "not a prekey message");
    }
    return PreKeyMessageIn.parse(prekeyMessage.bytes()).identityKey().serialized();
  }

  @Override
  public byte[] createSenderKeyDistribution(
      ProtocolStore store, DeviceAddress self, byte[] distributionId) throws ProtocolException {
    return groups.createDistribution(store, self, distributionId);
  }

  @Override
  public void processSenderKeyDistribution(
      ProtocolStore store, DeviceAddress sender, byte[] distributionMessage)
      throws ProtocolException {
    SenderKeyDistributionIn message = SenderKeyDistributionIn.parse(distributionMessage);
    groups.processDistribution(store, sender, message);
  }

  /** A group message has a signature behind its fields, which a distribution message has not. */
  @Override
  public byte[] distributionIdOf(byte[] senderKeyOrDistributionMessage) throws ProtocolException {
    try {
      return SenderKeyDistributionIn.parse(senderKeyOrDistributionMessage).distributionId();
    } catch (ProtocolException notADistribution) {
      return SenderKeyMessageIn.parse(senderKeyOrDistributionMessage).distributionId();
    }
  }

  @Override
  public byte[] groupEncrypt(
      ProtocolStore store, DeviceAddress self, byte[] distributionId, byte[] plaintext)
      throws ProtocolException {
    return groups.encrypt(store, self, distributionId, plaintext);
  }

  @Override
  public byte[] groupDecrypt(
      ProtocolStore store, DeviceAddress sender, byte[] senderKeyMessage, long nowMillis)
      throws ProtocolException {
    return openGroup(store, sender, senderKeyMessage, nowMillis).plaintext();
  }

  @Override
  public OpenedGroupMessage openGroup(
      ProtocolStore store, DeviceAddress sender, byte[] senderKeyMessage, long nowMillis)
      throws ProtocolException {
    return groups.decrypt(store, sender, SenderKeyMessageIn.parse(senderKeyMessage), nowMillis);
  }

  @Override
  public void forgetSkippedSenderKeys(
      ProtocolStore store, DeviceAddress sender, byte[] distributionId, long keptBeforeMillis)
      throws ProtocolException {
    groups.forgetSkipped(store, sender, distributionId, keptBeforeMillis);
  }

  @Override
  public String safetyNumber(
      byte[] localId, byte[] localIdentity, byte[] remoteId, byte[] remoteIdentity) {
    return SafetyNumber.of(primitives.digest(), localId, localIdentity, remoteId, remoteIdentity);
  }

  @Override
  public byte[] scannableFingerprint(
      byte[] localId, byte[] localIdentity, byte[] remoteId, byte[] remoteIdentity) {
    return ScannableFingerprint.write(
        SafetyNumber.hash(primitives.digest(), localId, localIdentity),
        SafetyNumber.hash(primitives.digest(), remoteId, remoteIdentity));
  }

  private static CurveKeyPair identityOf(ProtocolStore store) throws ProtocolException {
    IdentityKeyPair identity = store.identityKeyPair();
    return CurveKeyPair.of(identity.publicKey(), identity.privateKey());
  }

  private static PreKeyRecord record(byte @Nullable [] stored) throws ProtocolException {
    if (stored == null) {
      throw new ProtocolException(Reason.NO_PREKEY, "a prekey that is not here");
    }
    return PreKeyRecord.parse(stored);
  }

  private static void requireTrust(ProtocolStore store, DeviceAddress remote, byte[] identityKey)
      throws ProtocolException {
    if (!store.isTrustedIdentity(remote, CurveKey.parse(identityKey).serialized())) {
      throw new ProtocolException(Reason.UNTRUSTED_IDENTITY, "not that device's identity key");
    }
  }
}
