package org.understory.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.Channel;
import org.understory.core.seal.EpochSecret;
import org.understory.core.sync.Connection;
import org.understory.core.sync.ReplyHandler;
import org.understory.wire.SealedEntry;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.frame.AccessEnded;
import org.understory.wire.frame.EpochSlot;
import org.understory.wire.frame.Greeting;
import org.understory.wire.frame.JoinRequests;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.LogEntries;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.frame.LogFrom;
import org.understory.wire.frame.MailboxFrom;
import org.understory.wire.frame.MailboxItems;
import org.understory.wire.frame.PendingRequests;
import org.understory.wire.frame.Proved;
import org.understory.wire.frame.Reason;
import org.understory.wire.frame.Refusal;
import org.understory.wire.frame.ReplyBody;
import org.understory.wire.frame.ServerFrame;
import org.understory.wire.frame.SlotPacket;
import org.understory.wire.frame.SlotPackets;
import org.understory.wire.frame.Subscribe;
import org.understory.wire.frame.Subscribed;
import org.understory.wire.frame.Subscription;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;

/**
 * The client's side of a connection: what it proves and subscribes to in each phase, and where what
 * arrives goes ({@code docs/protocol.md#prove}, {@code #commit}).
 */
final class Link {
  private static final String COUNTER = "store-counter";
  private static final long HEAD_COUNTS_MILLIS = 2_000;

  private static final long PAUSE_MILLIS = 2_000;

  private final Device device;
  private final Parts parts;

  /** What was asked for on this connection; channels again after every epoch. */
  private final Set<LogId> subscribed = new HashSet<>();

  /** The whole roster log, gathered while a welcome is to be verified. */
  private final TreeMap<Long, SealedEntry> gathered = new TreeMap<>();

  /** How far the logs of channels went when they were asked for, until that was taken in. */
  private final Map<LogId, Head> heads = new HashMap<>();

  private int asked;
  private long gatheredHead = -1;
  private @Nullable Epoch proving;
  private boolean stewardAsked;
  private boolean ownerProved;
  private boolean mailboxAsked;
  private boolean requestsAsked;
  private boolean closed;
  private long pausedUntil;

  Link(Device device, Parts parts) {
    this.device = device;
    this.parts = parts;
  }

  String connected() {
    device.connection(new Connection(device.sealer.primitives().ed25519(), device.facts.origin()));
    forget();
    closed = false;
    device.changed();
    return "";
  }

  String disconnected() {
    device.connection(null);
    parts.disconnected();
    forget();
    device.changed();
    return "";
  }

  private void forget() {
    subscribed.clear();
    gathered.clear();
    heads.clear();
    asked = 0;
    gatheredHead = -1;
    proving = null;
    stewardAsked = false;
    ownerProved = false;
    mailboxAsked = false;
    requestsAsked = false;
    pausedUntil = 0;
  }

  String received(byte[] bytes) {
    Connection connection = device.connection();
    if (connection == null || closed) {
      return "";
    }
    try {
      ServerFrame frame = connection.received(bytes, device.now());
      if (frame != null) {
        take(frame);
      }
      return "";
    } catch (InvalidWireException e) {
      closed = true; // a server that breaks the protocol is not listened to any more
      return Codes.NOT_ALLOWED;
    }
  }

  private void take(ServerFrame frame) {
    switch (frame) {
      case Greeting greeting -> greeted(greeting);
      case LogEntries entries -> entries(entries);
      case MailboxItems items -> parts.inbox.items(items.items());
      case SlotPackets packets -> packets(packets.packets());
      case PendingRequests requests -> parts.requests.pending(requests.requests());
      case AccessEnded ended -> ended(ended);
      default -> {}
    }
    parts.reading.retry();
  }

  private void greeted(Greeting greeting) {
    if (!greeting.origin().equals(device.facts.origin())) {
      closed = true;
      return;
    }
    device.facts.number("bucket-seconds", greeting.bucketSeconds());
    device.facts.number("cap-seconds", greeting.contentCapSeconds());
    device.facts.number(COUNTER, device.facts.number(COUNTER) + 1);
    device.changed();
    Phase phase = device.facts.phase();
    if (phase == Phase.REQUESTING) {
      proveDrop();
    } else if (phase != null && phase != Phase.FOUNDING && phase.connects()) {
      proveOwner();
    }
  }

  private Connection connection() {
    Connection connection = device.connection();
    if (connection == null) {
      throw new IllegalStateException("not connected");
    }
    return connection;
  }

  private void proveDrop() {
    connection()
        .prove(
            KeyKind.DROP,
            null,
            parts.joining.dropSeed(),
            0,
            new ReplyHandler() {
              @Override
              public void replied(ReplyBody body, long now) {
                if (body instanceof Proved proved) {
                  parts.joining.proved(proved);
                }
              }

              @Override
              public void refused(Refusal refusal, long now) {
                parts.joining.refused(refusal);
              }
            },
            device.now());
  }

  private void proveOwner() {
    ownerProved = true;
    connection()
        .prove(
            KeyKind.OWNER,
            device.facts.space(),
            device.keys().ownerSeed(),
            device.facts.number(COUNTER),
            new ReplyHandler() {
              @Override
              public void replied(ReplyBody body, long now) {
                if (body instanceof Proved proved) {
                  ownerProved(proved);
                }
              }

              @Override
              public void refused(Refusal refusal, long now) {
                if (refusal.reason() == Reason.NOT_ALLOWED
                    && device.facts.phase() == Phase.WAITING) {
                  parts.joining.declined();
                } else if (refusal.reason() == Reason.NOT_ALLOWED) {
                  gone();
                }
              }
            },
            device.now());
  }

  /** The server knows this device no more: the group was deleted, or it was removed long ago. */
  private void gone() {
    device.facts.phase(Phase.DELETED);
    device.changed();
  }

  private void ownerProved(Proved proved) {
    if (proved.previousCounter() > device.facts.number(COUNTER)) {
      stale(proved.previousCounter());
    }
    parts.preKeys.replenish();
    subscribe(new EpochSlot(), null);
    if (!proved.provisional() && device.facts.phase() != Phase.WAITING) {
      subscribeRoster(); // whoever waits does so with the welcome, which says what to look for
    }
  }

  /** Another copy of this store went on: whatever it may have used up is discarded. */
  private void stale(long seen) {
    device.facts.number(COUNTER, seen + 1);
    device.store().removeEverything();
    parts.chains.discardOwn();
    parts.preKeys.publish(0, true);
  }

  private void subscribeRoster() {
    if (subscribed.add(LogId.ROSTER)) {
      long from = parts.joining.isWelcomed() ? 0 : parts.rosterLog.next();
      subscribe(new LogFrom(LogId.ROSTER, from), LogId.ROSTER);
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
                  rosterHead(done.head());
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

  private void rosterHead(long head) {
    if (parts.joining.isWelcomed()) {
      gatheredHead = head;
      verify();
    } else {
      parts.rosterLog.head(head);
    }
  }

  private void entries(LogEntries entries) {
    LogId log = entries.log();
    if (log.equals(LogId.ROSTER)) {
      parts.rosterLog.entries(entries.entries());
      if (parts.joining.isWelcomed()) {
        gather(entries.entries());
      }
    } else if (log.equals(LogId.KNOCK)) {
      parts.proposals.knocks(entries.entries());
      advance(log, entries.entries());
    } else if (log.equals(LogId.PROPOSALS)) {
      parts.proposals.entries(entries.entries());
      advance(log, entries.entries());
    } else {
      parts.reading.entries(log, entries.entries());
    }
  }

  private void advance(LogId log, List<LogEntry> entries) {
    for (LogEntry entry : entries) {
      parts.reading.next(log, Math.max(parts.reading.next(log), entry.position() + 1));
    }
  }

  private void gather(List<LogEntry> entries) {
    for (LogEntry entry : entries) {
      try {
        gathered.put(entry.position(), SealedEntry.decode(entry.body()));
      } catch (InvalidWireException e) {
        closed = true;
        return;
      }
    }
    verify();
  }

  private void verify() {
    if (gatheredHead >= 0 && gathered.size() >= gatheredHead) {
      parts.rosterLog.head(gatheredHead);
      parts.joining.verify(new ArrayList<>(gathered.values()));
    }
  }

  private void packets(List<SlotPacket> packets) {
    Phase phase = device.facts.phase();
    if (phase == Phase.WAITING || phase == Phase.WELCOMED) {
      for (SlotPacket packet : packets) {
        if (parts.joining.packet(packet)) {
          subscribeRoster();
        }
      }
    } else {
      parts.inbox.packets(packets);
    }
  }

  private void ended(AccessEnded ended) {
    switch (ended.reason()) {
      case EPOCH_MOVED -> {
        connection().unprove(KeyKind.MEMBER);
        subscribed.removeIf(log -> !log.equals(LogId.ROSTER));
      }
      case STEWARD_CHANGED -> {
        connection().unprove(KeyKind.STEWARD);
        stewardAsked = false;
        requestsAsked = false;
      }
      case MAILBOX_CLOSED -> {
        Phase phase = device.facts.phase();
        if (phase == Phase.WAITING || phase == Phase.REQUESTING) {
          parts.joining.declined();
        }
      }
      case SPACE_DELETED -> gone();
      default -> {}
    }
  }

  /** Proves and subscribes to whatever has become possible, and lets writes go. */
  void pump() {
    Connection connection = device.connection();
    if (connection == null || connection.greeting() == null || closed) {
      return;
    }
    Phase phase = device.facts.phase();
    if (phase == Phase.REQUESTING && device.facts.spaceOrNull() != null) {
      device.outbox().pump(connection, device.now());
      return;
    }
    if (!ownerProved && (phase == Phase.WAITING || phase == Phase.READY)) {
      proveOwner();
    }
    if (phase == Phase.READY) {
      if (device.now() >= pausedUntil) {
        proveCurrent(connection);
        subscribeCurrent(connection);
      }
      parts.pump();
    }
    if (phase != Phase.HALTED) {
      device.outbox().pump(connection, device.now());
    }
  }

  /** After a refusal the roster may be about to bring news; asking at once would only repeat it. */
  private void pause() {
    pausedUntil = device.now() + PAUSE_MILLIS;
  }

  /** Whether everything asked for was answered, and what lay in the logs then was taken in. */
  boolean isCaughtUp() {
    Phase phase = device.facts.phase();
    if (phase == null || !phase.connects()) {
      return true;
    }
    Connection connection = device.connection();
    if (connection == null || connection.greeting() == null || closed || asked > 0) {
      return false;
    }
    return switch (phase) {
      case WAITING -> connection.proved(KeyKind.OWNER);
      case READY ->
          connection.proved(KeyKind.MEMBER)
              && (!parts.membership.amSteward() || connection.proved(KeyKind.STEWARD))
              && parts.rosterLog.isCaughtUp()
              && parts.membership.isCurrent()
              && heads.entrySet().stream().noneMatch(head -> lags(head.getKey(), head.getValue()));
      case HALTED -> true;
      default -> false;
    };
  }

  /** What had expired before it was asked for never comes, so a head counts for a while only. */
  private boolean lags(LogId log, Head head) {
    return subscribed.contains(log)
        && parts.reading.next(log) < head.positions()
        && device.now() - head.at() < HEAD_COUNTS_MILLIS;
  }

  private record Head(long positions, long at) {}

  private void proveCurrent(Connection connection) {
    EpochSecret secret = parts.membership.secret();
    if (secret == null
        || !parts.membership.isCurrent()
        || !parts.rosterLog.isCaughtUp()
        || !connection.proved(KeyKind.OWNER)) {
      return;
    }
    Epoch epoch = new Epoch(secret.generation(), secret.step());
    if (!epoch.equals(proving)) {
      proving = epoch;
      connection.unprove(KeyKind.MEMBER);
      subscribed.removeIf(log -> !log.equals(LogId.ROSTER));
      connection.prove(
          KeyKind.MEMBER,
          device.facts.space(),
          secret.memberAccessSeed(device.sealer, device.facts.space()),
          0,
          new Refusable(() -> {
            proving = null;
            pause();
          }),
          device.now());
    }
    byte[] steward = device.facts.bytes("steward-seed");
    if (steward != null && !stewardAsked && parts.membership.amSteward()) {
      stewardAsked = true;
      connection.prove(
          KeyKind.STEWARD, device.facts.space(), steward, 0, new Refusable(() -> {}), device.now());
    }
  }

  private void subscribeCurrent(Connection connection) {
    if (!connection.proved(KeyKind.MEMBER)) {
      return;
    }
    if (!mailboxAsked) {
      mailboxAsked = true;
      subscribe(new MailboxFrom(0), null);
    }
    if (!requestsAsked && connection.proved(KeyKind.STEWARD)) {
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

  /** A proof whose refusal only undoes a note. */
  private record Refusable(Runnable undo) implements ReplyHandler {
    @Override
    public void replied(ReplyBody body, long now) {}

    @Override
    public void refused(Refusal refusal, long now) {
      undo.run();
    }
  }
}
