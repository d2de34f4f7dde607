package org.understory.core;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.understory.core.content.Body;
import org.understory.core.content.BodyCodec;
import org.understory.core.content.MessageId;
import org.understory.core.files.FilePointer;
import org.understory.core.files.FilePointerCodec;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.LogId;

/** What a person does in a channel, by name; what is not its own, {@link VettingActs} has. */
final class MessageActs {
  private static final int MAX_REASON = 512;
  private static final int MAX_QUESTION = 512;
  private static final int MAX_OPTION = 256;
  private static final int MAX_EMOJI = 32;
  private static final int MAX_DELETED = 32;
  private static final String EVERYONE = "everyone";

  private final Parts parts;

  MessageActs(Parts parts) {
    this.parts = parts;
  }

  /** Does an act; null for one that is not about messages. */
  @Nullable String act(String name, List<String> args) {
    return switch (name) {
      case "startDirect" -> parts.directs.start(args.get(0)) == null ? Codes.NO_SUCH : "";
      case "block" -> block(args.get(0), flag(args, 1));
      case "dismissReport" -> parts.reports.dismiss(args.get(0));
      case "send",
          "react",
          "edit",
          "deleteForMe",
          "clearHistory",
          "deleteForAll",
          "pin",
          "poll",
          "vote",
          "draft",
          "markRead",
          "mute",
          "favourite",
          "archive",
          "setDirectTimer",
          "viewed",
          "report",
          "askAgain" -> {
        LogId channel = parts.channel(args.get(0));
        yield channel == null ? Codes.NO_SUCH : inChannel(name, channel, args);
      }
      default -> null;
    };
  }

  private String inChannel(String name, LogId channel, List<String> args) {
    return switch (name) {
      case "send" -> send(channel, args);
      case "poll" -> poll(channel, args);
      case "deleteForMe" -> each(channel, args.get(1), parts.messages::remove);
      case "clearHistory" -> {
        parts.messages.clear(channel);
        yield "";
      }
      case "deleteForAll" -> deleteForAll(channel, args);
      case "draft" -> {
        parts.settings.draft(channel, args.get(1), id(args.get(2)));
        yield "";
      }
      case "markRead" -> markRead(channel, args.size() < 2 ? "" : args.get(1));
      case "mute", "favourite", "archive" -> set(name, channel, args);
      case "setDirectTimer" -> directTimer(channel, Integer.parseInt(args.get(1)));
      case "report" -> parts.reports.report(channel, found(channel, args.get(1)), args.get(2));
      case "askAgain" -> parts.reading.askAgain(args.get(1)) ? "" : Codes.BUSY;
      default -> {
        MessageRow about = parts.messages.first(channel, MessageId.of(Hex.parse(args.get(1))));
        yield about == null ? Codes.NO_SUCH : about(name, about, args);
      }
    };
  }

  private String about(String name, MessageRow about, List<String> args) {
    LogId channel = about.channel();
    return switch (name) {
      case "viewed" -> parts.burning.viewed(about);
      case "react" ->
          length(args.get(2)) > MAX_EMOJI
              ? Codes.TEXT_LENGTH
              : refer(about, new Body.Reaction(about.id(), args.get(2)));
      case "pin" -> refer(about, new Body.Pin(about.id(), flag(args, 2)));
      case "vote" -> refer(about, new Body.Vote(about.id(), numbers(args.get(2))));
      default -> { // edit
        boolean everyone = args.get(3).contains(EVERYONE);
        yield Codes.isText(args.get(2))
            ? refer(about, new Body.Edit(about.id(), args.get(2), members(args.get(3)), everyone))
            : Codes.TEXT_LENGTH;
      }
    };
  }

  private String send(LogId channel, List<String> args) {
    List<FilePointer> files = new ArrayList<>();
    try {
      for (String file : words(args.get(7))) {
        files.add(FilePointerCodec.decode(Hex.parse(file)));
      }
    } catch (InvalidWireException e) {
      return Codes.BAD_ARGUMENT;
    }
    String text = args.get(1);
    boolean said = Codes.isText(text) || (text.isEmpty() && !files.isEmpty());
    if (!said || files.size() > BodyCodec.MAX_FILES) {
      return Codes.TEXT_LENGTH;
    }
    int timer = args.get(5).isEmpty() ? 0 : Integer.parseInt(args.get(5));
    if (!Codes.isTimer(timer)) {
      return Codes.TIMER_RANGE;
    }
    Body.Text body =
        new Body.Text(
            text,
            id(args.get(2)),
            id(args.get(3)),
            members(args.get(4)),
            args.get(4).contains(EVERYONE),
            flag(args, 6),
            files);
    ProtoWriter whole = new ProtoWriter();
    BodyCodec.write(whole, body);
    if (whole.toByteArray().length > org.understory.core.content.ContentCodec.MAX_BODY) {
      return Codes.TEXT_LENGTH;
    }
    parts.posting.post(channel, body, timer, false);
    parts.settings.draft(channel, "", null);
    return "";
  }

  private String poll(LogId channel, List<String> args) {
    List<String> options = split(args.get(2), '\n');
    boolean fits =
        Codes.isText(args.get(1), MAX_QUESTION)
            && options.size() >= 2
            && options.size() <= 10
            && new TreeSet<>(options).size() == options.size();
    for (String option : options) {
      fits &= Codes.isText(option, MAX_OPTION);
    }
    if (!fits) {
      return Codes.TEXT_LENGTH;
    }
    long closes = Long.parseLong(args.get(4));
    parts.posting.post(
        channel, new Body.Poll(args.get(1), options, flag(args, 3), closes), 0, false);
    return "";
  }

  /** Says something about a message, where the own member may. */
  private String refer(MessageRow about, Body body) {
    boolean leads = leads(about.channel(), body);
    MessageRow said = parts.posting.written(about.channel(), body, 0, leads);
    if (!Messages.fits(about, said)) {
      return Codes.NOT_ALLOWED;
    }
    parts.posting.post(said);
    return "";
  }

  private boolean leads(LogId channel, Body body) {
    Circle circle = parts.circles.of(channel);
    MemberId self = parts.device.keys().member();
    org.understory.core.seal.EpochSecret epoch = circle.sending();
    boolean writers = circle.isDirect() || parts.membership.isAnnouncement(channel);
    return (body instanceof Body.Pin && writers)
        || (epoch != null
            && circle.leads(
                self,
                circle.seq(),
                new org.understory.wire.id.Epoch(epoch.generation(), epoch.step())));
  }

  private String deleteForAll(LogId channel, List<String> args) {
    List<MessageRow> rows = found(channel, args.get(1));
    String reason = args.get(2);
    if (rows.isEmpty() || rows.size() > MAX_DELETED || length(reason) > MAX_REASON) {
      return rows.isEmpty() ? Codes.NO_SUCH : Codes.BAD_ARGUMENT;
    }
    List<MessageId> targets = new ArrayList<>();
    rows.forEach(row -> targets.add(row.id()));
    Body body = new Body.Delete(targets, reason);
    MessageRow said = parts.posting.written(channel, body, 0, leads(channel, body));
    for (MessageRow row : rows) {
      if (!Messages.fits(row, said)) {
        return Codes.NOT_ALLOWED;
      }
    }
    List<MessageRow> unsent = new ArrayList<>(rows);
    unsent.removeIf(row -> row.seq() > 0 || !row.member().equals(said.member()));
    unsent.forEach(parts.messages::remove); // what never left needs no telling
    rows.removeAll(unsent);
    if (!rows.isEmpty()) {
      targets.clear();
      rows.forEach(row -> targets.add(row.id()));
      parts.posting.post(said.saying(new Body.Delete(targets, reason)));
    }
    return "";
  }

  private String markRead(LogId channel, String message) {
    long upTo = parts.reading.next(channel);
    if (!message.isEmpty()) {
      MessageRow row = parts.messages.first(channel, MessageId.of(Hex.parse(message)));
      if (row == null) {
        return Codes.NO_SUCH;
      }
      upTo = row.position();
    }
    parts.reading.markRead(channel, upTo);
    return "";
  }

  private String set(String name, LogId channel, List<String> args) {
    Settings.Of now = parts.settings.of(channel);
    parts.settings.set(
        channel,
        switch (name) {
          case "mute" ->
              new Settings.Of(Long.parseLong(args.get(1)), now.favourite(), now.archived());
          case "favourite" -> new Settings.Of(now.mutedUntil(), flag(args, 1), now.archived());
          default -> new Settings.Of(now.mutedUntil(), now.favourite(), flag(args, 1));
        });
    return "";
  }

  private String directTimer(LogId channel, int seconds) {
    if (parts.directs.of(channel) == null) {
      return Codes.NOT_ALLOWED;
    }
    if (!Codes.isTimer(seconds)) {
      return Codes.TIMER_RANGE;
    }
    parts.posting.post(channel, new Body.DirectTimer(seconds), 0, false);
    parts.directs.timer(channel, seconds);
    return "";
  }

  private String block(String member, boolean on) {
    for (Member one : parts.membership.state().members().values()) {
      if (one.id().hex().equals(member)) {
        boolean self = one.id().equals(parts.device.keys().member());
        if (!self) {
          parts.settings.block(one.id(), on);
        }
        return self ? Codes.SELF : "";
      }
    }
    return Codes.NO_SUCH;
  }

  /** What is done with each of several messages. */
  private interface Deed {
    void of(MessageRow message);
  }

  private String each(LogId channel, String ids, Deed deed) {
    List<MessageRow> rows = found(channel, ids);
    rows.forEach(deed::of);
    return rows.isEmpty() ? Codes.NO_SUCH : "";
  }

  private List<MessageRow> found(LogId channel, String ids) {
    List<MessageRow> rows = new ArrayList<>();
    for (String id : words(ids)) {
      MessageRow row = parts.messages.first(channel, MessageId.of(Hex.parse(id)));
      if (row != null) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static @Nullable MessageId id(String hex) {
    return hex.isEmpty() ? null : MessageId.of(Hex.parse(hex));
  }

  private static List<MemberId> members(String ids) {
    List<MemberId> members = new ArrayList<>();
    for (String id : words(ids)) {
      if (!id.equals(EVERYONE)) {
        members.add(MemberId.of(Hex.parse(id)));
      }
    }
    return members;
  }

  private static List<Integer> numbers(String words) {
    TreeSet<Integer> numbers = new TreeSet<>();
    words(words).forEach(word -> numbers.add(Integer.parseInt(word)));
    return List.copyOf(numbers);
  }

  private static List<String> words(String text) {
    return split(text, ' ');
  }

  private static List<String> split(String text, char at) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == at) {
        if (i > from) {
          parts.add(text.substring(from, i));
        }
        from = i + 1;
      }
    }
    return parts;
  }

  private static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static boolean flag(List<String> args, int index) {
    return args.get(index).equals("1");
  }
}
