package org.understory.core.roster;

import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.MailboxId;

/** The fields of {@code DeviceKeys} ({@code roster.proto}), for entries and join requests. */
public final class DeviceKeysCodec {
  private static final Bounds ID = Bounds.exactly(16);
  private static final Bounds KEY = Bounds.exactly(32);
  private static final Bounds IDENTITY = Bounds.exactly(33);
  private static final Bounds PROOF = Bounds.exactly(64);

  private DeviceKeysCodec() {}

  /** Writes the fields. */
  public static void write(ProtoWriter w, DeviceKeys keys) {
    w.bytes(1, keys.member().bytes(), ID);
    w.bytes(2, keys.device().bytes(), ID);
    w.bytes(3, keys.identityKey(), IDENTITY);
    w.bytes(4, keys.signingKey(), KEY);
    w.bytes(5, keys.sealingKey(), KEY);
    w.bytes(6, keys.ownerKey(), KEY);
    w.bytes(7, keys.mailbox().bytes(), ID);
    w.bytes(8, keys.proof(), PROOF);
  }

  /** Reads the fields; says nothing about the proof. */
  public static DeviceKeys read(ProtoReader r) throws InvalidWireException {
    return new DeviceKeys(
        MemberId.of(r.bytes(1, ID)),
        DeviceId.of(r.bytes(2, ID)),
        r.bytes(3, IDENTITY),
        r.bytes(4, KEY),
        r.bytes(5, KEY),
        r.bytes(6, KEY),
        MailboxId.of(r.bytes(7, ID)),
        r.bytes(8, PROOF));
  }
}
