package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import org.understory.core.sync.Connection;
import org.understory.core.sync.Purpose;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.frame.AccessEnded;
import org.understory.wire.frame.Greeting;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.Leases;
import org.understory.wire.frame.LogEntries;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.frame.MailboxItem;
import org.understory.wire.frame.MailboxItems;
import org.understory.wire.frame.PendingRequest;
import org.understory.wire.frame.PendingRequests;
import org.understory.wire.frame.Proved;
import org.understory.wire.frame.ServerFrame;
import org.understory.wire.frame.SlotPacket;
import org.understory.wire.frame.SlotPackets;
import org.understory.wire.id.LogId;

/**
 * The client's side of a connection: what it proves and subscribes to in each phase, and where what
 * arrives goes ({@code docs/protocol.md#prove}, {@code #commit}).
 */
final class Link {
  private final Device device;
  private final Parts parts;

  private final Subscriptions subscriptions;
  private final Proofs proofs;
  private final Gathering gathering;
  private boolean closed;

  Link(Device device, Parts parts) {
    this.device = device;
    this.parts = parts;
    this.subscriptions = new Subscriptions(device, parts, this::rosterHead);
    this.proofs = new Proofs(device, parts, subscriptions, this::ownerProved, this::gone);
    this.gathering = new Gathering(parts);
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
    subscriptions.forget();
    gathering.forget();
    proofs.forget();
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
      case MailboxItems items -> mail(items.items());
      case SlotPackets packets -> packets(packets.packets());
      case Leases leases -> parts.leasing.slots(leases.bodies());
      case PendingRequests requests -> pending(requests.requests());
      case AccessEnded ended -> ended(ended);
      default -> {}
    }
    parts.reading.retry(); // only when something came that may open what waits
  }

  private void greeted(Greeting greeting) {
    if (!greeting.origin().equals(device.facts.origin())) {
      closed = true;
      return;
    }
    device.facts.number("bucket-seconds", greeting.bucketSeconds());
    device.facts.number("cap-seconds", greeting.contentCapSeconds());
    device.facts.number(Proofs.COUNTER, device.facts.number(Proofs.COUNTER) + 1);
    device.changed();
    Phase phase = device.facts.phase();
    if (phase == Phase.REQUESTING) {
      proofs.way();
    } else if (phase != null
        && phase != Phase.FOUNDING
        && phase != Phase.ANSWERING
        && phase.connects()) {
      proofs.owner();
    }
    parts.devices.gaps.connected();
  }

  private void mail(List<MailboxItem> items) {
    Phase phase = device.facts.phase();
    if (phase != Phase.WAITING && phase != Phase.WELCOMED) {
      parts.inbox.items(items);
    } else if (parts.arrival.items(items)) {
      subscribeRoster();
    }
  }

  /** At invites of this steward, or at the own link drop. */
  private void pending(List<PendingRequest> requests) {
    List<PendingRequest> others = new ArrayList<>(requests);
    others.removeIf(parts.devices::pending);
    parts.admission.requests.pending(others);
  }

  private Connection connection() {
    Connection connection = device.connection();
    if (connection == null) {
      throw new IllegalStateException("not connected");
    }
    return connection;
  }

  /** The server knows this device no more: the group was deleted, or it was removed long ago. */
  private void gone() {
    device.facts.phase(Phase.DELETED);
    device.changed();
  }

  private void ownerProved(Proved proved) {
    if (proved.previousCounter() > device.facts.number(Proofs.COUNTER)) {
      stale(proved.previousCounter());
    }
    parts.preKeys.replenish();
    subscriptions.epochSlot();
    if (device.facts.phase() == Phase.WAITING) {
      subscriptions.mailbox();
    }
    if (!proved.provisional() && device.facts.phase() != Phase.WAITING) {
      subscribeRoster(); // whoever waits does so with the welcome, which says what to look for
    }
  }

  /** Another copy of this store went on: whatever it may have used up is discarded. */
  private void stale(long seen) {
    device.facts.number(Proofs.COUNTER, seen + 1);
    device.store().removeEverything();
    parts.chains.discardOwn();
    parts.resending.discardStates();
    parts.posting.skipAhead();
    parts.preKeys.publish(0, true);
  }

  private void subscribeRoster() {
    subscriptions.roster(parts.arrival.isWelcomed() ? 0 : parts.rosterLog.next());
  }

  private void rosterHead(long head) {
    if (parts.arrival.isWelcomed()) {
      gathering.head(head);
    } else {
      parts.rosterLog.head(head);
    }
  }

  private void entries(LogEntries entries) {
    LogId log = entries.log();
    if (log.equals(LogId.ROSTER)) {
      parts.rosterLog.entries(entries.entries());
      if (parts.arrival.isWelcomed()) {
        closed |= !gathering.entries(entries.entries());
      }
    } else if (log.equals(LogId.STEWARDS)) {
      parts.admission.stewardsLog.entries(entries.entries());
    } else if (log.equals(LogId.KNOCK)) {
      parts.knocks.entries(entries.entries());
      parts.devices.recoveries.entries(entries.entries());
      advance(log, entries.entries());
    } else if (log.equals(LogId.PROPOSALS)) {
      parts.governing.proposals.entries(entries.entries());
      advance(log, entries.entries());
    } else if (!parts.compartments.entries(log, entries.entries())
        && parts.circles.logs().contains(log)) {
      missing(log, entries.entries());
      parts.reading.entries(log, entries.entries());
    }
  }

  /** What had expired before it was asked for is not among the entries. */
  private void missing(LogId log, List<LogEntry> entries) {
    if (parts.membership.state().channel(log) == null) {
      return;
    }
    long expected = Math.max(parts.reading.next(log), parts.membership.firstOf(log));
    for (LogEntry entry : entries) {
      if (entry.position() > expected) {
        parts.devices.gaps.missing(log, entry.position());
      }
      expected = Math.max(expected, entry.position() + 1);
    }
  }

  private void advance(LogId log, List<LogEntry> entries) {
    for (LogEntry entry : entries) {
      parts.reading.next(log, Math.max(parts.reading.next(log), entry.position() + 1));
    }
  }

  private void packets(List<SlotPacket> packets) {
    Phase phase = device.facts.phase();
    if (phase == Phase.WAITING || phase == Phase.WELCOMED) {
      for (SlotPacket packet : packets) {
        if (parts.arrival.packet(packet.body())) {
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
        subscriptions.epochMoved();
        parts.compartments.ended(null);
        parts.admission.stewardsLog.epochMoved();
      }
      case LOG_MOVED -> {
        if (LogId.STEWARDS.equals(ended.log())) {
          parts.admission.stewardsLog.moved();
        } else {
          parts.compartments.ended(ended.log());
        }
      }
      case STEWARD_CHANGED -> {
        connection().unprove(KeyKind.STEWARD);
        proofs.stewardChanged();
        subscriptions.stewardChanged();
      }
      case MAILBOX_CLOSED -> {
        Phase phase = device.facts.phase();
        if (phase == Phase.WAITING || phase == Phase.REQUESTING) {
          parts.arrival.way().declined();
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
    if (phase == Phase.REQUESTING || (phase == Phase.WAITING && asksAgain())) {
      proofs.wayAgain();
    }
    if (phase == Phase.REQUESTING && device.facts.spaceOrNull() != null) {
      device.outbox().pump(connection, device.now(), purpose -> true);
      return;
    }
    if (!proofs.ownerAsked() && (phase == Phase.WAITING || phase == Phase.READY)) {
      proofs.owner();
    }
    if (phase == Phase.READY) {
      subscriptions.missing();
      if (parts.knocks.isLacking()) {
        subscriptions.mailbox(); // where helpers answer, before any key of the epoch is here
      }
      if (!subscriptions.isPaused()) {
        proofs.current(connection);
        subscriptions.current(connection);
        if (parts.devices.giving.isOpen() && !device.outbox().holds(Purpose.LINK)) {
          subscriptions.linkRequests();
        }
      }
      parts.pump();
    }
    device.outbox().pump(connection, device.now(), parts::maySend);
  }

  private boolean asksAgain() {
    return device.outbox().holds(Purpose.JOIN_REQUEST);
  }

  /** Whether everything asked for was answered, and what lay in the logs then was taken in. */
  boolean isCaughtUp() {
    Phase phase = device.facts.phase();
    if (phase == null || !phase.connects()) {
      return true;
    }
    Connection connection = device.connection();
    if (connection == null || connection.greeting() == null || closed || subscriptions.areAsked()) {
      return false;
    }
    return switch (phase) {
      case WAITING -> connection.proved(KeyKind.OWNER);
      case READY ->
          parts.membership.halted()
              || connection.proved(KeyKind.MEMBER)
                  && (!parts.membership.amSteward() || connection.proved(KeyKind.STEWARD))
                  && parts.rosterLog.isCaughtUp()
                  && parts.membership.isCurrent()
                  && !subscriptions.lag();
      default -> false;
    };
  }
}
