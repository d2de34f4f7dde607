package org.understory.trial;

import org.jspecify.annotations.Nullable;
import org.understory.signal.DeviceAddress;
import org.understory.signal.GeneratedPreKey;
import org.understory.signal.IdentityKeyPair;
import org.understory.signal.PreKeyBundle;
import org.understory.signal.SignalEngine;

/** A device in a {@link Transcript}. */
final class ScriptDevice {
  static final int LAST_RESORT = 1;

  final DeviceAddress address;
  final SignalEngine engine;
  final ScriptStore store;
  private final GeneratedPreKey signed;
  private final GeneratedPreKey lastResort;
  private int nextId = LAST_RESORT + 1;

  ScriptDevice(Transcript transcript, String name, SignalEngine engine, long now) {
    this.address = new DeviceAddress(name);
    this.engine = engine;
    IdentityKeyPair identity = engine.generateIdentityKeyPair();
    transcript.note("identity", identity.publicKey());
    transcript.note("private", identity.privateKey());
    this.store = new ScriptStore(transcript, identity);
    this.signed = engine.generateSignedPreKey(identity, 9, now);
    store.put(Rows.signedPreKey(9), signed.record());
    this.lastResort = engine.generateKyberPreKey(identity, LAST_RESORT, now);
    store.put(Rows.kyberPreKey(LAST_RESORT), lastResort.record());
  }

  PreKeyBundle bundle(boolean oneTime, long now) {
    if (!oneTime) {
      return bundle(null, lastResort);
    }
    int id = nextId++;
    GeneratedPreKey preKey = engine.generatePreKey(id);
    store.put(Rows.preKey(id), preKey.record());
    GeneratedPreKey kyber = engine.generateKyberPreKey(store.identityKeyPair(), id, now);
    store.put(Rows.kyberPreKey(id), kyber.record());
    return bundle(preKey, kyber);
  }

  private PreKeyBundle bundle(@Nullable GeneratedPreKey preKey, GeneratedPreKey kyber) {
    return new PreKeyBundle(
        store.registrationId(),
        preKey == null ? 0 : preKey.id(),
        preKey == null ? null : preKey.publicKey(),
        signed.id(),
        signed.publicKey(),
        signed.signature(),
        kyber.id(),
        kyber.publicKey(),
        kyber.signature(),
        store.identityKeyPair().publicKey());
  }
}
