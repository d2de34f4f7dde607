package org.understory.core.linking;

import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeySet;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.seal.Sealer;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.MailboxId;

/**
 * The public keys of a device that does not know yet whose it will be: {@link DeviceKeys} without
 * member and proof ({@code docs/protocol.md#linking}).
 */
public record LinkKeys(
    DeviceId device,
    byte[] identityKey,
    byte[] signingKey,
    byte[] sealingKey,
    byte[] ownerKey,
    MailboxId mailbox) {
  private static final Bounds ID = Bounds.exactly(16);
  private static final Bounds KEY = Bounds.exactly(32);
  private static final Bounds IDENTITY = Bounds.exactly(33);

  /** The public halves of a fresh set. */
  public static LinkKeys of(Sealer sealer, DeviceKeySet set) {
    return new LinkKeys(
        set.device(),
        set.identity().publicKey(),
        sealer.primitives().ed25519().publicKey(set.signingSeed()),
        sealer.primitives().x25519().publicKey(set.sealingPrivate()),
        set.ownerKey(sealer),
        set.mailbox());
  }

  /** The same of proven keys. */
  static LinkKeys of(DeviceKeys keys) {
    return new LinkKeys(
        keys.device(),
        keys.identityKey(),
        keys.signingKey(),
        keys.sealingKey(),
        keys.ownerKey(),
        keys.mailbox());
  }

  byte[] encode() {
    return ProtoWriter.encode(this, LinkKeys::write);
  }

  static void write(ProtoWriter w, LinkKeys keys) {
    w.bytes(2, keys.device.bytes(), ID);
    w.bytes(3, keys.identityKey, IDENTITY);
    w.bytes(4, keys.signingKey, KEY);
    w.bytes(5, keys.sealingKey, KEY);
    w.bytes(6, keys.ownerKey, KEY);
    w.bytes(7, keys.mailbox.bytes(), ID);
  }

  static LinkKeys read(ProtoReader r) throws InvalidWireException {
    return new LinkKeys(
        DeviceId.of(r.bytes(2, ID)),
        r.bytes(3, IDENTITY),
        r.bytes(4, KEY),
        r.bytes(5, KEY),
        r.bytes(6, KEY),
        MailboxId.of(r.bytes(7, ID)));
  }

  @Override
  public String toString() {
    return "LinkKeys";
  }
}
