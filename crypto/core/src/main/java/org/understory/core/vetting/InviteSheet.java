package org.understory.core.vetting;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.invite.InviteKeys;
import org.understory.core.seal.Sealer;
import org.understory.core.seal.Texts;
import org.understory.wire.Padding;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

/**
 * What an invite tells whoever follows its link, before anything is asked ({@code
 * docs/protocol.md#invite-sheet}). It lies at the server, sealed under the link's secret, and says
 * no more than the link claims: nobody has verified the group yet.
 *
 * @param groupName 0 to 64 characters
 * @param questions 0 to 8, of 1 to 512 bytes
 * @param keepDays how long answers are kept after the decision
 * @param readers how many stewards read them
 * @param forName whom the invite is for, as its steward calls them; 0 to 256 bytes
 * @param voices how many stewards have to agree
 * @param channels where the newcomer is expected, 0 to 64
 */
public record InviteSheet(
    String groupName,
    List<String> questions,
    int keepDays,
    int readers,
    String forName,
    int voices,
    List<LogId> channels) {
  /** Questions, at most. */
  public static final int MAX_QUESTIONS = 8;

  /** Bytes of UTF-8 in a question, at most. */
  public static final int MAX_QUESTION = 512;

  /** Bytes of UTF-8 in a name, at most. */
  public static final int MAX_NAME = 256;

  private static final String TYPE = "invite-sheet";
  private static final Bounds NAME = Bounds.upTo(MAX_NAME);
  private static final Bounds QUESTIONS = Bounds.upTo(MAX_QUESTIONS);
  private static final Bounds QUESTION = Bounds.of(1, MAX_QUESTION);
  private static final Bounds SMALL = Bounds.upTo(10_000);
  private static final Bounds CHANNELS = Bounds.upTo(64);
  private static final Bounds ID = Bounds.exactly(16);
  private static final Bounds WHOLE = Bounds.of(1, 7_168);

  public InviteSheet {
    questions = List.copyOf(questions);
    channels = List.copyOf(channels);
  }

  /** What {@code OpenInvite.sheet} holds, at most 8192 bytes. */
  public byte[] seal(Sealer sealer, InviteKeys keys, SpaceId space) {
    return sealer.seal(
        keys.key(TYPE),
        TYPE,
        Padding.pad(ProtoWriter.encode(this, InviteSheet::write)),
        space.bytes(),
        keys.inviteId().bytes());
  }

  /** The sheet, or null when anything differs from what was sealed, or it is not canonical. */
  public static @Nullable InviteSheet open(
      Sealer sealer, InviteKeys keys, SpaceId space, byte[] sealed) {
    byte[] padded =
        sealer.open(keys.key(TYPE), TYPE, sealed, space.bytes(), keys.inviteId().bytes());
    try {
      return padded == null
          ? null
          : ProtoReader.decode(Padding.unpad(padded), WHOLE, InviteSheet::read);
    } catch (InvalidWireException e) {
      return null;
    }
  }

  private static void write(ProtoWriter out, InviteSheet sheet) {
    out.string(1, sheet.groupName, NAME);
    Texts.write(out, 2, sheet.questions, QUESTIONS, QUESTION);
    out.number(3, sheet.keepDays, SMALL);
    out.number(4, sheet.readers, SMALL);
    out.string(5, sheet.forName, NAME);
    out.number(6, sheet.voices, SMALL);
    out.repeatedBytes(7, sheet.channels.stream().map(LogId::bytes).toList(), CHANNELS, ID);
  }

  private static InviteSheet read(ProtoReader in) throws InvalidWireException {
    return new InviteSheet(
        in.string(1, NAME),
        Texts.read(in, 2, QUESTIONS, QUESTION),
        in.smallNumber(3, SMALL),
        in.smallNumber(4, SMALL),
        in.string(5, NAME),
        in.smallNumber(6, SMALL),
        in.repeatedBytes(7, CHANNELS, ID).stream().map(LogId::of).toList());
  }

  @Override
  public String toString() {
    return "InviteSheet";
  }
}
