package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.understory.wire.Statements;
import org.understory.wire.frame.*;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

/** What a {@link FakeServer} makes of a commit: as the real one, whole or not at all. */
final class FakeCommit {
  private final FakeServer server;

  FakeCommit(FakeServer server) {
    this.server = server;
  }

  /**
   * @param judged false for the first one, which its ticket authorised
   */
  Object carryOut(Commit commit, boolean judged) {
    return carryOut(commit, judged, null);
  }

  /**
   * @param rescue the rescue key that was proved, where it is not a steward who commits
   */
  Object carryOut(Commit commit, boolean judged, byte @Nullable [] rescue) {
    if (server.conflicts > 0 && judged) {
      server.conflicts--;
      return Reason.CONFLICT;
    }
    List<LogEntry> roster = server.log(LogId.ROSTER);
    if (commit.expectedPosition() != roster.size()) {
      return Reason.CONFLICT;
    }
    StewardSet set = commit.stewardSet();
    if (set == null ? rescue != null : !isSigned(commit.space(), set, rescue)) {
      return Reason.NOT_ALLOWED;
    }
    commit
        .logKeys()
        .forEach(keys -> {
          server.log(keys.log());
          server.postKeys.put(keys.log(), keys.postKey());
        });
    List<LogMark> marks = new ArrayList<>();
    server.logs.forEach((log, entries) -> {
      if (!log.equals(LogId.ROSTER) && !server.guarded.guards(log)) {
        marks.add(new LogMark(log, entries.size()));
      }
    });
    for (int i = 0; i < commit.entries().size(); i++) {
      RosterEntry entry = commit.entries().get(i);
      boolean last = i == commit.entries().size() - 1;
      roster.add(
          new LogEntry(
              roster.size(),
              entry.itemExpiry(),
              entry.sealed(),
              entry.item(),
              last ? marks : List.of()));
    }
    commit.blankItems().forEach(server::blank);
    if (set != null) {
      Set<String> before = server.stewardKeys;
      server.stewardKeys = new HashSet<>();
      set.keys().forEach(key -> server.stewardKeys.add(Hex.of(key)));
      server.setVersion = set.version();
      server.setThreshold = set.threshold();
      if (!Arrays.equals(server.rescueKey, set.rescueKey())) {
        before.add(Hex.of(server.rescueKey));
      }
      server.rescueKey = set.rescueKey();
      before.removeAll(server.stewardKeys);
      server.wires.forEach(wire -> wire.endSteward(before));
      server.leases.keySet().retainAll(server.stewardKeys);
    }
    for (OpenMailbox open : commit.openMailboxes()) {
      server.owners.put(open.mailbox(), open.ownerKey());
      server.provisional.remove(open.mailbox());
      server.closedAt.remove(open.mailbox());
      if (open.knockKey().length > 0) {
        server.knockKeys.put(open.mailbox(), open.knockKey());
      }
    }
    for (EpochPacket packet : server.dropPackets ? List.<EpochPacket>of() : commit.packets()) {
      var slot = server.slots.computeIfAbsent(packet.mailbox(), box -> new TreeMap<>());
      long position = server.nextPosition(packet.mailbox());
      slot.put(position, new SlotPacket(position, packet.body()));
    }
    for (OpenInvite invite : commit.openInvites()) {
      byte[] hash = server.sealer.primitives().digest().sha256(invite.dropKey());
      server.invites.put(InviteId.of(Arrays.copyOf(hash, 16)), invite);
    }
    for (InviteId invite : commit.closeInvites()) {
      server.invites.remove(invite);
      PendingRequest request = server.requests.remove(invite);
      server.alarms.remove(invite);
      if (request != null && server.provisional.remove(request.mailbox())) {
        server.owners.remove(request.mailbox());
        for (FakeWire wire : server.wires) {
          if (request.mailbox().equals(wire.mailbox)) {
            wire.push(new AccessEnded(AccessEndedReason.MAILBOX_CLOSED));
          }
        }
      }
    }
    commit.endKnockKeys().forEach(server.knockKeys::remove);
    commit.closeMailboxes().forEach(box -> server.closedAt.put(box, (long) roster.size()));
    if (commit.memberKey().length > 0) {
      server.formerMemberKeys.add(Hex.of(server.memberKey));
      server.memberKey = commit.memberKey();
      for (FakeWire wire : server.wires) {
        wire.flush();
        if (wire.proved.remove(KeyKind.MEMBER)) {
          wire.subscribed.keySet().removeIf(log -> !log.equals(LogId.ROSTER));
          wire.push(new AccessEnded(AccessEndedReason.EPOCH_MOVED));
        }
      }
    }
    return new Committed(commit.expectedPosition());
  }

  /** As the server judges it: the next version, signed by as many of the set before as it says. */
  private boolean isSigned(SpaceId space, StewardSet set, byte @Nullable [] rescue) {
    byte[] statement =
        Statements.stewardSet(space, set.version(), set.keys(), set.threshold(), set.rescueKey());
    Set<String> signed = new HashSet<>();
    for (StewardSignature signature : set.signatures()) {
      String key = Hex.of(signature.key());
      if (server.stewardKeys.contains(key)
          && server
              .sealer
              .primitives()
              .ed25519()
              .verify(signature.key(), statement, signature.signature())) {
        signed.add(key);
      }
    }
    if (rescue != null) {
      StewardSignature only = set.signatures().get(0);
      return set.version() == server.setVersion + 1
          && set.signatures().size() == 1
          && Arrays.equals(only.key(), server.rescueKey)
          && Arrays.equals(only.key(), rescue)
          && server.sealer.primitives().ed25519().verify(rescue, statement, only.signature())
          && set.rescueKey().length > 0
          && !Arrays.equals(set.rescueKey(), rescue);
    }
    return set.version() == server.setVersion + 1 && signed.size() >= server.setThreshold;
  }
}
