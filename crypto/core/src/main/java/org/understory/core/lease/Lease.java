package org.understory.core.lease;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.GroupId;
import org.understory.core.seal.Sealer;
import org.understory.core.seal.Signed;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/**
 * "This is the head, as I know it now": what a steward's device signs ({@code
 * docs/protocol.md#lease}). {@link Freshness} says what it is worth to a reader.
 *
 * @param device the office device that signs
 * @param seq the number of the entry at the head
 * @param head its hash, 32 bytes
 * @param time milliseconds
 */
public record Lease(GroupId group, DeviceId device, long seq, byte[] head, long time) {
  /** Bytes of a {@code SignedLease}, at most. */
  public static final int MAX_SIGNED = 200;

  private static final String TYPE = "lease";
  private static final int VERSION = 1;
  private static final int MAX = 128;
  private static final Bounds HASH = Bounds.exactly(32);
  private static final Bounds ID = Bounds.exactly(16);
  private static final Bounds TIME = Bounds.of(1, Long.MAX_VALUE);

  /**
   * The canonical {@code SignedLease}.
   *
   * @param seed of the device's signing key, 32 bytes
   */
  public byte[] sign(Sealer sealer, byte[] seed) {
    return Signed.of(sealer, seed, TYPE, ProtoWriter.encode(this, Lease::write)).encode();
  }

  /**
   * The lease in a canonical {@code SignedLease} of this group that its device signed, or null
   * (LS-1). Whether the device holds office is for {@link Freshness}.
   *
   * @param signingKeyOf the signing key (32 bytes) of a device that the verified roster knows, or
   *     null
   */
  public static @Nullable Lease verify(
      Sealer sealer,
      GroupId group,
      byte[] signed,
      Function<DeviceId, byte @Nullable []> signingKeyOf) {
    try {
      Signed read = Signed.decode(signed, MAX);
      Lease lease = ProtoReader.decode(read.body(), Bounds.of(1, MAX), Lease::read);
      byte[] key = signingKeyOf.apply(lease.device);
      boolean genuine = key != null && lease.group.equals(group) && read.isBy(sealer, key, TYPE);
      return genuine ? lease : null;
    } catch (InvalidWireException e) {
      return null;
    }
  }

  private static void write(ProtoWriter out, Lease lease) {
    out.number(1, VERSION, Bounds.exactly(VERSION));
    out.bytes(2, lease.group.bytes(), HASH);
    out.bytes(3, lease.device.bytes(), ID);
    out.number(4, lease.seq, Bounds.ANY);
    out.bytes(5, lease.head, HASH);
    out.number(6, lease.time, TIME);
  }

  private static Lease read(ProtoReader in) throws InvalidWireException {
    in.version(1, VERSION);
    return new Lease(
        GroupId.of(in.bytes(2, HASH)),
        DeviceId.of(in.bytes(3, ID)),
        in.number(4, Bounds.ANY),
        in.bytes(5, HASH),
        in.number(6, TIME));
  }

  @Override
  public String toString() {
    return "Lease[" + seq + "]";
  }
}
