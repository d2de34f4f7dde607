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
 * What a steward tells the others about an invite or a request ({@code
 * docs/protocol.md#stewards-log}).
 *
 * @param device of the author
 * @param time milliseconds
 * @param about 32 bytes: a request hash, or for {@link Kind#BOX} the hash of an INVITE entry
 * @param text 0 to 2048 bytes
 * @param value 0 to 1024 bytes, as the kind says
 * @param deleteAt milliseconds: nobody keeps it beyond
 */
public record StewardItem(
    GroupId group,
    DeviceId device,
    long time,
    byte[] about,
    Kind kind,
    String text,
    byte[] value,
    long deleteAt) {
  /** Bytes of UTF-8 in a text, at most. */
  public static final int MAX_TEXT = 2048;

  private static final String TYPE = "steward-item";
  private static final int VERSION = 1;
  private static final int MAX = 3_300;
  private static final Bounds HASH = Bounds.exactly(32);
  private static final Bounds ID = Bounds.exactly(16);
  private static final Bounds TIME = Bounds.of(1, Long.MAX_VALUE);
  private static final Bounds TEXT = Bounds.upTo(MAX_TEXT);
  private static final Bounds VALUE = Bounds.upTo(1024);
  private static final Bounds KIND = Bounds.of(1, Kind.values().length);

  /** What it says. Numbers on the wire are those of this order, from 1. */
  public enum Kind {
    /** Value: an invite's secret and its request private key, 32 bytes each; text: for whom. */
    BOX,
    /** Value: a canonical SignedVouch. */
    VOUCH,
    /** Text. */
    NOTE,
    /** Value: the id (16) of the member who is asked to decide, or empty: all again. */
    HAND_OVER,
    /** Text: what the joiner was asked. */
    ASKED,
    /** Text: why, among stewards. */
    DECLINED,
    /** Text. */
    ESCALATED,
    /** The safety number of the request was compared in person. */
    MET,
    /** This request, of two for one invite, is the right one. */
    RIGHT
  }

  /**
   * The canonical {@code SignedStewardItem}.
   *
   * @param seed of the device's signing key, 32 bytes
   */
  public byte[] sign(Sealer sealer, byte[] seed) {
    return Signed.of(sealer, seed, TYPE, ProtoWriter.encode(this, StewardItem::write)).encode();
  }

  /**
   * The item in a canonical {@code SignedStewardItem} of this group that its device signed, or null
   * (SL-2).
   *
   * @param signingKeyOf the signing key (32 bytes) of a steward's office device, or null for any
   *     other
   */
  public static @Nullable StewardItem verify(
      Sealer sealer,
      GroupId group,
      byte[] signed,
      Function<DeviceId, byte @Nullable []> signingKeyOf) {
    try {
      Signed read = Signed.decode(signed, MAX);
      StewardItem item = ProtoReader.decode(read.body(), Bounds.of(1, MAX), StewardItem::read);
      byte[] key = signingKeyOf.apply(item.device);
      boolean genuine = key != null && item.group.equals(group) && read.isBy(sealer, key, TYPE);
      return genuine ? item : null;
    } catch (InvalidWireException e) {
      return null;
    }
  }

  private static void write(ProtoWriter out, StewardItem item) {
    out.agree(fits(item));
    out.number(1, VERSION, Bounds.exactly(VERSION));
    out.bytes(2, item.group.bytes(), HASH);
    out.bytes(3, item.device.bytes(), ID);
    out.number(4, item.time, TIME);
    out.bytes(5, item.about, HASH);
    out.number(6, item.kind.ordinal() + 1, KIND);
    out.string(7, item.text, TEXT);
    out.bytes(8, item.value, VALUE);
    out.number(9, item.deleteAt, TIME);
  }

  private static StewardItem read(ProtoReader in) throws InvalidWireException {
    in.version(1, VERSION);
    StewardItem item =
        new StewardItem(
            GroupId.of(in.bytes(2, HASH)),
            DeviceId.of(in.bytes(3, ID)),
            in.number(4, TIME),
            in.bytes(5, HASH),
            Kind.values()[in.smallNumber(6, KIND) - 1],
            in.string(7, TEXT),
            in.bytes(8, VALUE),
            in.number(9, TIME));
    if (!fits(item)) {
      throw new InvalidWireException(WireCheck.FIELDS_DISAGREE);
    }
    return item;
  }

  private static boolean fits(StewardItem item) {
    int length = item.value.length;
    return switch (item.kind) {
      case BOX -> length == 64;
      case VOUCH -> length > 0 && length <= Vouch.MAX_SIGNED && item.text.isEmpty();
      case HAND_OVER -> length == 0 || length == 16;
      case NOTE, ASKED, DECLINED, ESCALATED -> length == 0;
      case MET, RIGHT -> length == 0 && item.text.isEmpty();
    };
  }

  @Override
  public String toString() {
    return "StewardItem[" + kind + "]";
  }
}
