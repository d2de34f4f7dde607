package org.understory.trial.bench;

import org.understory.signal.CiphertextMessage;
import org.understory.signal.DeviceAddress;
import org.understory.signal.GeneratedPreKey;
import org.understory.signal.IdentityKeyPair;
import org.understory.signal.PreKeyBundle;
import org.understory.signal.ProtocolException;
import org.understory.signal.SignalEngine;

/** One device with its store in memory. */
final class Party {
  private static final int PRE_KEY = 1;
  private static final long NOW = 1_800_000_000_000L;

  final DeviceAddress address;
  final MemoryStore store;
  private final SignalEngine engine;

  Party(SignalEngine engine, String name) {
    this.engine = engine;
    address = new DeviceAddress(name);
    store = new MemoryStore(engine.generateIdentityKeyPair());
  }

  /** A bundle with a one-time prekey of both kinds, whose private halves are kept here. */
  PreKeyBundle publish() {
    IdentityKeyPair identity = store.identityKeyPair();
    GeneratedPreKey oneTime = engine.generatePreKey(PRE_KEY);
    GeneratedPreKey signed = engine.generateSignedPreKey(identity, PRE_KEY, NOW);
    GeneratedPreKey kyber = engine.generateKyberPreKey(identity, PRE_KEY, NOW);
    store.keepPreKeys(PRE_KEY, oneTime.record(), signed.record(), kyber.record());
    return new PreKeyBundle(
        store.registrationId(),
        PRE_KEY,
        oneTime.publicKey(),
        PRE_KEY,
        signed.publicKey(),
        signed.signature(),
        PRE_KEY,
        kyber.publicKey(),
        kyber.signature(),
        identity.publicKey());
  }

  void start(DeviceAddress to, PreKeyBundle bundle) throws ProtocolException {
    engine.startSession(store, to, bundle, NOW);
  }

  CiphertextMessage encrypt(DeviceAddress to, byte[] text) throws ProtocolException {
    return engine.encrypt(store, to, text, NOW);
  }

  byte[] decrypt(DeviceAddress from, CiphertextMessage message) throws ProtocolException {
    return engine.decrypt(store, from, message, NOW);
  }

  byte[] distribution() throws ProtocolException {
    return engine.createSenderKeyDistribution(store, address, EngineBench.DISTRIBUTION);
  }

  byte[] groupEncrypt(byte[] text) throws ProtocolException {
    return engine.groupEncrypt(store, address, EngineBench.DISTRIBUTION, text);
  }

  byte[] groupDecrypt(DeviceAddress from, byte[] message) throws ProtocolException {
    return engine.groupDecrypt(store, from, message, NOW);
  }

  void learn(DeviceAddress from, byte[] distribution) throws ProtocolException {
    engine.processSenderKeyDistribution(store, from, distribution);
  }
}
