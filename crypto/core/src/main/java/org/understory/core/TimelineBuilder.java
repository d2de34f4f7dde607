package org.understory.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.Entry;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.view.Timeline;
import org.understory.wire.id.LogId;

/** Makes a channel's timeline: messages, what could not be read, and what the roster did. */
final class TimelineBuilder {
  private final Device device;
  private final Membership membership;
  private final ViewBuilder views;
  private final Compartments compartments;
  private final CompartmentLines lines;

  /** Same moment: by place in the log, what is not there yet last. */
  private record Placed(long at, long position, Timeline.Item item) {
    static Placed of(long at, long positionPlusOne, Timeline.Item item) {
      return new Placed(at, positionPlusOne == 0 ? Long.MAX_VALUE : positionPlusOne, item);
    }
  }

  TimelineBuilder(
      Device device, Membership membership, ViewBuilder views, Compartments compartments) {
    this.device = device;
    this.membership = membership;
    this.views = views;
    this.compartments = compartments;
    this.lines = new CompartmentLines(membership, views);
  }

  /** The newest {@code limit} items. */
  Timeline timeline(LogId channel, int limit) {
    List<Placed> items = new ArrayList<>();
    for (Map.Entry<String, byte[]> row :
        device.rows.scanLast(MessageRow.channelPrefix(channel), limit)) {
      MessageRow message = MessageRow.decode(row.getValue());
      items.add(Placed.of(message.queuedAt(), message.position(), message(message)));
    }
    for (byte[] row : device.rows.scan(Raw.prefix(channel)).values()) {
      items.add(raw(Raw.decode(row)));
    }
    Compartment narrow = compartments.of(channel);
    if (narrow != null) {
      for (Timeline.SystemLine line : lines.of(narrow)) {
        items.add(new Placed(line.at(), 0, line));
      }
    }
    for (RosterLine.Applied applied :
        narrow == null ? membership.history() : List.<RosterLine.Applied>of()) {
      Timeline.Item line = line(channel, applied.entry().entry());
      if (line != null) {
        items.add(new Placed(applied.entry().entry().time(), 0, line));
      }
    }
    items.sort(Comparator.comparingLong(Placed::at).thenComparingLong(Placed::position));
    List<Timeline.Item> newest = new ArrayList<>();
    for (Placed placed : items.subList(Math.max(0, items.size() - limit), items.size())) {
      newest.add(placed.item());
    }
    return new Timeline(channel.hex(), newest);
  }

  private Timeline.Message message(MessageRow message) {
    Member author = membership.state().member(message.member());
    return new Timeline.Message(
        message.id().hex(),
        message.member().hex(),
        views.name(author),
        message.member().equals(device.keys().member()), // also when another own device sent it
        message.body() instanceof org.understory.core.content.Body.Text t ? t.text() : "",
        message.sent() == 0 ? message.queuedAt() : message.sent(),
        message.expiry(),
        Timeline.MessageState.valueOf(message.state().name()),
        message.reason().isEmpty() ? null : message.reason(),
        message.unleased());
  }

  private static Placed raw(Raw raw) {
    String id = raw.channel().hex() + Hex.of(raw.position());
    Timeline.Item item =
        raw.reason().pending()
            ? new Timeline.Pending(id, raw.at(), raw.reason().word())
            : new Timeline.Unreadable(id, raw.at(), raw.reason().word());
    return new Placed(raw.at(), raw.position() + 1, item);
  }

  /** The names of those that are known, one after the other; null when none is. */
  private @Nullable String names(List<MemberId> members) {
    StringBuilder names = new StringBuilder();
    for (MemberId id : members) {
      String name = views.name(membership.state().member(id));
      if (name != null) {
        names.append(names.isEmpty() ? "" : ", ").append(name);
      }
    }
    return names.isEmpty() ? null : names.toString();
  }

  private Timeline.@Nullable SystemLine line(LogId channel, Entry entry) {
    return switch (entry.body()) {
      case EntryBody.ChannelEntry made when made.channel().equals(channel) ->
          line(entry, Timeline.Event.CREATED, null, made.timer());
      case EntryBody.Policy policy when policy.isTimerOf(channel) ->
          line(entry, Timeline.Event.TIMER, null, policy.timer());
      case EntryBody.Add add ->
          line(
              entry,
              Timeline.Event.JOINED,
              views.name(membership.state().member(add.device().member())),
              0);
      case EntryBody.Remove remove ->
          line(
              entry,
              remove.isLeave()
                  ? Timeline.Event.LEFT
                  : remove.freeze() ? Timeline.Event.FROZEN : Timeline.Event.REMOVED,
              names(remove.members()),
              0);
      case EntryBody.DeviceAdd add when !add.announced() ->
          line(
              entry,
              add.isRecovery() ? Timeline.Event.RECOVERED : Timeline.Event.DEVICE_ADDED,
              views.name(membership.state().member(add.device().member())),
              0);
      case EntryBody.DeviceRevoke revoke when !revoke.devices().isEmpty() ->
          line(
              entry,
              Timeline.Event.DEVICE_REVOKED,
              views.name(membership.state().member(revoke.member())),
              0);
      default -> null;
    };
  }

  private Timeline.SystemLine line(
      Entry entry, Timeline.Event what, @Nullable String subject, int timer) {
    return new Timeline.SystemLine(
        "r" + entry.seq(), entry.time(), what, actor(entry.actor()), subject, timer);
  }

  private @Nullable String actor(DeviceId id) {
    return views.name(membership.state().memberOf(id));
  }
}
