package org.understory.core.roster;

import org.understory.core.seal.Sealer;
import org.understory.wire.OneTimePreKey;
import org.understory.wire.PreKeyBase;

/** Prekeys of a device with true signatures; the Kyber keys are only as long as true ones. */
public final class TestPreKeys {
  private final Sealer sealer;

  public TestPreKeys(TestGroup group) {
    this.sealer = group.sealer();
  }

  /** Not signed by the device yet. */
  public PreKeyBase unsigned(DeviceKeySet device, long expirySeconds) {
    byte[] signedPreKey = point();
    byte[] kyber = kyber();
    return new PreKeyBase(
        1,
        device.device().bytes(),
        77,
        1,
        signedPreKey,
        identitySignature(device, signedPreKey),
        2,
        kyber,
        identitySignature(device, kyber),
        device.identity().publicKey(),
        expirySeconds,
        new byte[64]);
  }

  public OneTimePreKey oneTime(DeviceKeySet device) {
    byte[] kyber = kyber();
    return new OneTimePreKey(3, point(), 4, kyber, identitySignature(device, kyber));
  }

  byte[] identitySignature(DeviceKeySet device, byte[] key) {
    return sealer
        .primitives()
        .xeddsa()
        .sign(device.identity().privateKey(), key, sealer.randomness().bytes(64));
  }

  byte[] point() {
    byte[] point = new byte[33];
    point[0] = 5;
    byte[] u = sealer.primitives().x25519().publicKey(sealer.randomness().bytes(32));
    System.arraycopy(u, 0, point, 1, 32);
    return point;
  }

  byte[] kyber() {
    byte[] key = sealer.randomness().bytes(1569);
    key[0] = 8;
    return key;
  }
}
