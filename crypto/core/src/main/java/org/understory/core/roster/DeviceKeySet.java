package org.understory.core.roster;

import org.jspecify.annotations.Nullable;
import org.understory.core.seal.Sealer;
import org.understory.signal.IdentityKeyPair;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/**
 * A device's own keys, secret halves included, made for one group alone ({@code
 * docs/protocol.md#device-keys}). Its text form shows nothing.
 *
 * @param identity X25519, of Signal sessions; made by the engine
 * @param signingSeed 32 bytes, Ed25519
 * @param sealingPrivate 32 bytes, X25519
 * @param ownerSeed 32 bytes, Ed25519
 */
public record DeviceKeySet(
    MemberId member,
    DeviceId device,
    MailboxId mailbox,
    IdentityKeyPair identity,
    byte[] signingSeed,
    byte[] sealingPrivate,
    byte[] ownerSeed) {

  private static final int VERSION = 1;
  private static final Bounds ID = Bounds.exactly(16);
  private static final Bounds KEY = Bounds.exactly(32);
  private static final Bounds IDENTITY = Bounds.exactly(33);
  private static final Bounds WHOLE = Bounds.upTo(512);

  /** Fresh ids and keys around an identity that the engine made. */
  public static DeviceKeySet fresh(Sealer sealer, IdentityKeyPair identity) {
    return new DeviceKeySet(
        MemberId.of(sealer.randomness().bytes(MemberId.LENGTH)),
        DeviceId.of(sealer.randomness().bytes(DeviceId.LENGTH)),
        MailboxId.of(sealer.randomness().bytes(16)),
        identity,
        sealer.randomness().bytes(32),
        sealer.randomness().bytes(32),
        sealer.randomness().bytes(32));
  }

  /**
   * The public halves with their proof.
   *
   * @param group null for CREATE, whose hash the group's id is
   */
  public DeviceKeys publish(Sealer sealer, @Nullable GroupId group, SpaceId space) {
    DeviceKeys unproven =
        new DeviceKeys(
            member,
            device,
            identity.publicKey(),
            sealer.primitives().ed25519().publicKey(signingSeed),
            sealer.primitives().x25519().publicKey(sealingPrivate),
            ownerKey(sealer),
            mailbox,
            new byte[0]);
    byte[] proof =
        sealer.sign(signingSeed, DeviceKeys.PROOF_TYPE, unproven.proofParts(group, space));
    return new DeviceKeys(
        member,
        device,
        unproven.identityKey(),
        unproven.signingKey(),
        unproven.sealingKey(),
        unproven.ownerKey(),
        mailbox,
        proof);
  }

  /** The public half of the owner key, 32 bytes. */
  public byte[] ownerKey(Sealer sealer) {
    return sealer.primitives().ed25519().publicKey(ownerSeed);
  }

  /** For the sealed store alone; {@link #decode} reads it. */
  public byte[] encode() {
    return ProtoWriter.encode(this, DeviceKeySet::write);
  }

  /** What {@link #encode} wrote. */
  public static DeviceKeySet decode(byte[] stored) throws InvalidWireException {
    return ProtoReader.decode(stored, WHOLE, DeviceKeySet::read);
  }

  private static void write(ProtoWriter w, DeviceKeySet set) {
    w.number(1, VERSION, Bounds.exactly(VERSION));
    w.bytes(2, set.member.bytes(), ID);
    w.bytes(3, set.device.bytes(), ID);
    w.bytes(4, set.mailbox.bytes(), ID);
    w.bytes(5, set.identity.publicKey(), IDENTITY);
    w.bytes(6, set.identity.privateKey(), KEY);
    w.bytes(7, set.signingSeed, KEY);
    w.bytes(8, set.sealingPrivate, KEY);
    w.bytes(9, set.ownerSeed, KEY);
  }

  private static DeviceKeySet read(ProtoReader r) throws InvalidWireException {
    r.version(1, VERSION);
    return new DeviceKeySet(
        MemberId.of(r.bytes(2, ID)),
        DeviceId.of(r.bytes(3, ID)),
        MailboxId.of(r.bytes(4, ID)),
        new IdentityKeyPair(r.bytes(5, IDENTITY), r.bytes(6, KEY)),
        r.bytes(7, KEY),
        r.bytes(8, KEY),
        r.bytes(9, KEY));
  }

  @Override
  public String toString() {
    return "DeviceKeySet[secret]";
  }
}
