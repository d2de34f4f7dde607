package org.understory.core;

import java.util.Arrays;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeySet;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.MemberId;
import org.understory.core.vault.RowsProtocolStore;
import org.understory.signal.DeviceAddress;
import org.understory.wire.codec.InvalidWireException;

/** Makes, stores and loads this device's keys, and says whose identity keys are trusted. */
final class Keys {
  private Keys() {}

  /** Fresh keys for a group that is being founded or joined. */
  static DeviceKeySet make(Device device, Membership membership) {
    DeviceKeySet keys = DeviceKeySet.fresh(device.sealer, device.engine.generateIdentityKeyPair());
    device.facts.bytes("keys", keys.encode());
    device.facts.number("registration", registrationId(device));
    use(device, membership, keys);
    return keys;
  }

  /** Loads the stored keys, when there are any. */
  static void load(Device device, Membership membership) {
    byte[] stored = device.facts.bytes("keys");
    if (stored == null) {
      return;
    }
    try {
      use(device, membership, DeviceKeySet.decode(stored));
    } catch (InvalidWireException e) {
      throw new IllegalStateException("the stored keys cannot be read", e);
    }
  }

  /** The device is one of this member's: it comes in beside, or in the place of, another one. */
  static void become(Device device, Membership membership, MemberId member) {
    DeviceKeySet keys = device.keys();
    DeviceKeySet named =
        new DeviceKeySet(
            member,
            keys.device(),
            keys.mailbox(),
            keys.identity(),
            keys.signingSeed(),
            keys.sealingPrivate(),
            keys.ownerSeed());
    device.facts.bytes("keys", named.encode());
    use(device, membership, named);
  }

  private static void use(Device device, Membership membership, DeviceKeySet keys) {
    device.keys(
        keys,
        new RowsProtocolStore(
            device.rows,
            keys.identity(),
            (int) device.facts.number("registration"),
            (remote, identity) -> isTrusted(device, membership, remote, identity)));
  }

  /** The identity of a device of the verified roster, or of the newcomer being let in just now. */
  private static boolean isTrusted(
      Device device, Membership membership, DeviceAddress remote, byte[] identity) {
    DeviceKeys known = membership.keysOf(DeviceId.of(Hex.parse(remote.name())));
    if (known == null) {
      known = device.newcomer();
    }
    return known != null
        && known.device().hex().equals(remote.name())
        && Arrays.equals(known.identityKey(), identity);
  }

  private static int registrationId(Device device) {
    byte[] random = device.random(2);
    return Math.max(1, (random[0] & 0x3F) << 8 | (random[1] & 0xFF));
  }
}
