package org.understory.core.vetting;

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
import org.understory.wire.codec.WireCheck;

/**
 * What a member says of somebody who asks to be let in ({@code docs/protocol.md#vouch}). Advice to
 * those who approve: no voice, and never in the roster.
 *
 * @param device of the member
 * @param request the request hash, 32 bytes: of a rewritten request it says nothing
 * @param time milliseconds
 * @param note 0 to 512 bytes
 */
public record Vouch(
    GroupId group, DeviceId device, byte[] request, Kind kind, long time, String note) {
  /** Bytes of UTF-8 in a note, at most. */
  public static final int MAX_NOTE = 512;

  /** Bytes of a {@code SignedVouch}, at most. */
  public static final int MAX_SIGNED = 800;

  private static final String TYPE = "vouch";
  private static final int VERSION = 1;
  private static final int MAX = 720;
  private static final Bounds HASH = Bounds.exactly(32);
  private static final Bounds ID = Bounds.exactly(16);
  private static final Bounds TIME = Bounds.of(1, Long.MAX_VALUE);
  private static final Bounds NOTE = Bounds.upTo(MAX_NOTE);

  /** How well they know each other. */
  public enum Kind {
    KNOW_WELL(1),
    MET(2),
    WORKED_WITH(3),
    AGAINST(9);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    /** The number on the wire. */
    public int number() {
      return number;
    }

    /** The kind with this number, or null. */
    public static @Nullable Kind of(long number) {
      for (Kind kind : values()) {
        if (kind.number == number) {
          return kind;
        }
      }
      return null;
    }
  }

  /**
   * The canonical {@code SignedVouch}.
   *
   * @param seed of the device's signing key, 32 bytes
   */
  public byte[] sign(Sealer sealer, byte[] seed) {
    return Signed.of(sealer, seed, TYPE, ProtoWriter.encode(this, Vouch::write)).encode();
  }

  /**
   * The vouch in a canonical {@code SignedVouch} of this group that an active member's device
   * signed, or null (VO-1).
   *
   * @param signingKeyOf the signing key (32 bytes) of an active device, or null
   */
  public static @Nullable Vouch verify(
      Sealer sealer,
      GroupId group,
      byte[] signed,
      Function<DeviceId, byte @Nullable []> signingKeyOf) {
    try {
      Signed read = Signed.decode(signed, MAX);
      Vouch vouch = ProtoReader.decode(read.body(), Bounds.of(1, MAX), Vouch::read);
      byte[] key = signingKeyOf.apply(vouch.device);
      boolean genuine = key != null && vouch.group.equals(group) && read.isBy(sealer, key, TYPE);
      return genuine ? vouch : null;
    } catch (InvalidWireException e) {
      return null;
    }
  }

  private static void write(ProtoWriter out, Vouch vouch) {
    out.number(1, VERSION, Bounds.exactly(VERSION));
    out.bytes(2, vouch.group.bytes(), HASH);
    out.bytes(3, vouch.device.bytes(), ID);
    out.bytes(4, vouch.request, HASH);
    out.number(5, vouch.kind.number, Bounds.of(1, 9));
    out.number(6, vouch.time, TIME);
    out.string(7, vouch.note, NOTE);
  }

  private static Vouch read(ProtoReader in) throws InvalidWireException {
    in.version(1, VERSION);
    return new Vouch(
        GroupId.of(in.bytes(2, HASH)),
        DeviceId.of(in.bytes(3, ID)),
        in.bytes(4, HASH),
        kind(in.smallNumber(5, Bounds.of(1, 9))),
        in.number(6, TIME),
        in.string(7, NOTE));
  }

  private static Kind kind(int number) throws InvalidWireException {
    Kind kind = Kind.of(number);
    if (kind == null) {
      throw new InvalidWireException(WireCheck.NUMBER_OUT_OF_BOUNDS);
    }
    return kind;
  }

  @Override
  public String toString() {
    return "Vouch[" + kind + "]";
  }
}
