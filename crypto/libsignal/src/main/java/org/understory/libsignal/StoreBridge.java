package org.understory.libsignal;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.signal.libsignal.protocol.IdentityKey;
import org.signal.libsignal.protocol.IdentityKeyPair;
import org.signal.libsignal.protocol.InvalidKeyException;
import org.signal.libsignal.protocol.InvalidKeyIdException;
import org.signal.libsignal.protocol.InvalidMessageException;
import org.signal.libsignal.protocol.ReusedBaseKeyException;
import org.signal.libsignal.protocol.SignalProtocolAddress;
import org.signal.libsignal.protocol.ecc.ECPrivateKey;
import org.signal.libsignal.protocol.ecc.ECPublicKey;
import org.signal.libsignal.protocol.groups.state.SenderKeyRecord;
import org.signal.libsignal.protocol.state.KyberPreKeyRecord;
import org.signal.libsignal.protocol.state.PreKeyRecord;
import org.signal.libsignal.protocol.state.SessionRecord;
import org.signal.libsignal.protocol.state.SignalProtocolStore;
import org.signal.libsignal.protocol.state.SignedPreKeyRecord;
import org.understory.signal.DeviceAddress;
import org.understory.signal.ProtocolStore;

/**
 * Our store as libsignal wants to see it. What libsignal never asks for in the calls we make is not
 * offered, and throws. A record that does not parse is a fault of the store, not of a message.
 */
final class StoreBridge implements SignalProtocolStore {
  private final ProtocolStore store;

  StoreBridge(ProtocolStore store) {
    this.store = store;
  }

  @Override
  public IdentityKeyPair getIdentityKeyPair() {
    try {
      org.understory.signal.IdentityKeyPair pair = store.identityKeyPair();
      return new IdentityKeyPair(
          new IdentityKey(pair.publicKey()), new ECPrivateKey(pair.privateKey()));
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("a stored identity that is no key", e);
    }
  }

  @Override
  public int getLocalRegistrationId() {
    return store.registrationId();
  }

  /** Nothing to save: who is trusted, the roster says. */
  @Override
  public IdentityChange saveIdentity(SignalProtocolAddress address, IdentityKey identityKey) {
    return IdentityChange.NEW_OR_UNCHANGED;
  }

  @Override
  public boolean isTrustedIdentity(
      SignalProtocolAddress address, IdentityKey identityKey, Direction direction) {
    return store.isTrustedIdentity(device(address), identityKey.serialize());
  }

  @Override
  public IdentityKey getIdentity(SignalProtocolAddress address) {
    throw notOffered();
  }

  @Override
  public PreKeyRecord loadPreKey(int preKeyId) throws InvalidKeyIdException {
    byte[] record = required(store.loadPreKey(preKeyId));
    return parse(() -> new PreKeyRecord(record));
  }

  @Override
  public void storePreKey(int preKeyId, PreKeyRecord record) {
    throw notOffered();
  }

  @Override
  public boolean containsPreKey(int preKeyId) {
    return store.loadPreKey(preKeyId) != null;
  }

  @Override
  public void removePreKey(int preKeyId) {
    store.removePreKey(preKeyId);
  }

  @Override
  public @Nullable SessionRecord loadSession(SignalProtocolAddress address) {
    byte[] record = store.loadSession(device(address));
    return record == null ? null : parse(() -> new SessionRecord(record));
  }

  @Override
  public List<SessionRecord> loadExistingSessions(List<SignalProtocolAddress> addresses) {
    throw notOffered();
  }

  @Override
  public List<Integer> getSubDeviceSessions(String name) {
    throw notOffered();
  }

  @Override
  public void storeSession(SignalProtocolAddress address, SessionRecord record) {
    store.storeSession(device(address), record.serialize());
  }

  @Override
  public boolean containsSession(SignalProtocolAddress address) {
    return store.loadSession(device(address)) != null;
  }

  @Override
  public void deleteSession(SignalProtocolAddress address) {
    throw notOffered();
  }

  @Override
  public void deleteAllSessions(String name) {
    throw notOffered();
  }

  @Override
  public SignedPreKeyRecord loadSignedPreKey(int id) throws InvalidKeyIdException {
    byte[] record = required(store.loadSignedPreKey(id));
    return parse(() -> new SignedPreKeyRecord(record));
  }

  @Override
  public List<SignedPreKeyRecord> loadSignedPreKeys() {
    throw notOffered();
  }

  @Override
  public void storeSignedPreKey(int id, SignedPreKeyRecord record) {
    throw notOffered();
  }

  @Override
  public boolean containsSignedPreKey(int id) {
    return store.loadSignedPreKey(id) != null;
  }

  @Override
  public void removeSignedPreKey(int id) {
    throw notOffered();
  }

  @Override
  public KyberPreKeyRecord loadKyberPreKey(int id) throws InvalidKeyIdException {
    byte[] record = required(store.loadKyberPreKey(id));
    return parse(() -> new KyberPreKeyRecord(record));
  }

  @Override
  public List<KyberPreKeyRecord> loadKyberPreKeys() {
    throw notOffered();
  }

  @Override
  public void storeKyberPreKey(int id, KyberPreKeyRecord record) {
    throw notOffered();
  }

  @Override
  public boolean containsKyberPreKey(int id) {
    return store.loadKyberPreKey(id) != null;
  }

  @Override
  public void markKyberPreKeyUsed(int kyberPreKeyId, int signedPreKeyId, ECPublicKey baseKey)
      throws ReusedBaseKeyException {
    if (!store.markKyberPreKeyUsed(kyberPreKeyId, signedPreKeyId, baseKey.serialize())) {
      throw new ReusedBaseKeyException();
    }
  }

  @Override
  public void storeSenderKey(
      SignalProtocolAddress sender, UUID distributionId, SenderKeyRecord record) {
    store.storeSenderKey(
        device(sender), DistributionId.toBytes(distributionId), record.serialize());
  }

  @Override
  public @Nullable SenderKeyRecord loadSenderKey(
      SignalProtocolAddress sender, UUID distributionId) {
    byte[] record = store.loadSenderKey(device(sender), DistributionId.toBytes(distributionId));
    return record == null ? null : parse(() -> new SenderKeyRecord(record));
  }

  private static DeviceAddress device(SignalProtocolAddress address) {
    return new DeviceAddress(address.getName());
  }

  private static byte[] required(byte @Nullable [] record) throws InvalidKeyIdException {
    if (record == null) {
      throw new InvalidKeyIdException("not in the store");
    }
    return record;
  }

  private interface Parser<T> {
    T parse() throws InvalidMessageException;
  }

  private static <T> T parse(Parser<T> parser) {
    try {
      return parser.parse();
    } catch (InvalidMessageException e) {
      throw new IllegalStateException("a stored record that is not libsignal's", e);
    }
  }

  private static UnsupportedOperationException notOffered() {
    return new UnsupportedOperationException("libsignal does not need this");
  }
}
