package org.understory.core;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.Channel;
import org.understory.core.sync.Connection;
import org.understory.core.sync.ReplyHandler;
import org.understory.wire.frame.EpochSlot;
import org.understory.wire.frame.JoinRequests;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.LeaseSlots;
import org.understory.wire.frame.LinkRequests;
import org.understory.wire.frame.LogFrom;
import org.understory.wire.frame.MailboxFrom;
import org.understory.wire.frame.Refusal;
import org.understory.wire.frame.ReplyBody;
import org.understory.wire.frame.Subscribe;
import org.understory.wire.frame.Subscribed;
import org.understory.wire.frame.Subscription;
import org.understory.wire.id.LogId;

/**
 * What this device subscribed to on the open connection. Subscriptions of logs that members read
 * end when the epoch moves, and are made again under the new key ({@code docs/protocol.md#commit}).
 */
final class Subscriptions {
  private static final long HEAD_COUNTS_MILLIS = 2_000;
  private static final long PAUSE_MILLIS = 2_000;
  private static final long MISSING_AFTER_MILLIS = 10_000;

  private final Device device;
  private final Parts parts;
  private final LongConsumer rosterHead;
  private final Set<LogId> subscribed = new HashSet<>();

  /** How far the logs of channels went when they were asked for, until that was taken in. */
  private final Map<LogId, Head> heads = new HashMap<>();

  private int asked;
  private boolean mailboxAsked;
  private boolean linkAsked;
  private boolean requestsAsked;
  private boolean leasesAsked;
  private long pausedUntil;

  private record Head(long positions, long at) {}

  /**
   * @param rosterHead hears how many entries the roster log has when it was subscribed to
   */
  Subscriptions(Device device, Parts parts, LongConsumer rosterHead) {
    this.device = device;
    this.parts = parts;
    this.rosterHead = rosterHead;
  }

  void forget() {
    subscribed.clear();
    heads.clear();
    asked = 0;
    mailboxAsked = false;
    linkAsked = false;
    requestsAsked = false;
    leasesAsked = false;
    pausedUntil = 0;
  }

  void epochMoved() {
    subscribed.removeIf(log -> !log.equals(LogId.ROSTER));
  }

  void stewardChanged() {
    requestsAsked = false;
  }

  /** Whether any subscription is not answered yet. */
  boolean areAsked() {
    return asked > 0;
  }

  boolean isPaused() {
    return device.now() < pausedUntil;
  }

  /** After a refusal the roster may be about to bring news; asking at once would only repeat it. */
  void pause() {
    pausedUntil = device.now() + PAUSE_MILLIS;
  }

  /** What lies in the own mailbox: also in a provisional one. */
  void mailbox() {
    if (!mailboxAsked) {
      mailboxAsked = true;
      subscribe(new MailboxFrom(0), null);
    }
  }

  /** What another device lays down at the own link drop. */
  void linkRequests() {
    if (!linkAsked) {
      linkAsked = true;
      subscribe(new LinkRequests(), null);
    }
  }

  void epochSlot() {
    subscribe(new EpochSlot(), null);
  }

  void roster(long from) {
    if (subscribed.add(LogId.ROSTER)) {
      subscribe(new LogFrom(LogId.ROSTER, from), LogId.ROSTER);
    }
  }

  /** Everything that a current member, and a steward, listens to. */
  void current(Connection connection) {
    if (!connection.proved(KeyKind.MEMBER)) {
      return;
    }
    mailbox();
    if (!leasesAsked) {
      leasesAsked = true;
      subscribe(new LeaseSlots(), null);
    }
    if (!requestsAsked && connection.proved(KeyKind.STEWARD) && parts.membership.amSteward()) {
      requestsAsked = true;
      subscribe(new JoinRequests(), null);
    }
    if (subscribed.add(LogId.KNOCK)) {
      subscribe(new LogFrom(LogId.KNOCK, parts.reading.next(LogId.KNOCK)), LogId.KNOCK);
      subscribe(new LogFrom(LogId.PROPOSALS, parts.reading.next(LogId.PROPOSALS)), LogId.PROPOSALS);
    }
    for (Channel channel : parts.membership.state().channels().values()) {
      if (subscribed.add(channel.id())) {
        long from =
            Math.max(parts.reading.next(channel.id()), parts.membership.firstOf(channel.id()));
        subscribe(new LogFrom(channel.id(), from), channel.id());
      }
    }
  }

  /** Whether something that lay in a log when it was asked for was not taken in yet. */
  boolean lag() {
    return heads.entrySet().stream().anyMatch(head -> lags(head.getKey(), head.getValue()));
  }

  /** What had expired before it was asked for never comes, so a head counts for a while only. */
  private boolean lags(LogId log, Head head) {
    return subscribed.contains(log)
        && parts.reading.next(log) < head.positions()
        && device.now() - head.at() < HEAD_COUNTS_MILLIS;
  }

  /** Tells of channels of which nothing came: all of it had expired. */
  void missing() {
    for (Map.Entry<LogId, Head> one : Map.copyOf(heads).entrySet()) {
      LogId log = one.getKey();
      if (device.now() - one.getValue().at() < MISSING_AFTER_MILLIS) {
        continue;
      }
      heads.remove(log);
      boolean nothingCame =
          parts.membership.state().channel(log) != null
              && parts.reading.next(log) < one.getValue().positions()
              && parts.membership.firstOf(log) < one.getValue().positions();
      if (nothingCame) {
        parts.devices.gaps.missing(log, one.getValue().positions());
      }
    }
  }

  private void subscribe(Subscription what, @Nullable LogId log) {
    asked++;
    connection()
        .request(
            new Subscribe(what),
            new ReplyHandler() {
              @Override
              public void replied(ReplyBody body, long now) {
                asked--;
                if (body instanceof Subscribed done && LogId.ROSTER.equals(log)) {
                  rosterHead.accept(done.head());
                } else if (body instanceof Subscribed done && log != null) {
                  heads.put(log, new Head(done.head(), now));
                }
              }

              @Override
              public void refused(Refusal refusal, long now) {
                asked--;
                if (log != null) {
                  subscribed.remove(log);
                  pause();
                }
              }
            });
  }

  private Connection connection() {
    Connection connection = device.connection();
    if (connection == null) {
      throw new IllegalStateException("not connected");
    }
    return connection;
  }
}
