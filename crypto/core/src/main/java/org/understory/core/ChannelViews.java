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
import org.understory.wire.id.LogId;

/** The channels as hosts show them: the group's, then the need-to-know ones of this device. */
final class ChannelViews {
  private final Device device;
  private final Membership membership;
  private final Reading reading;
  private final Compartments compartments;

  ChannelViews(Device device, Membership membership, Reading reading, Compartments compartments) {
    this.device = device;
    this.membership = membership;
    this.reading = reading;
    this.compartments = compartments;
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
              channel.isAnnouncement() ? View.ChannelKind.ANNOUNCEMENT : View.ChannelKind.OPEN,
              channel.posters().stream().map(MemberId::hex).toList(),
              List.of(),
              List.of(),
              held));
    }
    for (Compartment one : compartments.all()) {
      for (LogId log : one.logs()) {
        List<String> people = new ArrayList<>();
        List<String> keepers = new ArrayList<>();
        for (CompartmentState.Person person : one.state().people()) {
          people.add(person.id().hex());
          if (person.keeps()) {
            keepers.add(person.id().hex());
          }
        }
        views.add(
            view(
                log,
                one.state().create().nameCommitment(),
                one.timer(log),
                View.ChannelKind.NEED_TO_KNOW,
                List.of(),
                people,
                keepers,
                held));
      }
    }
    return views;
  }

  private View.Channel view(
      LogId id,
      byte[] nameCommitment,
      int timer,
      View.ChannelKind kind,
      List<String> posters,
      List<String> people,
      List<String> keepers,
      Held held) {
    long read = reading.readUpTo(id);
    int unread = 0;
    Long oldest = null;
    Long last = null;
    for (byte[] row : device.rows.scan(MessageRow.channelPrefix(id)).values()) {
      MessageRow message = MessageRow.decode(row);
      long at = message.sent() == 0 ? message.queuedAt() : message.sent();
      oldest = oldest == null ? at : Math.min(oldest, at);
      last = last == null ? at : Math.max(last, at);
      if (!message.member().equals(device.keys().member()) && message.position() > read) {
        unread++;
      }
    }
    return new View.Channel(
        id.hex(),
        device.names.of(new Commitment(NameKind.CHANNEL, nameCommitment)),
        timer,
        unread,
        last,
        oldest,
        kind,
        posters,
        people,
        keepers,
        held.by(id),
        gone(id));
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
