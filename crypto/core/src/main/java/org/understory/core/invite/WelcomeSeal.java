package org.understory.core.invite;

import org.jspecify.annotations.Nullable;
import org.understory.core.roster.DeviceKeySet;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.seal.Sealer;
import org.understory.wire.Limits;
import org.understory.wire.Padding;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.SpaceId;

/**
 * Seals a welcome twice: for the newcomer's sealing key, and inside that under a key of the link's
 * secret and the request ({@code docs/protocol.md#welcome}).
 *
 * <p><b>Guarantees.</b> It opens only for the device that asked, holding the link, and as an answer
 * to that very request. Since it is bound to the secret, nobody without the link can have made it.
 *
 * <p><b>Does not say</b> that what it holds is true: see {@link WelcomeCheck}.
 */
public final class WelcomeSeal {
  private static final String OUTER = "welcome";
  private static final String INNER = "welcome-parts";
  private static final int VERSION = 1;
  private static final Bounds WHOLE = Bounds.of(1, Limits.MAX_BODY);

  private final Sealer sealer;
  private final SpaceId space;

  public WelcomeSeal(Sealer sealer, SpaceId space) {
    this.sealer = sealer;
    this.space = space;
  }

  /**
   * The newcomer's epoch packet.
   *
   * @param key 32 bytes, which both have: of the link and the request ({@link
   *     InviteKeys#welcomeKey}), of a device's link or a recovery
   * @param requestHash 32 bytes, of what it answers
   * @throws IllegalArgumentException when it is longer than an epoch packet may be: give fewer
   *     openings; who lacks one asks a member
   */
  public byte[] seal(byte[] key, DeviceKeys newcomer, byte[] requestHash, WelcomeParts parts) {
    byte[] mailbox = newcomer.mailbox().bytes();
    byte[] inner = sealer.seal(key, INNER, parts.encode(), space.bytes(), mailbox);
    byte[] welcome = ProtoWriter.encode(inner, WelcomeSeal::write);
    byte[] packet =
        sealer.hpkeSeal(
            newcomer.sealingKey(),
            OUTER,
            Padding.pad(welcome),
            space.bytes(),
            mailbox,
            requestHash);
    if (packet.length > Limits.MAX_BODY) {
      throw new IllegalArgumentException("a welcome of " + packet.length + " bytes");
    }
    return packet;
  }

  /** What was sealed for this device as an answer to its request, or null. */
  public @Nullable WelcomeParts open(
      byte[] key, DeviceKeySet device, byte[] requestHash, byte[] packet) {
    byte[] mailbox = device.mailbox().bytes();
    byte[] padded =
        sealer.hpkeOpen(
            device.sealingPrivate(), OUTER, packet, space.bytes(), mailbox, requestHash);
    if (padded == null) {
      return null;
    }
    try {
      byte[] inner = ProtoReader.decode(Padding.unpad(padded), WHOLE, WelcomeSeal::read);
      byte[] parts = sealer.open(key, INNER, inner, space.bytes(), mailbox);
      return parts == null ? null : WelcomeParts.decode(parts);
    } catch (InvalidWireException e) {
      return null;
    }
  }

  private static void write(ProtoWriter w, byte[] sealed) {
    w.number(1, VERSION, Bounds.exactly(VERSION));
    w.bytes(2, sealed, WHOLE);
  }

  private static byte[] read(ProtoReader r) throws InvalidWireException {
    r.version(1, VERSION);
    return r.bytes(2, WHOLE);
  }
}
