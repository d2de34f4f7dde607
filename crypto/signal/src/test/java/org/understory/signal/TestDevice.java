package org.understory.signal;

import org.jspecify.annotations.Nullable;

/** A device with an engine and a store, which makes bundles and talks to other devices. */
public final class TestDevice {
  public static final long NOW = 1_700_000_000_000L;
  private static final int LAST_RESORT_ID = 1;

  private final DeviceAddress address;
  private SignalEngine engine;
  private MemoryProtocolStore store;
  private final GeneratedPreKey signedPreKey;
  private final GeneratedPreKey lastResortKyber;
  private int nextId = 2;

  public TestDevice(SignalEngine engine, String name) {
    this.engine = engine;
    this.address = new DeviceAddress(name);
    IdentityKeyPair identity = engine.generateIdentityKeyPair();
    this.store = new MemoryProtocolStore(identity, 0x1234);
    this.signedPreKey = engine.generateSignedPreKey(identity, 7, NOW);
    store.putSignedPreKey(7, signedPreKey.record());
    this.lastResortKyber = engine.generateKyberPreKey(identity, LAST_RESORT_ID, NOW);
    store.putKyberPreKey(LAST_RESORT_ID, lastResortKyber.record(), true);
  }

  public SignalEngine engine() {
    return engine;
  }

  public DeviceAddress address() {
    return address;
  }

  public MemoryProtocolStore store() {
    return store;
  }

  public byte[] identityKey() {
    return store.identityKeyPair().publicKey();
  }

  /** Goes on from what is in the store alone, with another object of the same engine. */
  public void restart(SignalEngine fresh) {
    engine = fresh;
    store = store.copy();
  }

  /** A bundle with fresh one-time keys. */
  public PreKeyBundle bundle() {
    int id = nextId++;
    GeneratedPreKey preKey = engine.generatePreKey(id);
    store.putPreKey(id, preKey.record());
    GeneratedPreKey kyber = engine.generateKyberPreKey(store.identityKeyPair(), id, NOW);
    store.putKyberPreKey(id, kyber.record(), false);
    return bundle(preKey, kyber);
  }

  /** A bundle as it is once the shelf has run out. */
  public PreKeyBundle lastResortBundle() {
    return bundle(null, lastResortKyber);
  }

  private PreKeyBundle bundle(@Nullable GeneratedPreKey preKey, GeneratedPreKey kyber) {
    return new PreKeyBundle(
        store.registrationId(),
        preKey == null ? 0 : preKey.id(),
        preKey == null ? null : preKey.publicKey(),
        signedPreKey.id(),
        signedPreKey.publicKey(),
        signedPreKey.signature(),
        kyber.id(),
        kyber.publicKey(),
        kyber.signature(),
        identityKey());
  }

  public void startSessionWith(TestDevice peer) throws ProtocolException {
    engine.startSession(store, peer.address, peer.bundle(), NOW);
  }

  public CiphertextMessage encryptTo(TestDevice peer, byte[] plaintext) throws ProtocolException {
    return engine.encrypt(store, peer.address, plaintext, NOW);
  }

  public byte[] decryptFrom(TestDevice peer, CiphertextMessage message) throws ProtocolException {
    return engine.decrypt(store, peer.address, message, NOW);
  }
}
