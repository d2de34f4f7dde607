package org.understory.core.vetting;

import org.jspecify.annotations.Nullable;
import org.understory.core.invite.InviteKeys;
import org.understory.core.seal.Sealer;
import org.understory.wire.Padding;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.codec.WireCheck;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/**
 * What a steward says to somebody who waits, in the provisional mailbox ({@code
 * docs/protocol.md#joiner-note}).
 *
 * <p><b>Guarantees.</b> One that opens was made by somebody who holds the link's secret, for this
 * very request (VT-1): neither the server nor who found the mailbox speaks as the group.
 *
 * <p><b>Does not</b> say which steward.
 *
 * @param text 0 to 1024 bytes
 * @param time milliseconds
 */
public record JoinerNote(Kind kind, String text, long time) {
  /** Bytes of UTF-8 in a text, at most. */
  public static final int MAX_TEXT = 1024;

  private static final String TYPE = "joiner-note";
  private static final int VERSION = 1;
  private static final Bounds WHOLE = Bounds.of(1, 1_200);
  private static final Bounds TEXT = Bounds.upTo(MAX_TEXT);
  private static final Bounds TIME = Bounds.of(1, Long.MAX_VALUE);

  /** What the note is for. Numbers on the wire are those of this order, from 1. */
  public enum Kind {
    /** The answers are to be written again. */
    QUESTION,
    /** The request was declined, and this is why. */
    DECLINED,
    /** Somebody else decides now. */
    HANDED_OVER
  }

  /** Where a note goes. */
  public record Place(SpaceId space, MailboxId mailbox, byte[] requestHash) {
    @Override
    public String toString() {
      return "Place";
    }
  }

  /**
   * @param sealingKey of the joiner's device as in the request, 32 bytes
   */
  public byte[] seal(Sealer sealer, InviteKeys keys, byte[] sealingKey, Place place) {
    byte[] bytes =
        ProtoWriter.encode(
            this,
            (out, note) -> {
              write(out, note);
              out.bytes(5, mac(sealer, keys), Bounds.exactly(32));
            });
    return sealer.hpkeSeal(
        sealingKey,
        TYPE,
        Padding.pad(bytes),
        place.space.bytes(),
        place.mailbox.bytes(),
        place.requestHash);
  }

  /**
   * The note, or null when anything differs from what was sealed, it is not canonical, or its MAC
   * fails.
   *
   * @param sealingPrivate our own, 32 bytes
   */
  public static @Nullable JoinerNote open(
      Sealer sealer, InviteKeys keys, byte[] sealingPrivate, Place place, byte[] sealed) {
    byte[] padded =
        sealer.hpkeOpen(
            sealingPrivate,
            TYPE,
            sealed,
            place.space.bytes(),
            place.mailbox.bytes(),
            place.requestHash);
    try {
      return padded == null
          ? null
          : ProtoReader.decode(Padding.unpad(padded), WHOLE, in -> read(in, sealer, keys));
    } catch (InvalidWireException e) {
      return null;
    }
  }

  private byte[] mac(Sealer sealer, InviteKeys keys) {
    return sealer.mac(
        keys.key("bind"), "joiner-note-mac", ProtoWriter.encode(this, JoinerNote::write));
  }

  private static void write(ProtoWriter out, JoinerNote note) {
    out.number(1, VERSION, Bounds.exactly(VERSION));
    out.number(2, note.kind.ordinal() + 1, Bounds.of(1, 3));
    out.string(3, note.text, TEXT);
    out.number(4, note.time, TIME);
  }

  private static JoinerNote read(ProtoReader in, Sealer sealer, InviteKeys keys)
      throws InvalidWireException {
    in.version(1, VERSION);
    JoinerNote note =
        new JoinerNote(
            Kind.values()[in.smallNumber(2, Bounds.of(1, 3)) - 1],
            in.string(3, TEXT),
            in.number(4, TIME));
    byte[] mac = in.bytes(5, Bounds.exactly(32));
    if (!sealer.primitives().digest().equal(mac, note.mac(sealer, keys))) {
      throw new InvalidWireException(WireCheck.FIELDS_DISAGREE);
    }
    return note;
  }

  @Override
  public String toString() {
    return "JoinerNote[" + kind + "]";
  }
}
