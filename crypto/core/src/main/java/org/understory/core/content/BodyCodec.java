package org.understory.core.content;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.files.FilePointerCodec;
import org.understory.core.roster.MemberId;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/** The bodies of a {@link Content}, fields 16 to 63 ({@code message.proto}). */
public final class BodyCodec {
  /** Most bytes of one text in UTF-8. */
  public static final int MAX_TEXT = 16384;

  /** Most files of one text. */
  public static final int MAX_FILES = 8;

  private static final int TEXT = 16;
  private static final int REACTION = 17;
  private static final int EDIT = 18;
  private static final int DELETE = 19;
  private static final int PIN = 20;
  private static final int POLL = 21;
  private static final int VOTE = 22;
  private static final int RECEIPT = 23;
  private static final int DIRECT_TIMER = 24;
  private static final int LAST = 63;

  private static final Bounds ID = Bounds.exactly(16);
  private static final Bounds ID_OR_NONE = Bounds.exactlyOrNone(16);
  private static final Bounds WORDS = Bounds.of(1, MAX_TEXT);
  private static final Bounds WORDS_OR_NONE = Bounds.upTo(MAX_TEXT);
  private static final Bounds MENTIONS = Bounds.upTo(64);
  private static final Bounds FILES = Bounds.upTo(MAX_FILES);
  private static final Bounds EMOJI = Bounds.upTo(32);
  private static final Bounds TARGETS = Bounds.of(1, 32);
  private static final Bounds REASON = Bounds.upTo(512);
  private static final Bounds QUESTION = Bounds.of(1, 512);
  private static final Bounds OPTIONS = Bounds.of(2, 10);
  private static final Bounds OPTION = Bounds.of(1, 256);
  private static final Bounds CHOSEN = Bounds.upTo(10);
  private static final Bounds CHOICE = Bounds.upTo(9);
  private static final Bounds UNKNOWN = Bounds.of(1, 32768);

  private BodyCodec() {}

  /**
   * Writes the body behind what was written: its field comes last.
   *
   * @throws IllegalArgumentException when something is out of bounds
   */
  public static void write(ProtoWriter out, Body body) {
    switch (body) {
      case Body.Text text -> out.message(TEXT, text, BodyCodec::writeText);
      case Body.Reaction reaction ->
          out.message(
              REACTION,
              reaction,
              (inner, r) -> {
                inner.bytes(1, r.target().bytes(), ID);
                inner.string(2, r.emoji(), EMOJI);
              });
      case Body.Edit edit ->
          out.message(
              EDIT,
              edit,
              (inner, e) -> {
                inner.bytes(1, e.target().bytes(), ID);
                inner.string(2, e.text(), WORDS);
                inner.repeatedBytes(3, bytes(e.mentions()), MENTIONS, ID);
                inner.bool(4, e.everyone());
              });
      case Body.Delete delete ->
          out.message(
              DELETE,
              delete,
              (inner, d) -> {
                List<byte[]> targets = new ArrayList<>();
                d.targets().forEach(target -> targets.add(target.bytes()));
                inner.repeatedBytes(1, targets, TARGETS, ID);
                inner.string(2, d.reason(), REASON);
              });
      case Body.Pin pin ->
          out.message(
              PIN,
              pin,
              (inner, p) -> {
                inner.bytes(1, p.target().bytes(), ID);
                inner.bool(2, p.on());
              });
      case Body.Poll poll -> out.message(POLL, poll, BodyCodec::writePoll);
      case Body.Vote vote ->
          out.message(
              VOTE,
              vote,
              (inner, v) -> {
                inner.agree(isRising(v.options()));
                inner.bytes(1, v.target().bytes(), ID);
                inner.packed(2, v.options(), CHOSEN, CHOICE);
              });
      case Body.DirectTimer timer ->
          out.message(
              DIRECT_TIMER, timer, (inner, t) -> inner.number(1, t.seconds(), Bounds.ANY_INT));
      case Body.Receipt receipt ->
          out.message(RECEIPT, receipt, (inner, r) -> inner.number(1, r.day(), Bounds.ANY_INT));
      case Body.UnknownBody unknown -> {
        out.agree(!isKnown(unknown.field()) && unknown.field() <= LAST);
        out.bytes(unknown.field(), unknown.bytes(), UNKNOWN);
      }
    }
  }

  /** Reads the body, which is what comes next. */
  public static Body read(ProtoReader in) throws InvalidWireException {
    int field = in.nextField();
    return switch (field) {
      case REACTION ->
          in.message(
              field,
              inner -> new Body.Reaction(MessageId.of(inner.bytes(1, ID)), inner.string(2, EMOJI)));
      case EDIT ->
          in.message(
              field,
              inner ->
                  new Body.Edit(
                      MessageId.of(inner.bytes(1, ID)),
                      inner.string(2, WORDS),
                      members(inner, 3),
                      inner.bool(4)));
      case DELETE -> in.message(field, BodyCodec::readDelete);
      case PIN ->
          in.message(field, inner -> new Body.Pin(MessageId.of(inner.bytes(1, ID)), inner.bool(2)));
      case POLL -> in.message(field, BodyCodec::readPoll);
      case VOTE -> in.message(field, BodyCodec::readVote);
      case DIRECT_TIMER ->
          in.message(field, inner -> new Body.DirectTimer(inner.smallNumber(1, Bounds.ANY_INT)));
      case RECEIPT ->
          in.message(field, inner -> new Body.Receipt(inner.smallNumber(1, Bounds.ANY_INT)));
      default -> {
        if (field > TEXT && field <= LAST) {
          yield new Body.UnknownBody(field, in.bytes(field, UNKNOWN));
        }
        yield in.message(TEXT, BodyCodec::readText);
      }
    };
  }

  private static boolean isKnown(int field) {
    return field <= DIRECT_TIMER;
  }

  private static void writeText(ProtoWriter out, Body.Text text) {
    out.agree(!text.text().isEmpty() || !text.files().isEmpty());
    out.string(1, text.text(), WORDS_OR_NONE);
    out.bytes(2, bytes(text.replyTo()), ID_OR_NONE);
    out.bytes(3, bytes(text.thread()), ID_OR_NONE);
    out.repeatedBytes(4, bytes(text.mentions()), MENTIONS, ID);
    out.bool(5, text.everyone());
    out.bool(6, text.viewOnce());
    out.messages(7, text.files(), FILES, FilePointerCodec::write);
  }

  private static Body.Text readText(ProtoReader in) throws InvalidWireException {
    Body.Text text =
        new Body.Text(
            in.string(1, WORDS_OR_NONE),
            id(in.bytes(2, ID_OR_NONE)),
            id(in.bytes(3, ID_OR_NONE)),
            members(in, 4),
            in.bool(5),
            in.bool(6),
            in.messages(7, FILES, FilePointerCodec::read));
    in.agree(!text.text().isEmpty() || !text.files().isEmpty());
    return text;
  }

  private static Body.Delete readDelete(ProtoReader in) throws InvalidWireException {
    List<MessageId> targets = new ArrayList<>();
    for (byte[] target : in.repeatedBytes(1, TARGETS, ID)) {
      targets.add(MessageId.of(target));
    }
    return new Body.Delete(targets, in.string(2, REASON));
  }

  private static void writePoll(ProtoWriter out, Body.Poll poll) {
    out.string(1, poll.question(), QUESTION);
    out.messages(2, poll.options(), OPTIONS, (inner, option) -> inner.string(1, option, OPTION));
    out.bool(3, poll.multiple());
    out.number(4, poll.closes(), Bounds.ANY);
  }

  private static Body.Poll readPoll(ProtoReader in) throws InvalidWireException {
    return new Body.Poll(
        in.string(1, QUESTION),
        in.messages(2, OPTIONS, inner -> inner.string(1, OPTION)),
        in.bool(3),
        in.number(4, Bounds.ANY));
  }

  private static Body.Vote readVote(ProtoReader in) throws InvalidWireException {
    Body.Vote vote =
        new Body.Vote(MessageId.of(in.bytes(1, ID)), in.smallPacked(2, CHOSEN, CHOICE));
    in.agree(isRising(vote.options()));
    return vote;
  }

  private static boolean isRising(List<Integer> numbers) {
    for (int i = 1; i < numbers.size(); i++) {
      if (numbers.get(i) <= numbers.get(i - 1)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable MessageId id(byte[] bytes) {
    return bytes.length == 0 ? null : MessageId.of(bytes);
  }

  private static byte[] bytes(@Nullable MessageId id) {
    return id == null ? new byte[0] : id.bytes();
  }

  private static List<byte[]> bytes(List<MemberId> members) {
    List<byte[]> all = new ArrayList<>();
    members.forEach(member -> all.add(member.bytes()));
    return all;
  }

  private static List<MemberId> members(ProtoReader in, int field) throws InvalidWireException {
    List<MemberId> members = new ArrayList<>();
    for (byte[] member : in.repeatedBytes(field, MENTIONS, ID)) {
      members.add(MemberId.of(member));
    }
    return members;
  }
}
