package org.understory.libsignal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.signal.libsignal.protocol.IdentityKey;
import org.signal.libsignal.protocol.InvalidKeyException;
import org.signal.libsignal.protocol.InvalidMessageException;
import org.signal.libsignal.protocol.InvalidVersionException;
import org.signal.libsignal.protocol.LegacyMessageException;
import org.signal.libsignal.protocol.SessionBuilder;
import org.signal.libsignal.protocol.SessionCipher;
import org.signal.libsignal.protocol.SignalProtocolAddress;
import org.signal.libsignal.protocol.ecc.ECKeyPair;
import org.signal.libsignal.protocol.ecc.ECPrivateKey;
import org.signal.libsignal.protocol.ecc.ECPublicKey;
import org.signal.libsignal.protocol.fingerprint.Fingerprint;
import org.signal.libsignal.protocol.fingerprint.NumericFingerprintGenerator;
import org.signal.libsignal.protocol.groups.GroupCipher;
import org.signal.libsignal.protocol.groups.GroupSessionBuilder;
import org.signal.libsignal.protocol.kem.KEMKeyPair;
import org.signal.libsignal.protocol.kem.KEMKeyType;
import org.signal.libsignal.protocol.kem.KEMPublicKey;
import org.signal.libsignal.protocol.message.PreKeySignalMessage;
import org.signal.libsignal.protocol.message.SenderKeyDistributionMessage;
import org.signal.libsignal.protocol.message.SenderKeyMessage;
import org.signal.libsignal.protocol.message.SignalMessage;
import org.signal.libsignal.protocol.state.KyberPreKeyRecord;
import org.signal.libsignal.protocol.state.PreKeyRecord;
import org.signal.libsignal.protocol.state.SignedPreKeyRecord;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.DeviceAddress;
import org.understory.signal.GeneratedPreKey;
import org.understory.signal.IdentityKeyPair;
import org.understory.signal.PreKeyBundle;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.ProtocolStore;
import org.understory.signal.SignalEngine;

/**
 * The port on libsignal-client 0.86.5.
 *
 * <p>Draws its randomness itself, in native code. Records are libsignal's own and cannot be read by
 * the other engine: a store belongs to one engine for good. Linux on amd64 with glibc 2.34 or later
 * only; the native library is unpacked to the directory for temporary files on first use.
 */
public final class LibsignalEngine implements SignalEngine {
  /** libsignal addresses are name and device number; our names are of devices already. */
  private static final int DEVICE = 1;

  private static final int FINGERPRINT_ITERATIONS = 5200;
  private static final int FINGERPRINT_VERSION = 2;

  @Override
  public String name() {
    return "libsignal";
  }

  @Override
  public IdentityKeyPair generateIdentityKeyPair() {
    ECKeyPair pair = ECKeyPair.generate();
    return new IdentityKeyPair(pair.getPublicKey().serialize(), pair.getPrivateKey().serialize());
  }

  @Override
  public GeneratedPreKey generatePreKey(int id) {
    ECKeyPair pair = ECKeyPair.generate();
    return new GeneratedPreKey(
        id, pair.getPublicKey().serialize(), new byte[0], new PreKeyRecord(id, pair).serialize());
  }

  @Override
  public GeneratedPreKey generateSignedPreKey(IdentityKeyPair identity, int id, long nowMillis) {
    ECKeyPair pair = ECKeyPair.generate();
    byte[] publicKey = pair.getPublicKey().serialize();
    byte[] signature = sign(identity, publicKey);
    byte[] record = new SignedPreKeyRecord(id, nowMillis, pair, signature).serialize();
    return new GeneratedPreKey(id, publicKey, signature, record);
  }

  @Override
  public GeneratedPreKey generateKyberPreKey(IdentityKeyPair identity, int id, long nowMillis) {
    KEMKeyPair pair = KEMKeyPair.generate(KEMKeyType.KYBER_1024);
    byte[] publicKey = pair.getPublicKey().serialize();
    byte[] signature = sign(identity, publicKey);
    byte[] record = new KyberPreKeyRecord(id, nowMillis, pair, signature).serialize();
    return new GeneratedPreKey(id, publicKey, signature, record);
  }

  @Override
  public void startSession(
      ProtocolStore store, DeviceAddress remote, PreKeyBundle bundle, long nowMillis)
      throws ProtocolException {
    Refusals.translate(
        Reason.NO_SESSION,
        () -> {
          new SessionBuilder(new StoreBridge(store), address(remote))
              .process(toLibsignal(bundle), Instant.ofEpochMilli(nowMillis));
          return store;
        });
  }

  @Override
  public CiphertextMessage encrypt(
      ProtocolStore store, DeviceAddress remote, byte[] plaintext, long nowMillis)
      throws ProtocolException {
    return Refusals.translate(
        Reason.NO_SESSION,
        () -> {
          org.signal.libsignal.protocol.message.CiphertextMessage message =
              cipher(store, remote).encrypt(plaintext, Instant.ofEpochMilli(nowMillis));
          return new CiphertextMessage(message.getType(), message.serialize());
        });
  }

  @Override
  public byte[] decrypt(
      ProtocolStore store, DeviceAddress remote, CiphertextMessage message, long nowMillis)
      throws ProtocolException {
    return Refusals.translate(
        Reason.NO_SESSION,
        () ->
            switch (message.type()) {
              case CiphertextMessage.WHISPER ->
                  cipher(store, remote).decrypt(new SignalMessage(message.bytes()));
              case CiphertextMessage.PREKEY ->
                  cipher(store, remote).decrypt(new PreKeySignalMessage(message.bytes()));
              default -> throw new InvalidMessageException("type");
            });
  }

  /** libsignal keeps no time with its skipped keys: it bounds their number, not their age. */
  @Override
  public void forgetSkippedKeys(ProtocolStore store, DeviceAddress remote, long keptBeforeMillis) {}

  @Override
  public byte[] decryptionError(CiphertextMessage failed, long timestampMillis, int deviceId)
      throws ProtocolException {
    return Refusals.translate(
        Reason.NO_SESSION, () -> SessionErrors.write(failed, timestampMillis, deviceId));
  }

  @Override
  public boolean archiveSession(ProtocolStore store, DeviceAddress remote, byte[] decryptionError)
      throws ProtocolException {
    return Refusals.translate(
        Reason.NO_SESSION,
        () -> SessionErrors.archive(new StoreBridge(store), address(remote), decryptionError));
  }

  @Override
  public byte[] identityKeyOf(CiphertextMessage prekeyMessage) throws ProtocolException {
    if (prekeyMessage.type() != CiphertextMessage.PREKEY) {
      throw new ProtocolException(Reason.INVALID, "not a prekey message");
    }
    return Refusals.translate(
        Reason.NO_SESSION,
        () -> new PreKeySignalMessage(prekeyMessage.bytes()).getIdentityKey().serialize());
  }

  @Override
  public byte[] createSenderKeyDistribution(
      ProtocolStore store, DeviceAddress self, byte[] distributionId) throws ProtocolException {
    return Refusals.translate(
        Reason.NO_SENDER_KEY,
        () ->
            new GroupSessionBuilder(new StoreBridge(store))
                .create(address(self), DistributionId.toUuid(distributionId))
                .serialize());
  }

  @Override
  public void processSenderKeyDistribution(
      ProtocolStore store, DeviceAddress sender, byte[] distributionMessage)
      throws ProtocolException {
    Refusals.translate(
        Reason.NO_SENDER_KEY,
        () -> {
          new GroupSessionBuilder(new StoreBridge(store))
              .process(address(sender), new SenderKeyDistributionMessage(distributionMessage));
          return store;
        });
  }

  @Override
  public byte[] distributionIdOf(byte[] senderKeyOrDistributionMessage) throws ProtocolException {
    return Refusals.translate(
        Reason.NO_SENDER_KEY, () -> distributionId(senderKeyOrDistributionMessage));
  }

  private static byte[] distributionId(byte[] message)
      throws InvalidMessageException,
          InvalidVersionException,
          LegacyMessageException,
          InvalidKeyException {
    try {
      return DistributionId.toBytes(new SenderKeyDistributionMessage(message).getDistributionId());
    } catch (InvalidMessageException | InvalidKeyException notADistribution) {
      return DistributionId.toBytes(new SenderKeyMessage(message).getDistributionId());
    }
  }

  @Override
  public byte[] groupEncrypt(
      ProtocolStore store, DeviceAddress self, byte[] distributionId, byte[] plaintext)
      throws ProtocolException {
    return Refusals.translate(
        Reason.NO_SENDER_KEY,
        () ->
            new GroupCipher(new StoreBridge(store), address(self))
                .encrypt(DistributionId.toUuid(distributionId), plaintext)
                .serialize());
  }

  @Override
  public byte[] groupDecrypt(
      ProtocolStore store, DeviceAddress sender, byte[] senderKeyMessage, long nowMillis)
      throws ProtocolException {
    return Refusals.translate(
        Reason.NO_SENDER_KEY,
        () -> new GroupCipher(new StoreBridge(store), address(sender)).decrypt(senderKeyMessage));
  }

  /** As {@link #forgetSkippedKeys}. */
  @Override
  public void forgetSkippedSenderKeys(
      ProtocolStore store, DeviceAddress sender, byte[] distributionId, long keptBeforeMillis) {}

  @Override
  public String safetyNumber(
      byte[] localId, byte[] localIdentity, byte[] remoteId, byte[] remoteIdentity) {
    return fingerprint(localId, localIdentity, remoteId, remoteIdentity)
        .getDisplayableFingerprint()
        .getDisplayText();
  }

  @Override
  public byte[] scannableFingerprint(
      byte[] localId, byte[] localIdentity, byte[] remoteId, byte[] remoteIdentity) {
    return fingerprint(localId, localIdentity, remoteId, remoteIdentity)
        .getScannableFingerprint()
        .getSerialized();
  }

  private static Fingerprint fingerprint(
      byte[] localId, byte[] localIdentity, byte[] remoteId, byte[] remoteIdentity) {
    try {
      return new NumericFingerprintGenerator(FINGERPRINT_ITERATIONS)
          .createFor(
              FINGERPRINT_VERSION,
              localId,
              new IdentityKey(localIdentity),
              remoteId,
              new IdentityKey(remoteIdentity));
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException("not an identity key", e);
    }
  }

  private static byte[] sign(IdentityKeyPair identity, byte[] message) {
    try {
      return new ECPrivateKey(identity.privateKey()).calculateSignature(message);
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException("not an identity key", e);
    }
  }

  private static org.signal.libsignal.protocol.state.PreKeyBundle toLibsignal(PreKeyBundle bundle)
      throws InvalidKeyException {
    byte[] preKey = bundle.preKey();
    @Nullable ECPublicKey oneTime = preKey == null ? null : new ECPublicKey(preKey);
    return new org.signal.libsignal.protocol.state.PreKeyBundle(
        bundle.registrationId(),
        DEVICE,
        oneTime == null
            ? org.signal.libsignal.protocol.state.PreKeyBundle.NULL_PRE_KEY_ID
            : bundle.preKeyId(),
        oneTime,
        bundle.signedPreKeyId(),
        new ECPublicKey(bundle.signedPreKey()),
        bundle.signedPreKeySignature(),
        new IdentityKey(bundle.identityKey()),
        bundle.kyberPreKeyId(),
        new KEMPublicKey(bundle.kyberPreKey()),
        bundle.kyberPreKeySignature());
  }

  private static SessionCipher cipher(ProtocolStore store, DeviceAddress remote) {
    return new SessionCipher(new StoreBridge(store), address(remote));
  }

  private static SignalProtocolAddress address(DeviceAddress device) {
    return new SignalProtocolAddress(device.name(), DEVICE);
  }
}
