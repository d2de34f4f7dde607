package org.understory.trial.bench;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.understory.signal.DeviceAddress;
import org.understory.signal.IdentityKeyPair;
import org.understory.signal.ProtocolStore;

/** Records as the engine gave them, in memory; everybody is trusted. */
final class MemoryStore implements ProtocolStore {
  private static final int REGISTRATION = 5;

  private final IdentityKeyPair identity;
  private final Map<DeviceAddress, byte[]> sessions = new HashMap<>();
  private final Map<DeviceAddress, byte[]> senderKeys = new HashMap<>();
  private final Map<Integer, byte[]> preKeys = new HashMap<>();
  private final Map<Integer, byte[]> signedPreKeys = new HashMap<>();
  private final Map<Integer, byte[]> kyberPreKeys = new HashMap<>();

  MemoryStore(IdentityKeyPair identity) {
    this.identity = identity;
  }

  void keepPreKeys(int id, byte[] oneTime, byte[] signed, byte[] kyber) {
    preKeys.put(id, oneTime);
    signedPreKeys.put(id, signed);
    kyberPreKeys.put(id, kyber);
  }

  void forgetSenderKeys() {
    senderKeys.clear();
  }

  @Override
  public IdentityKeyPair identityKeyPair() {
    return identity;
  }

  @Override
  public int registrationId() {
    return REGISTRATION;
  }

  @Override
  public boolean isTrustedIdentity(DeviceAddress remote, byte[] identityKey) {
    return true;
  }

  @Override
  public byte @Nullable [] loadSession(DeviceAddress remote) {
    return sessions.get(remote);
  }

  @Override
  public void storeSession(DeviceAddress remote, byte[] record) {
    sessions.put(remote, record);
  }

  /** There is one distribution in all of this. */
  @Override
  public byte @Nullable [] loadSenderKey(DeviceAddress sender, byte[] distributionId) {
    return senderKeys.get(sender);
  }

  @Override
  public void storeSenderKey(DeviceAddress sender, byte[] distributionId, byte[] record) {
    senderKeys.put(sender, record);
  }

  @Override
  public byte @Nullable [] loadPreKey(int id) {
    return preKeys.get(id);
  }

  @Override
  public void removePreKey(int id) {
    preKeys.remove(id);
  }

  @Override
  public byte @Nullable [] loadSignedPreKey(int id) {
    return signedPreKeys.get(id);
  }

  @Override
  public byte @Nullable [] loadKyberPreKey(int id) {
    return kyberPreKeys.get(id);
  }

  @Override
  public boolean markKyberPreKeyUsed(int kyberPreKeyId, int signedPreKeyId, byte[] baseKey) {
    kyberPreKeys.remove(kyberPreKeyId);
    return true;
  }
}
