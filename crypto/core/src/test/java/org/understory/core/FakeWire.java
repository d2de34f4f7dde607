package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.understory.wire.Statements;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.frame.*;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.LogId;
import org.understory.wire.id.MailboxId;

/** One connection to a {@link FakeServer}, with what it has proved and what it listens to. */
final class FakeWire {
  private final FakeServer server;
  final List<byte[]> toClient = new ArrayList<>();
  private byte[] nonce = {};
  private long nonceExpiry;
  final Set<KeyKind> proved = new HashSet<>();
  private final Set<String> logKeys = new HashSet<>();
  @Nullable MailboxId mailbox;
  private @Nullable OpenInvite drop;
  final Map<LogId, Long> subscribed = new HashMap<>();
  private boolean wantsMail;
  private boolean wantsSlot;
  private boolean wantsRequests;
  private boolean wantsLink;
  private boolean wantsLeases;
  private @Nullable String steward;
  private byte @Nullable [] rescue;
  private List<Integer> toldLeases = List.of();

  FakeWire(FakeServer server) {
    this.server = server;
  }

  void push(ServerFrame frame) {
    byte[] bytes = FrameCodec.encode(frame);
    server.capture.add(bytes);
    toClient.add(bytes);
  }

  byte[] freshNonce() {
    nonce = server.sealer.randomness().bytes(32);
    nonceExpiry = server.now + 60_000;
    return nonce;
  }

  void receive(byte[] bytes) {
    server.capture.add(bytes);
    try {
      Request request = FrameCodec.decodeRequest(bytes);
      server.heard.accept(request.body());
      Object answer = answer(request.body());
      if (answer instanceof ReplyBody body) {
        push(new Reply(request.id(), body));
      } else if (answer instanceof Reason reason) {
        long current = server.space == null ? 0 : server.log(LogId.ROSTER).size();
        push(new Refusal(request.id(), reason, reason == Reason.CONFLICT ? current : 0, 0));
      }
      server.wires.forEach(FakeWire::flush);
    } catch (InvalidWireException e) {
      throw new AssertionError("a client sent what is no frame", e);
    }
  }

  private Object answer(RequestBody body) {
    return switch (body) {
      case Challenge ignored -> new ChallengeIssued(freshNonce(), server.now + 60_000);
      case Prove prove -> prove(prove);
      case Subscribe subscribe -> subscribe(subscribe.what());
      case Unsubscribe unsubscribe -> {
        subscribed.remove(unsubscribe.log());
        yield new Done();
      }
      case Append append -> once(append.writeId().hex(), () -> append(append));
      case Stage ignored -> new Done();
      case Commit commit -> once(commit.writeId().hex(), () -> commit(commit, true));
      case Found found -> once(found.commit().writeId().hex(), () -> found(found));
      case Deposit deposit -> once(deposit.writeId().hex(), () -> deposit(deposit));
      case Acknowledge acknowledge -> acknowledge(acknowledge);
      case PublishPreKeys publish -> publish(publish);
      case TakePreKeys take -> take(take);
      case CountPreKeys ignored ->
          new PreKeyCount(server.oneTime.getOrDefault(mailbox, List.of()).size());
      case SubmitJoinRequest submit -> once(submit.writeId().hex(), () -> submit(submit));
      case OpenLink link -> {
        MailboxId owner = mailbox;
        if (owner == null) {
          yield Reason.NOT_ALLOWED;
        }
        server.links.put(dropId(link.dropKey()), new FakeServer.LinkDrop(link, owner));
        yield new Done();
      }
      case SubmitRecovery recovery -> once(recovery.writeId().hex(), () -> recover(recovery));
      case ReplaceKnockKey replace -> {
        MailboxId owner = mailbox;
        if (owner == null) {
          yield Reason.NOT_ALLOWED;
        }
        server.knockKeys.put(owner, replace.knockKey());
        yield new Done();
      }
      case WithdrawJoinRequest ignored -> new Done();
      case OpenLogs open ->
          proved.contains(KeyKind.MEMBER)
              ? once(open.writeId().hex(), () -> server.guarded.open(open))
              : Reason.STALE;
      case MoveLogs move ->
          proved.contains(KeyKind.MEMBER)
              ? once(move.writeId().hex(), () -> server.guarded.move(this, move))
              : Reason.STALE;
      case PutLease put -> putLease(put);
      case OpenBlob blob ->
          proved.contains(KeyKind.MEMBER)
              ? once(blob.writeId().hex(), () -> server.open(blob))
              : Reason.STALE;
      case DeleteSpace delete -> {
        server.deletedWith = delete.signatures().size();
        for (FakeWire wire : server.wires) {
          if (wire != this) {
            wire.push(new AccessEnded(AccessEndedReason.SPACE_DELETED));
          }
        }
        yield new DeletionScheduled(0);
      }
      default -> Reason.NOT_ALLOWED;
    };
  }

  private Object once(String id, java.util.function.Supplier<Object> write) {
    ReplyBody before = server.answers.get(id);
    if (before != null) {
      return before;
    }
    Object answer = write.get();
    if (answer instanceof ReplyBody body) {
      server.answers.put(id, body);
    }
    return answer;
  }

  private Object prove(Prove prove) {
    byte[] statement =
        Statements.prove(
            FakeServer.ORIGIN,
            nonce,
            nonceExpiry,
            prove.kind().number(),
            prove.space(),
            prove.publicKey(),
            prove.storeCounter());
    boolean good =
        Arrays.equals(nonce, prove.nonce())
            && server
                .sealer
                .primitives()
                .ed25519()
                .verify(prove.publicKey(), statement, prove.signature());
    nonce = new byte[0];
    String key = Hex.of(prove.publicKey());
    switch (prove.kind()) {
      case MEMBER -> {
        if (server.formerMemberKeys.contains(key)) {
          return Reason.STALE;
        }
        good &= Arrays.equals(server.memberKey, prove.publicKey());
      }
      case STEWARD -> {
        rescue = Arrays.equals(server.rescueKey, prove.publicKey()) ? prove.publicKey() : null;
        good &= rescue != null || server.stewardKeys.contains(key);
        steward = key;
      }
      case OWNER -> {
        mailbox = null;
        server.owners.forEach((box, owner) -> {
          if (Arrays.equals(owner, prove.publicKey())) {
            mailbox = box;
          }
        });
        good &= mailbox != null;
      }
      case KNOCK ->
          good &=
              server.knockKeys.values().stream()
                  .anyMatch(known -> Arrays.equals(known, prove.publicKey()));
      case DROP -> {
        drop = null;
        server.links.values().stream()
            .filter(link -> Arrays.equals(link.open().dropKey(), prove.publicKey()))
            .filter(link -> link.open().notAfter() * 1000 > server.now)
            .forEach(link -> drop = new OpenInvite(prove.publicKey(), new byte[32], 1));
        server
            .invites
            .values()
            .forEach(i -> {
              if (Arrays.equals(i.dropKey(), prove.publicKey())) {
                drop = i;
              }
            });
        good &= drop != null;
      }
      case LOG -> {
        if (good) {
          server.guarded.proves(this, prove.publicKey());
          logKeys.add(key);
        }
      }
      default -> good = false;
    }
    if (!good) {
      return Reason.NOT_ALLOWED;
    }
    proved.add(prove.kind());
    long before = server.counters.getOrDefault(key, 0L);
    server.counters.put(key, Math.max(before, prove.storeCounter()));
    return new Proved(
        freshNonce(),
        server.now + 60_000,
        prove.kind() == KeyKind.OWNER ? before : 0,
        prove.kind() == KeyKind.OWNER ? mailbox : null,
        prove.kind() == KeyKind.OWNER && server.provisional.contains(mailbox),
        prove.kind() == KeyKind.DROP ? server.space : null,
        prove.kind() == KeyKind.DROP && drop != null ? drop.requestKey() : new byte[0],
        prove.kind() == KeyKind.DROP && drop != null ? drop.sheet() : new byte[0]);
  }

  private Object subscribe(Subscription what) {
    switch (what) {
      case LogFrom log -> {
        boolean roster = log.log().equals(LogId.ROSTER);
        boolean may =
            roster
                ? proved.contains(KeyKind.OWNER) && !server.provisional.contains(mailbox)
                : proved.contains(KeyKind.MEMBER);
        if (!may || !server.guarded.opens(this, log.log()) || !server.logs.containsKey(log.log())) {
          return Reason.NOT_ALLOWED;
        }
        subscribed.put(log.log(), log.from());
        return new Subscribed(server.log(log.log()).size());
      }
      case MailboxFrom ignored -> wantsMail = true;
      case EpochSlot ignored -> wantsSlot = true;
      case JoinRequests ignored -> {
        if (rescue != null) {
          return Reason.NOT_ALLOWED;
        }
        wantsRequests = true;
      }
      case LinkRequests ignored -> wantsLink = true;
      case LeaseSlots ignored -> wantsLeases = true;
      default -> {
        return Reason.NOT_ALLOWED;
      }
    }
    return new Subscribed(0);
  }

  private Object append(Append append) {
    boolean knock = append.log().equals(LogId.KNOCK);
    if (!knock && !proved.contains(KeyKind.MEMBER)) {
      return Reason.STALE;
    }
    if (!server.guarded.opens(this, append.log()) || server.guarded.isDurable(append.log())) {
      return Reason.NOT_ALLOWED;
    }
    byte[] postKey = server.postKeys.getOrDefault(append.log(), new byte[0]);
    if (postKey.length > 0 && !logKeys.contains(Hex.of(postKey))) {
      return Reason.NOT_ALLOWED;
    }
    if (append.expiry() % FakeServer.BUCKET != 0
        || append.expiry() > server.now / 1000 + FakeServer.CAP) {
      return Reason.TOO_FAR;
    }
    if (append.expiry() * 1000 <= server.now) {
      return Reason.EXPIRED;
    }
    List<LogEntry> log = server.log(append.log());
    log.add(new LogEntry(log.size(), append.expiry(), append.body(), new byte[0], List.of()));
    return new Appended(log.size() - 1);
  }

  private Object found(Found found) {
    if (server.space != null) {
      return Reason.USED;
    }
    server.space = found.commit().space();
    server.log(LogId.KNOCK);
    server.log(LogId.PROPOSALS);
    return commit(found.commit(), false);
  }

  private Object commit(Commit commit, boolean judged) {
    return judged && !proved.contains(KeyKind.STEWARD)
        ? Reason.NOT_ALLOWED
        : new FakeCommit(server).carryOut(commit, judged, judged ? rescue : null);
  }

  void endSteward(Set<String> gone) {
    if (gone.contains(steward) && proved.remove(KeyKind.STEWARD)) {
      push(new AccessEnded(AccessEndedReason.STEWARD_CHANGED));
    }
  }

  private Object deposit(Deposit deposit) {
    if (!proved.contains(KeyKind.MEMBER)) {
      return Reason.STALE;
    }
    List<Integer> refused = new ArrayList<>();
    for (int i = 0; i < deposit.items().size(); i++) {
      DepositItem item = deposit.items().get(i);
      if (!server.owners.containsKey(item.mailbox())
          || server.closedAt.containsKey(item.mailbox())
          || (asksByInvite(item.mailbox()) && !proved.contains(KeyKind.STEWARD))) {
        refused.add(i);
        continue;
      }
      if (server.dropDeposits) {
        continue;
      }
      var box = server.boxes.computeIfAbsent(item.mailbox(), key -> new TreeMap<>());
      long position = server.nextPosition(item.mailbox());
      box.put(position, new MailboxItem(position, item.expiry(), item.body()));
      server.deposits.merge(item.mailbox(), 1, Integer::sum);
    }
    return new Deposited(refused);
  }

  private Object putLease(PutLease put) {
    if (steward == null || !server.stewardKeys.contains(steward)) {
      return Reason.NOT_ALLOWED;
    }
    server.leases.put(steward, put.body());
    return new Done();
  }

  private Object acknowledge(Acknowledge acknowledge) {
    var box = server.boxes.getOrDefault(mailbox, new TreeMap<>());
    acknowledge.mailboxPositions().forEach(box::remove);
    if (acknowledge.epochPacketsUpTo() > 0) {
      server
          .slots
          .getOrDefault(mailbox, new TreeMap<>())
          .headMap(acknowledge.epochPacketsUpTo())
          .clear();
    }
    return new Done();
  }

  private Object publish(PublishPreKeys publish) {
    if (mailbox == null) {
      return Reason.NOT_ALLOWED;
    }
    if (publish.base().length > 0) {
      server.bases.put(mailbox, publish.base());
    }
    List<byte[]> shelf = server.oneTime.computeIfAbsent(mailbox, box -> new ArrayList<>());
    if (publish.replace()) {
      shelf.clear();
    }
    shelf.addAll(publish.oneTime());
    return new Done();
  }

  private Object take(TakePreKeys take) {
    List<TakenPreKey> taken = new ArrayList<>();
    for (MailboxId box : take.mailboxes()) {
      List<byte[]> shelf = server.oneTime.getOrDefault(box, new ArrayList<>());
      server.bundlesTaken.merge(box, 1, Integer::sum);
      taken.add(
          new TakenPreKey(
              box,
              server.bases.getOrDefault(box, new byte[0]),
              shelf.isEmpty() ? new byte[0] : shelf.removeLast()));
    }
    return new TakenPreKeys(taken);
  }

  private Object submit(SubmitJoinRequest submit) {
    OpenInvite invite = drop;
    if (invite == null) {
      return Reason.NOT_ALLOWED;
    }
    InviteId id =
        InviteId.of(
            Arrays.copyOf(server.sealer.primitives().digest().sha256(invite.dropKey()), 16));
    PendingRequest before = server.requests.get(id);
    if (before != null && !before.mailbox().equals(submit.mailbox())) {
      PendingRequest second =
          new PendingRequest(
              id, submit.mailbox(), submit.ownerKey(), submit.sealed(), submit.signature(), true);
      if (server.links.containsKey(id)) {
        server.requests.put(id, second);
        server.wires.forEach(wire -> wire.toldRequests.remove(id));
      } else {
        server.alarms.putIfAbsent(id, second);
      }
      return Reason.USED;
    }
    server.owners.put(submit.mailbox(), submit.ownerKey());
    server.provisional.add(submit.mailbox());
    server.requests.put(
        id,
        new PendingRequest(
            id, submit.mailbox(), submit.ownerKey(), submit.sealed(), submit.signature(), false));
    for (FakeWire wire : server.wires) {
      wire.toldRequests.remove(id);
    }
    return new Done();
  }

  private boolean asksByInvite(MailboxId mailbox) {
    return server.provisional.contains(mailbox)
        && server.requests.entrySet().stream()
            .anyMatch(r ->
                !server.links.containsKey(r.getKey()) && r.getValue().mailbox().equals(mailbox));
  }

  private InviteId dropId(byte[] key) {
    return InviteId.of(Arrays.copyOf(server.sealer.primitives().digest().sha256(key), 16));
  }

  private Object recover(SubmitRecovery recovery) {
    if (!proved.contains(KeyKind.KNOCK)) {
      return Reason.NOT_ALLOWED;
    }
    server.owners.put(recovery.mailbox(), recovery.ownerKey());
    server.provisional.add(recovery.mailbox());
    List<LogEntry> log = server.log(LogId.KNOCK);
    long expiry = (server.now / 1000 + FakeServer.CAP) / FakeServer.BUCKET * FakeServer.BUCKET;
    log.add(new LogEntry(log.size(), expiry, recovery.sealed(), new byte[0], List.of()));
    return new Done();
  }

  private final Set<InviteId> toldRequests = new HashSet<>();
  private final Set<InviteId> toldAlarms = new HashSet<>();
  private final Set<Long> toldMail = new HashSet<>();
  private final Set<Long> toldPackets = new HashSet<>();

  void flush() {
    for (var subscription : new HashMap<>(subscribed).entrySet()) {
      List<LogEntry> log = server.log(subscription.getKey());
      long from = subscription.getValue();
      long end = log.size();
      if (subscription.getKey().equals(LogId.ROSTER) && mailbox != null) {
        end = Math.min(end, server.closedAt.getOrDefault(mailbox, Long.MAX_VALUE));
      }
      if (from < end) {
        var entries = log.subList((int) from, (int) end).stream();
        List<LogEntry> live = entries.filter(e -> e.body().length > 0).toList();
        subscribed.put(subscription.getKey(), end);
        if (!live.isEmpty()) {
          push(new LogEntries(subscription.getKey(), live));
        }
      }
    }
    if (wantsMail) {
      for (var item : server.boxes.getOrDefault(mailbox, new TreeMap<>()).values()) {
        if (toldMail.add(item.position())) {
          push(new MailboxItems(List.of(item)));
        }
      }
    }
    if (wantsSlot) {
      for (var packet : server.slots.getOrDefault(mailbox, new TreeMap<>()).values()) {
        if (toldPackets.add(packet.position())) {
          push(new SlotPackets(List.of(packet)));
        }
      }
    }
    var slots = server.leases.values().stream().map(System::identityHashCode).toList();
    if (wantsLeases && !server.withholdLeases && !slots.equals(toldLeases)) {
      toldLeases = slots;
      push(new Leases(List.copyOf(server.leases.values())));
    }
    for (var asked : server.requests.entrySet()) {
      FakeServer.LinkDrop link = server.links.get(asked.getKey());
      boolean mine = link == null ? wantsRequests : wantsLink && link.owner().equals(mailbox);
      if (mine && toldRequests.add(asked.getKey())) {
        push(new PendingRequests(List.of(asked.getValue())));
      }
    }
    if (wantsRequests) {
      for (var alarm : server.alarms.entrySet()) {
        if (toldAlarms.add(alarm.getKey())) {
          push(new PendingRequests(List.of(alarm.getValue())));
        }
      }
    }
  }
}
