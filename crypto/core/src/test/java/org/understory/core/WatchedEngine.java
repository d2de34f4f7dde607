package org.understory.core;

import org.understory.signal.CiphertextMessage;
import org.understory.signal.DeviceAddress;
import org.understory.signal.GeneratedPreKey;
import org.understory.signal.IdentityKeyPair;
import org.understory.signal.OpenedGroupMessage;
import org.understory.signal.PreKeyBundle;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolStore;
import org.understory.signal.SignalEngine;

/** An engine that tells to whom something is about to be encrypted, and what. */
record WatchedEngine(SignalEngine engine, Watcher watcher) implements SignalEngine {

  /** Hears of everything before it is encrypted. */
  interface Watcher {
    void pairwise(DeviceAddress to, byte[] plaintext);

    void content(byte[] plaintext);
  }

  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public IdentityKeyPair generateIdentityKeyPair() {
    return engine.generateIdentityKeyPair();
  }

  @Override
  public GeneratedPreKey generatePreKey(int id) {
    return engine.generatePreKey(id);
  }

  @Override
  public GeneratedPreKey generateSignedPreKey(IdentityKeyPair identity, int id, long now) {
    return engine.generateSignedPreKey(identity, id, now);
  }

  @Override
  public GeneratedPreKey generateKyberPreKey(IdentityKeyPair identity, int id, long now) {
    return engine.generateKyberPreKey(identity, id, now);
  }

  @Override
  public void startSession(ProtocolStore store, DeviceAddress remote, PreKeyBundle bundle, long now)
      throws ProtocolException {
    engine.startSession(store, remote, bundle, now);
  }

  @Override
  public CiphertextMessage encrypt(
      ProtocolStore store, DeviceAddress remote, byte[] plaintext, long now)
      throws ProtocolException {
    watcher.pairwise(remote, plaintext);
    return engine.encrypt(store, remote, plaintext, now);
  }

  @Override
  public byte[] decrypt(
      ProtocolStore store, DeviceAddress remote, CiphertextMessage message, long now)
      throws ProtocolException {
    return engine.decrypt(store, remote, message, now);
  }

  @Override
  public void forgetSkippedKeys(ProtocolStore store, DeviceAddress remote, long before)
      throws ProtocolException {
    engine.forgetSkippedKeys(store, remote, before);
  }

  @Override
  public byte[] decryptionError(CiphertextMessage failed, long timestamp, int deviceId)
      throws ProtocolException {
    return engine.decryptionError(failed, timestamp, deviceId);
  }

  @Override
  public boolean archiveSession(ProtocolStore store, DeviceAddress remote, byte[] error)
      throws ProtocolException {
    return engine.archiveSession(store, remote, error);
  }

  @Override
  public byte[] identityKeyOf(CiphertextMessage message) throws ProtocolException {
    return engine.identityKeyOf(message);
  }

  @Override
  public byte[] createSenderKeyDistribution(
      ProtocolStore store, DeviceAddress self, byte[] distributionId) throws ProtocolException {
    return engine.createSenderKeyDistribution(store, self, distributionId);
  }

  @Override
  public void processSenderKeyDistribution(
      ProtocolStore store, DeviceAddress sender, byte[] message) throws ProtocolException {
    engine.processSenderKeyDistribution(store, sender, message);
  }

  @Override
  public byte[] distributionIdOf(byte[] message) throws ProtocolException {
    return engine.distributionIdOf(message);
  }

  @Override
  public byte[] groupEncrypt(
      ProtocolStore store, DeviceAddress self, byte[] distributionId, byte[] plaintext)
      throws ProtocolException {
    watcher.content(plaintext);
    return engine.groupEncrypt(store, self, distributionId, plaintext);
  }

  @Override
  public byte[] groupDecrypt(ProtocolStore store, DeviceAddress sender, byte[] message, long now)
      throws ProtocolException {
    return engine.groupDecrypt(store, sender, message, now);
  }

  @Override
  public OpenedGroupMessage openGroup(
      ProtocolStore store, DeviceAddress sender, byte[] message, long now)
      throws ProtocolException {
    return engine.openGroup(store, sender, message, now);
  }

  @Override
  public void forgetSkippedSenderKeys(
      ProtocolStore store, DeviceAddress sender, byte[] distributionId, long before)
      throws ProtocolException {
    engine.forgetSkippedSenderKeys(store, sender, distributionId, before);
  }

  @Override
  public String safetyNumber(
      byte[] localId, byte[] localIdentity, byte[] remoteId, byte[] remoteIdentity) {
    return engine.safetyNumber(localId, localIdentity, remoteId, remoteIdentity);
  }

  @Override
  public byte[] scannableFingerprint(
      byte[] localId, byte[] localIdentity, byte[] remoteId, byte[] remoteIdentity) {
    return engine.scannableFingerprint(localId, localIdentity, remoteId, remoteIdentity);
  }
}
