package org.understory.signal.engine;

import org.understory.signal.GeneratedPreKey;
import org.understory.signal.IdentityKeyPair;
import org.understory.signal.Randomness;
import org.understory.signal.handshake.PreKeyRecord;
import org.understory.signal.key.CurveKeyPair;
import org.understory.signal.key.KemKey;
import org.understory.signal.primitive.Primitives;

/** Makes the keys of a device: its identity, and the prekeys that the identity signs. */
final class KeyMaker {
  private static final int KEM_SEED = 64;
  private static final int SIGNATURE_RANDOM = 64;

  private final Primitives primitives;
  private final Randomness randomness;

  KeyMaker(Primitives primitives, Randomness randomness) {
    this.primitives = primitives;
    this.randomness = randomness;
  }

  IdentityKeyPair identity() {
    CurveKeyPair pair = CurveKeyPair.generate(primitives, randomness);
    return new IdentityKeyPair(pair.publicKey().serialized(), pair.privateKey());
  }

  GeneratedPreKey preKey(int id) {
    CurveKeyPair pair = CurveKeyPair.generate(primitives, randomness);
    byte[] record = new PreKeyRecord(id, pair.privateKey()).serialize();
    return new GeneratedPreKey(id, pair.publicKey().serialized(), new byte[0], record);
  }

  GeneratedPreKey signedPreKey(IdentityKeyPair identity, int id) {
    GeneratedPreKey preKey = preKey(id);
    byte[] signature = sign(identity, preKey.publicKey());
    return new GeneratedPreKey(id, preKey.publicKey(), signature, preKey.record());
  }

  /** Of a Kyber pair only the seed is kept: a fiftieth of its size. */
  GeneratedPreKey kyberPreKey(IdentityKeyPair identity, int id) {
    byte[] seed = randomness.bytes(KEM_SEED);
    byte[] publicKey = KemKey.serialize(primitives.kyber1024().generate(seed).publicKey());
    byte[] record = new PreKeyRecord(id, seed).serialize();
    return new GeneratedPreKey(id, publicKey, sign(identity, publicKey), record);
  }

  private byte[] sign(IdentityKeyPair identity, byte[] message) {
    return primitives
        .xeddsa()
        .sign(identity.privateKey(), message, randomness.bytes(SIGNATURE_RANDOM));
  }
}
