package org.understory.core;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.invite.InviteKeys;
import org.understory.core.invite.JoinRequest;
import org.understory.core.seal.Texts;
import org.understory.core.vetting.InviteSheet;
import org.understory.core.vetting.JoinerNote;
import org.understory.core.vetting.ScanCode;
import org.understory.core.view.Vetting;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.frame.MailboxItem;

/**
 * What a joiner is told and answers: the invite's sheet, the answers, notes of stewards, and the
 * head that a steward showed in person ({@code docs/protocol.md#invite-sheet}, {@code
 * #joiner-note}).
 */
final class Applying {
  private static final String SHEET = "sheet";
  private static final String ANSWERS = "answers";
  private static final String VOUCHERS = "vouchers";
  private static final String NOTE = "jn/";
  private static final String HEAD = "kept-head";
  private static final Bounds COUNT = Bounds.upTo(InviteSheet.MAX_QUESTIONS);
  private static final Bounds EACH = Bounds.upTo(JoinRequest.MAX_ANSWER_EACH);

  private final Device device;

  Applying(Device device) {
    this.device = device;
  }

  // ---- the sheet

  /** Takes in what the invite says; one that does not open says nothing. */
  void sheet(InviteKeys keys, byte[] sealed) {
    if (sealed.length > 0
        && InviteSheet.open(device.sealer, keys, device.facts.space(), sealed) != null) {
      device.facts.bytes(SHEET, sealed);
    }
  }

  @Nullable InviteSheet sheet(InviteKeys keys) {
    byte[] sealed = device.facts.bytes(SHEET);
    return sealed == null
        ? null
        : InviteSheet.open(device.sealer, keys, device.facts.space(), sealed);
  }

  /** Whether questions wait for their answers. */
  boolean asks(InviteKeys keys) {
    InviteSheet sheet = sheet(keys);
    return sheet != null && !sheet.questions().isEmpty() && device.facts.bytes(ANSWERS) == null;
  }

  Vetting.@Nullable Invitation invitation(InviteKeys keys) {
    InviteSheet sheet = sheet(keys);
    return sheet == null
        ? null
        : new Vetting.Invitation(
            sheet.groupName(),
            sheet.questions(),
            sheet.keepDays(),
            sheet.readers(),
            sheet.voices(),
            sheet.forName());
  }

  /**
   * Keeps the answers, one for each question of the sheet, and last who may know the joiner.
   *
   * @return a code when they don't fit
   */
  String answer(InviteKeys keys, List<String> given) {
    InviteSheet sheet = sheet(keys);
    int questions = sheet == null ? 0 : sheet.questions().size();
    if (questions == 0 || given.size() < questions || given.size() > questions + 1) {
      return Codes.BAD_ARGUMENT;
    }
    String vouchers = given.size() > questions ? given.get(questions) : "";
    List<String> answers = List.copyOf(given.subList(0, questions));
    for (String answer : answers) {
      if (!fits(answer, JoinRequest.MAX_ANSWER_EACH)) {
        return Codes.TEXT_LENGTH;
      }
    }
    if (!fits(vouchers, JoinRequest.MAX_VOUCHERS)) {
      return Codes.TEXT_LENGTH;
    }
    ProtoWriter writer = new ProtoWriter();
    Texts.write(writer, 1, answers, COUNT, EACH);
    device.facts.bytes(ANSWERS, writer.toByteArray());
    device.facts.text(VOUCHERS, vouchers);
    device.changed();
    return "";
  }

  static boolean fits(String text, int most) {
    return text.getBytes(StandardCharsets.UTF_8).length <= most;
  }

  List<String> answers() {
    byte[] row = device.facts.bytes(ANSWERS);
    try {
      return row == null ? List.of() : Texts.read(new ProtoReader(row), 1, COUNT, EACH);
    } catch (InvalidWireException e) {
      throw new IllegalStateException("stored answers cannot be read", e);
    }
  }

  String vouchers() {
    String text = device.facts.text(VOUCHERS);
    return text == null ? "" : text;
  }

  // ---- notes

  /**
   * Takes in what lies in the provisional mailbox; true when it was a note of the group.
   *
   * @param hashes of the own request as it is and as it was
   */
  boolean note(InviteKeys keys, MailboxItem item, List<byte[]> hashes) {
    for (byte[] hash : hashes) {
      JoinerNote.Place place =
          new JoinerNote.Place(device.facts.space(), device.keys().mailbox(), hash);
      JoinerNote note =
          JoinerNote.open(device.sealer, keys, device.keys().sealingPrivate(), place, item.body());
      if (note != null) {
        ProtoWriter writer = new ProtoWriter();
        writer.number(1, note.kind().ordinal() + 1, Bounds.of(1, 3));
        writer.string(2, note.text(), Bounds.upTo(JoinerNote.MAX_TEXT));
        writer.number(3, note.time(), Bounds.ANY);
        device.rows.put(NOTE + Hex.of(item.position()), writer.toByteArray());
        if (note.kind() == JoinerNote.Kind.DECLINED) {
          device.facts.phase(Phase.DECLINED);
        }
        device.changed();
        return true;
      }
    }
    return false;
  }

  List<Vetting.JoinerNote> notes() {
    List<Vetting.JoinerNote> notes = new ArrayList<>();
    for (byte[] row : device.rows.scan(NOTE).values()) {
      try {
        ProtoReader reader = new ProtoReader(row);
        notes.add(
            new Vetting.JoinerNote(
                Vetting.JoinerNoteKind.values()[reader.smallNumber(1, Bounds.of(1, 3)) - 1],
                reader.string(2, Bounds.upTo(JoinerNote.MAX_TEXT)),
                reader.number(3, Bounds.ANY)));
      } catch (InvalidWireException e) {
        throw new IllegalStateException("a stored note cannot be read", e);
      }
    }
    return notes;
  }

  // ---- in person

  /** Keeps the head that a steward showed: the welcome has to have it on its line (WE-8). */
  String keepHead(String scanned) {
    if (!(ScanCode.parse(scanned) instanceof ScanCode.Head head)) {
      return Codes.NOT_UNDERSTOOD;
    }
    if (!head.group().equals(device.facts.group())) {
      return Codes.NO_MATCH;
    }
    device.facts.text(HEAD, scanned);
    device.changed();
    return "";
  }

  ScanCode.@Nullable Head keptHead() {
    String text = device.facts.text(HEAD);
    return text != null && ScanCode.parse(text) instanceof ScanCode.Head head ? head : null;
  }

  void forgetHead() {
    device.facts.bytes(HEAD, null);
  }

  /** What only the way in needed; the head stays until its steward was marked as verified. */
  void forget() {
    device.facts.bytes(SHEET, null);
    device.facts.bytes(ANSWERS, null);
    device.facts.bytes(VOUCHERS, null);
    device.rows.deleteAll(NOTE);
  }
}
