package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.compartment.CompartmentState;
import org.understory.core.roster.Channel;
import org.understory.core.roster.Commitment;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.NameKind;
import org.understory.core.view.View;
import org.understory.core.view.Wish;
import org.understory.wire.id.LogId;

/**
 * The channels as hosts show them: the group's, then the need-to-know and direct ones of this
 * device.
 */
final class ChannelViews {
  /** Messages looked at together; so many read ones in a row end the search for unread ones. */
  private static final int PAGE = 64;

  /** As many unread ones are counted: who comes back to more is told of that many, and more. */
  private static final int MOST_UNREAD = 1_000;

  private final Device device;
  private final Membership membership;
  private final Reading reading;
  private final Compartments compartments;
  private final Directs directs;
  private final Messages messages;
  private final Settings settings;
  private final MessageViews shown;
  private final Receipts receipts;

  ChannelViews(Parts parts, MessageViews shown) {
    this.device = parts.device;
    this.membership = parts.membership;
    this.reading = parts.reading;
    this.compartments = parts.compartments;
    this.directs = parts.directs;
    this.messages = parts.messages;
    this.settings = parts.settings;
    this.shown = shown;
    this.receipts = parts.receipts;
  }

  /** Why nothing can be written to a channel now, as a code; null when it can. */
  interface Held {
    @Nullable String by(LogId channel);
  }

  List<View.Channel> channels(Held held) {
    List<View.Channel> views = new ArrayList<>();
    for (Channel channel : membership.state().channels().values()) {
      views.add(
          view(
              channel.id(),
              channel.nameCommitment(),
              channel.timer(),
              channel.range(),
              channel.isAnnouncement() ? View.ChannelKind.ANNOUNCEMENT : View.ChannelKind.OPEN,
              new Circle(
                  channel.posters().stream().map(MemberId::hex).toList(),
                  List.of(),
                  List.of(),
                  List.of()),
              held));
    }
    for (Compartment one : compartments.all()) {
      for (LogId log : one.logs()) {
        views.add(
            view(
                log,
                one.state().create().nameCommitment(),
                one.timer(log),
                null,
                View.ChannelKind.NEED_TO_KNOW,
                circle(one),
                held));
      }
    }
    for (LogId log : directs.channels()) {
      DirectCircle direct = directs.of(log);
      if (direct != null) {
        views.add(
            view(
                log,
                new byte[0],
                direct.timer(),
                null,
                View.ChannelKind.DIRECT,
                new Circle(List.of(), List.of(direct.other().hex()), List.of(), List.of()),
                held));
      }
    }
    return views;
  }

  /**
   * Who may do what in a channel, as ids in hexadecimal; a list is empty where that kind of channel
   * has none.
   */
  private record Circle(
      List<String> posters, List<String> people, List<String> keepers, List<Wish> wishes) {}

  private Circle circle(Compartment one) {
    List<String> people = new ArrayList<>();
    List<String> keepers = new ArrayList<>();
    for (CompartmentState.Person person : one.state().people()) {
      people.add(person.id().hex());
      if (person.keeps()) {
        keepers.add(person.id().hex());
      }
    }
    return new Circle(List.of(), people, keepers, compartments.wishes.of(one));
  }

  private View.Channel view(
      LogId id,
      byte[] nameCommitment,
      int timer,
      Channel.@Nullable Range range,
      View.ChannelKind kind,
      Circle who,
      Held held) {
    Unread unread = unread(id);
    MessageRow oldest = edge(messages.from(id, MessageRow.channelPrefix(id), 1));
    MessageRow last = edge(messages.before(id, "", 1));
    Settings.Of set = settings.of(id);
    Receipts.Gone told = receipts.gone(id);
    return new View.Channel(
        id.hex(),
        nameCommitment.length == 0
            ? null
            : device.names.of(new Commitment(NameKind.CHANNEL, nameCommitment)),
        timer,
        unread.count(),
        last == null ? null : Long.valueOf(Messages.at(last)),
        oldest == null ? null : Long.valueOf(Messages.at(oldest)),
        kind,
        who.posters(),
        who.people(),
        who.keepers(),
        who.wishes(),
        held.by(id),
        gone(id),
        new View.Talk(
            unread.mentions(),
            unread.first(),
            set.mutedUntil(),
            set.favourite(),
            set.archived(),
            settings.draft(id) != null,
            range == null ? 0 : range.least(),
            range == null ? 0 : range.most(),
            messages.pinned(id).stream().map(row -> row.id().hex()).toList(),
            told.on(),
            told.of()));
  }

  private static @Nullable MessageRow edge(List<MessageRow> rows) {
    return rows.isEmpty() ? null : rows.get(0);
  }

  /**
   * What was not read.
   *
   * @param first id of the oldest
   */
  private record Unread(int count, int mentions, @Nullable String first) {}

  /**
   * Looks from the newest on, until so many in a row were read that no older one is new, or enough
   * are not.
   */
  private Unread unread(LogId id) {
    long read = reading.readUpTo(id);
    int count = 0;
    int mentions = 0;
    String first = null;
    long lowest = Long.MAX_VALUE;
    int known = 0;
    String before = "";
    List<MessageRow> page = messages.before(id, before, PAGE);
    while (!page.isEmpty() && known < PAGE && count < MOST_UNREAD) {
      for (int i = page.size() - 1; i >= 0; i--) {
        MessageRow message = page.get(i);
        boolean fresh =
            message.position() > read
                && !message.member().equals(device.keys().member())
                && message.state() != MessageRow.State.DELETED
                && !settings.isBlocked(message.member());
        known = fresh ? 0 : known + 1;
        if (fresh) {
          count++;
          mentions += shown.mentionsMe(message) ? 1 : 0;
          first = message.position() < lowest ? message.id().hex() : first;
          lowest = Math.min(lowest, message.position());
        }
      }
      before = page.get(0).key();
      page = messages.before(id, before, PAGE);
    }
    return new Unread(Math.min(count, MOST_UNREAD), mentions, first);
  }

  /** Who has to be taken out of a stale compartment. */
  private List<String> gone(LogId id) {
    Compartment one = compartments.of(id);
    List<String> gone = new ArrayList<>();
    if (one != null) {
      for (MemberId member : one.state().gone(membership.state())) {
        gone.add(member.hex());
      }
    }
    return gone;
  }
}
