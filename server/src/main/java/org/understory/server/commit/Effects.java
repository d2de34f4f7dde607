package org.understory.server.commit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.understory.server.delivery.Connection;
import org.understory.server.delivery.FanOut;
import org.understory.server.delivery.Grants.Owner;
import org.understory.server.delivery.Topic;
import org.understory.server.invite.RequestService;
import org.understory.server.lease.LeaseService;
import org.understory.server.roster.RosterService;
import org.understory.server.slot.SlotService;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.frame.LogKeys;
import org.understory.wire.frame.PendingRequest;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/** What live connections must learn of a commit; gathered in its transaction, told after it. */
final class Effects {
  private final SpaceId space;
  private List<LogEntry> entries = List.of();
  private SlotService.@Nullable Delivery slots;
  private boolean epochMoved;
  private final List<byte[]> removedStewards = new ArrayList<>();
  private final List<MailboxId> opened = new ArrayList<>();
  private final Map<MailboxId, Long> closed = new HashMap<>();
  private final List<PendingRequest> goneRequests = new ArrayList<>();
  private final List<LogKeys> logKeys = new ArrayList<>();
  private boolean stewardsChanged;

  /** Who hands out what. */
  record Tellers(
      FanOut fanOut,
      RosterService rosters,
      SlotService slots,
      RequestService requests,
      LeaseService leases) {}

  Effects(SpaceId space) {
    this.space = space;
  }

  void entries(List<LogEntry> appended) {
    entries = appended;
  }

  void slots(SlotService.Delivery laid) {
    slots = laid;
  }

  void epochMoved() {
    epochMoved = true;
  }

  void logKeys(List<LogKeys> keys) {
    logKeys.addAll(keys);
  }

  void removedStewards(List<byte[]> keys) {
    stewardsChanged = true;
    removedStewards.addAll(keys);
  }

  void opened(MailboxId mailbox) {
    opened.add(mailbox);
    closed.remove(mailbox);
  }

  void closed(MailboxId mailbox, long rosterEnd) {
    closed.put(mailbox, rosterEnd);
  }

  void goneRequest(PendingRequest request) {
    goneRequests.add(request);
  }

  /** Tells everybody: the roster and the packets first, then what ends. */
  void tell(Tellers to) {
    FanOut fanOut = to.fanOut();
    fanOut.changed(space);
    List<Connection> connections = fanOut.connectedTo(space);
    for (Connection connection : connections) {
      Owner owner = connection.grants().owner();
      if (owner != null && opened.contains(owner.mailbox())) {
        connection.openMailbox();
      }
    }
    to.rosters().publish(space, entries);
    if (slots != null) {
      to.slots().publish(space, slots);
    }
    goneRequests.forEach(request -> to.requests().announceGone(space, request));
    connections.forEach(this::end);
    for (LogKeys keys : logKeys) {
      fanOut.keyMoved(Topic.log(space, keys.log()), keys.readKey(), keys.guarded(), 0);
    }
    if (stewardsChanged) {
      to.leases().changed(space);
    }
  }

  private void end(Connection connection) {
    Owner owner = connection.grants().owner();
    if (owner != null) {
      Long rosterEnd = closed.get(owner.mailbox());
      if (rosterEnd != null) {
        connection.closeMailbox(rosterEnd);
      }
    }
    if (epochMoved) {
      connection.endMember();
    }
    byte[] steward = connection.grants().stewardKey();
    if (steward != null && removedStewards.stream().anyMatch(key -> Arrays.equals(key, steward))) {
      connection.endSteward();
    }
    byte[] rescue = connection.grants().rescueKey();
    if (rescue != null && removedStewards.stream().anyMatch(key -> Arrays.equals(key, rescue))) {
      connection.endRescue();
    }
  }
}
