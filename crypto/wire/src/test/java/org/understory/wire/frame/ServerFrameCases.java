package org.understory.wire.frame;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.understory.wire.Cases;
import org.understory.wire.Limits;
import org.understory.wire.codec.Bounds;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.LogId;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/** Valid server frames of every kind. */
final class ServerFrameCases {
  private final Cases c;

  ServerFrameCases(Cases c) {
    this.c = c;
  }

  ServerFrame frame() {
    return c.oneOf(frames());
  }

  /** One supplier for each kind of frame and of reply. */
  List<Supplier<? extends ServerFrame>> frames() {
    return List.of(
        this::greeting,
        this::refusal,
        this::logEntries,
        this::mailboxItems,
        this::slotPackets,
        this::pendingRequests,
        this::accessEnded,
        this::leases,
        () -> reply(challengeIssued()),
        () -> reply(proved()),
        () -> reply(subscribed()),
        () -> reply(new Done()),
        () -> reply(appended()),
        () -> reply(committed()),
        () -> reply(deposited()),
        () -> reply(takenPreKeys()),
        () -> reply(preKeyCount()),
        () -> reply(deletionScheduled()),
        () -> reply(blobOpened()));
  }

  private Reply reply(ReplyBody body) {
    return new Reply(c.number(Limits.POSITIVE_LONG), body);
  }

  Greeting greeting() {
    return new Greeting(
        1,
        c.bytes(Limits.INCARNATION),
        "https://" + c.below(1000) + ".example",
        c.number(Bounds.ANY),
        c.bytes(Limits.NONCE),
        c.number(Bounds.ANY),
        c.small(Limits.POSITIVE),
        c.small(Limits.POSITIVE));
  }

  Refusal refusal() {
    return new Refusal(
        c.number(Bounds.ANY),
        c.oneOf(Reason.values()),
        c.number(Bounds.ANY),
        c.small(Bounds.ANY_INT));
  }

  LogEntries logEntries() {
    return new LogEntries(a(LogId::of), c.list(Limits.BATCH, this::logEntry));
  }

  MailboxItems mailboxItems() {
    return new MailboxItems(c.list(Limits.BATCH, this::mailboxItem));
  }

  SlotPackets slotPackets() {
    return new SlotPackets(c.list(Limits.BATCH, this::slotPacket));
  }

  PendingRequests pendingRequests() {
    return new PendingRequests(c.list(Limits.BATCH, this::pendingRequest));
  }

  AccessEnded accessEnded() {
    AccessEndedReason reason = c.oneOf(AccessEndedReason.values());
    return new AccessEnded(reason, reason == AccessEndedReason.LOG_MOVED ? a(LogId::of) : null);
  }

  Leases leases() {
    return new Leases(c.list(Limits.LEASES, () -> c.bytes(Limits.LEASE)));
  }

  ChallengeIssued challengeIssued() {
    return new ChallengeIssued(c.bytes(Limits.NONCE), c.number(Bounds.ANY));
  }

  Proved proved() {
    return new Proved(
        c.bytes(Limits.NONCE),
        c.number(Bounds.ANY),
        c.number(Bounds.ANY),
        perhaps(MailboxId::of),
        c.chance(),
        perhaps(SpaceId::of),
        c.bytes(Limits.KEY_OR_NONE),
        c.bytes(Limits.SHEET));
  }

  Subscribed subscribed() {
    return new Subscribed(c.number(Bounds.ANY));
  }

  Appended appended() {
    return new Appended(c.number(Bounds.ANY));
  }

  Committed committed() {
    return new Committed(c.number(Bounds.ANY));
  }

  Deposited deposited() {
    return new Deposited(c.list(Limits.REFUSED, () -> c.small(Limits.ITEM_INDEX)));
  }

  TakenPreKeys takenPreKeys() {
    return new TakenPreKeys(c.list(Limits.TAKEN, this::takenPreKey));
  }

  PreKeyCount preKeyCount() {
    return new PreKeyCount(c.small(Bounds.ANY_INT));
  }

  DeletionScheduled deletionScheduled() {
    return new DeletionScheduled(c.number(Bounds.ANY));
  }

  BlobOpened blobOpened() {
    return new BlobOpened(c.bytes(Limits.TICKET));
  }

  LogEntry logEntry() {
    return new LogEntry(
        c.number(Bounds.ANY),
        c.number(Bounds.ANY),
        c.bytes(Limits.BODY),
        c.bytes(Limits.ITEM),
        c.list(Limits.MARKS, this::logMark));
  }

  MailboxItem mailboxItem() {
    return new MailboxItem(c.number(Bounds.ANY), c.number(Bounds.ANY), c.bytes(Limits.BODY));
  }

  SlotPacket slotPacket() {
    return new SlotPacket(c.number(Bounds.ANY), c.bytes(Limits.BODY));
  }

  PendingRequest pendingRequest() {
    boolean withdrawn = c.chance();
    return new PendingRequest(
        a(InviteId::of),
        a(MailboxId::of),
        c.bytes(Limits.KEY),
        withdrawn ? new byte[0] : c.bytes(Limits.SEALED),
        withdrawn ? new byte[0] : c.bytes(Limits.SIGNATURE),
        c.chance());
  }

  TakenPreKey takenPreKey() {
    return new TakenPreKey(
        a(MailboxId::of), c.bytes(Limits.PRE_KEY_BASE), c.bytes(Limits.ONE_TIME_OR_NONE));
  }

  LogMark logMark() {
    return new LogMark(a(LogId::of), c.number(Bounds.ANY));
  }

  private <T> T a(Function<byte[], T> id) {
    return id.apply(c.bytes(16));
  }

  private <T> @Nullable T perhaps(Function<byte[], T> id) {
    return c.chance() ? a(id) : null;
  }
}
