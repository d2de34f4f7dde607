package org.understory.core.roster;

import java.util.List;

/** Keys of a device that no group may take in. Their proof does not hold either. */
final class BadKeys {
  private BadKeys() {}

  static List<DeviceKeys> of(DeviceKeySet device, DeviceKeys good) {
    byte[] wrongType = good.identityKey().clone();
    wrongType[0] = 6;
    byte[] zeroPoint = new byte[33];
    zeroPoint[0] = 5;
    byte[] sealingAsIdentity = zeroPoint.clone();
    System.arraycopy(good.sealingKey(), 0, sealingAsIdentity, 1, 32);
    byte[] smallOrder = new byte[32];
    smallOrder[0] = 1;
    return List.of(
        with(device, good, wrongType, good.sealingKey(), good.ownerKey()),
        with(device, good, zeroPoint, good.sealingKey(), good.ownerKey()),
        with(device, good, sealingAsIdentity, good.sealingKey(), good.ownerKey()),
        with(device, good, good.identityKey(), smallOrder, good.ownerKey()),
        with(device, good, good.identityKey(), good.sealingKey(), good.signingKey()));
  }

  /** Other keys with the proof of the good ones. */
  static DeviceKeys with(
      DeviceKeySet device,
      DeviceKeys good,
      byte[] identityKey,
      byte[] sealingKey,
      byte[] ownerKey) {
    return new DeviceKeys(
        device.member(),
        device.device(),
        identityKey,
        good.signingKey(),
        sealingKey,
        ownerKey,
        device.mailbox(),
        good.proof());
  }
}
