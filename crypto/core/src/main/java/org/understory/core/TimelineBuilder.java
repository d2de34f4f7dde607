package org.understory.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.content.Body;
import org.understory.core.content.MessageId;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.Entry;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.Policies;
import org.understory.core.view.Timeline;
import org.understory.wire.id.LogId;

/** Makes a channel's timeline: messages, what could not be read, and what the roster did. */
final class TimelineBuilder {
  private final Device device;
  private final Membership membership;
  private final ViewBuilder views;
  private final Compartments compartments;
  private final CompartmentLines lines;
  private final MessageViews shown;
  private final Asking asking;
  private final Circles circles;
  private final Messages messages;
  private final Settings settings;

  /** Same moment: by place in the log, what is not there yet last. */
  private record Placed(long at, long position, Timeline.Item item) {
    static Placed of(long at, long positionPlusOne, Timeline.Item item) {
      return new Placed(at, positionPlusOne == 0 ? Long.MAX_VALUE : positionPlusOne, item);
    }
  }

  TimelineBuilder(Parts parts, ViewBuilder views, MessageViews shown, Asking asking) {
    this.device = parts.device;
    this.membership = parts.membership;
    this.views = views;
    this.shown = shown;
    this.asking = asking;
    this.compartments = parts.compartments;
    this.circles = parts.circles;
    this.messages = parts.messages;
    this.settings = parts.settings;
    this.lines = new CompartmentLines(membership, views);
  }

  /**
   * At most about {@code limit} items that lie before a place, the newest of them.
   *
   * @param before a page's {@code before}; empty: the newest
   */
  Timeline timeline(LogId channel, String before, int limit) {
    String prefix = MessageRow.channelPrefix(channel);
    String end = before.isEmpty() ? "" : prefix + before;
    List<MessageRow> rows = messages.before(channel, end, limit + 1);
    boolean more = rows.size() > limit;
    if (more) {
      rows = rows.subList(1, rows.size());
    }
    long from = more ? rows.get(0).queuedAt() : Long.MIN_VALUE;
    long until = before.isEmpty() ? Long.MAX_VALUE : Long.parseLong(before.substring(0, 16), 16);
    List<Placed> items = new ArrayList<>();
    for (MessageRow row : rows) {
      add(items, row);
    }
    items.addAll(others(channel, from, until));
    sort(items);
    String first = more ? rows.get(0).key().substring(prefix.length()) : null;
    if (items.size() > limit && rows.size() < items.size()) {
      items = items.subList(items.size() - limit, items.size());
      first = Hex.of(items.get(0).at()) + "/";
    }
    return made(channel, items, first, !before.isEmpty());
  }

  /**
   * A message, with about half of {@code limit} before it and half after, and what happened in
   * between; null: not here.
   */
  @Nullable Timeline around(LogId channel, MessageId id, int limit) {
    MessageRow middle = messages.first(channel, id);
    if (middle == null) {
      return null;
    }
    String prefix = MessageRow.channelPrefix(channel);
    List<Placed> items = new ArrayList<>();
    List<MessageRow> before = messages.before(channel, middle.key(), limit / 2);
    before.forEach(row -> add(items, row));
    int half = Math.max(1, limit / 2); // the message itself begins the second one
    List<MessageRow> after = messages.from(channel, middle.key(), half + 1);
    boolean newer = after.size() > half;
    after.subList(0, Math.min(after.size(), half)).forEach(row -> add(items, row));
    MessageRow oldest = before.isEmpty() ? middle : before.get(0);
    boolean older = !messages.before(channel, oldest.key(), 1).isEmpty();
    items.addAll(
        others(
            channel,
            older ? oldest.queuedAt() : Long.MIN_VALUE,
            newer ? after.get(half).queuedAt() : Long.MAX_VALUE));
    sort(items);
    return made(channel, items, older ? oldest.key().substring(prefix.length()) : null, newer);
  }

  /** A root, where it is still here, and what was said under it. */
  Timeline thread(LogId channel, MessageId root) {
    List<Placed> items = new ArrayList<>();
    messages.named(channel, root).forEach(row -> add(items, row));
    messages.thread(channel, root).forEach(row -> add(items, row));
    sort(items);
    return made(channel, items, null, false);
  }

  private static void sort(List<Placed> items) {
    items.sort(Comparator.comparingLong(Placed::at).thenComparingLong(Placed::position));
  }

  private static Timeline made(
      LogId channel, List<Placed> placed, @Nullable String before, boolean newer) {
    List<Timeline.Item> items = new ArrayList<>();
    placed.forEach(one -> items.add(one.item()));
    return new Timeline(channel.hex(), items, before, newer);
  }

  private void add(List<Placed> items, MessageRow row) {
    if (!settings.isBlocked(row.member())) {
      Timeline.Item item =
          row.body() instanceof Body.DirectTimer timer
              ? new Timeline.SystemLine(
                  row.id().hex(),
                  row.queuedAt(),
                  Timeline.Event.TIMER,
                  views.name(membership.state().member(row.member())),
                  null,
                  timer.seconds())
              : shown.of(row);
      items.add(Placed.of(row.queuedAt(), row.position(), item));
    }
  }

  /** What is no message: entries that could not be read, and what the roster did. */
  private List<Placed> others(LogId channel, long from, long until) {
    List<Placed> items = new ArrayList<>();
    for (byte[] row : device.rows.scan(Raw.prefix(channel)).values()) {
      items.add(raw(Raw.decode(row)));
    }
    Compartment narrow = compartments.of(channel);
    if (narrow != null) {
      for (Timeline.SystemLine line : lines.of(narrow)) {
        items.add(new Placed(line.at(), 0, line));
      }
    }
    boolean groups = narrow == null && !circles.of(channel).isDirect();
    for (RosterLine.Applied applied :
        groups ? membership.history() : List.<RosterLine.Applied>of()) {
      Entry entry = applied.entry().entry();
      Timeline.Item line =
          entry.time() >= from && entry.time() < until ? line(channel, entry) : null;
      if (line != null) {
        items.add(new Placed(entry.time(), 0, line));
      }
    }
    items.removeIf(one -> one.at() < from || one.at() >= until);
    return items;
  }

  private Placed raw(Raw raw) {
    Timeline.Item item =
        raw.reason().pending()
            ? new Timeline.Pending(
                raw.item(),
                raw.at(),
                raw.reason().word(),
                asking.asked(raw.key()),
                asking.canAsk(raw.key()))
            : new Timeline.Unreadable(raw.item(), raw.at(), raw.reason().word());
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
      case EntryBody.Policy policy when policy.isAbout(channel) ->
          policy.policy() == Policies.TIMER
              ? line(entry, Timeline.Event.TIMER, null, policy.timer())
              : line(entry, Timeline.Event.TIMER_RANGE, null, 0);
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
