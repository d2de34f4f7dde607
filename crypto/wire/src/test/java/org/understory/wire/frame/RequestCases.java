package org.understory.wire.frame;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.understory.wire.Cases;
import org.understory.wire.Limits;
import org.understory.wire.codec.Bounds;
import org.understory.wire.id.BlobId;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.LogId;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;
import org.understory.wire.id.StageId;
import org.understory.wire.id.WriteId;

/** Valid requests of every kind. */
final class RequestCases {
  private final Cases c;

  RequestCases(Cases c) {
    this.c = c;
  }

  Request request() {
    return new Request(c.number(Limits.POSITIVE_LONG), c.oneOf(bodies()));
  }

  /** One supplier for each kind of body. */
  List<Supplier<? extends RequestBody>> bodies() {
    return List.of(
        Challenge::new,
        this::prove,
        this::subscribe,
        this::unsubscribe,
        this::append,
        this::stage,
        this::commit,
        this::found,
        this::deposit,
        this::acknowledge,
        this::publishPreKeys,
        this::takePreKeys,
        CountPreKeys::new,
        this::submitJoinRequest,
        this::withdrawJoinRequest,
        this::deleteSpace,
        this::cancelDeletion,
        this::replaceStewardKey,
        this::putLease,
        this::openLink,
        this::submitRecovery,
        this::replaceKnockKey,
        this::openLogs,
        this::moveLogs,
        this::openBlob);
  }

  Prove prove() {
    KeyKind kind = c.oneOf(KeyKind.values());
    return new Prove(
        kind,
        kind == KeyKind.DROP ? null : a(SpaceId::of),
        c.bytes(Limits.KEY),
        c.bytes(Limits.NONCE),
        c.bytes(Limits.SIGNATURE),
        kind == KeyKind.OWNER ? c.number(Bounds.ANY) : 0);
  }

  Subscribe subscribe() {
    return new Subscribe(
        c.oneOf(
            List.<Supplier<? extends Subscription>>of(
                () -> new LogFrom(a(LogId::of), c.number(Bounds.ANY)),
                () -> new MailboxFrom(c.number(Bounds.ANY)),
                EpochSlot::new,
                JoinRequests::new,
                LeaseSlots::new,
                LinkRequests::new)));
  }

  Unsubscribe unsubscribe() {
    return new Unsubscribe(a(LogId::of));
  }

  Append append() {
    return new Append(a(WriteId::of), a(LogId::of), c.number(Bounds.ANY), c.bytes(Limits.BODY));
  }

  Stage stage() {
    return new Stage(
        a(WriteId::of), a(StageId::of), c.list(Limits.STAGED_PACKETS, this::epochPacket));
  }

  Commit commit() {
    return new Commit(
        a(WriteId::of),
        a(SpaceId::of),
        c.number(Bounds.ANY),
        c.list(Limits.ROSTER_ENTRIES, this::rosterEntry),
        c.bytes(Limits.KEY_OR_NONE),
        c.chance() ? stewardSet() : null,
        c.list(Limits.PACKETS, this::epochPacket),
        c.list(Limits.STAGES, () -> a(StageId::of)),
        c.list(Limits.OPENED, this::openMailbox),
        c.list(Limits.CLOSED_MAILBOXES, () -> a(MailboxId::of)),
        c.list(Limits.OPENED, this::openInvite),
        c.list(Limits.CLOSED, () -> a(InviteId::of)),
        c.list(Limits.LOG_KEYS, this::logKeys),
        c.list(Limits.BLANKED, () -> c.number(Bounds.ANY)),
        c.list(Limits.CLOSED_MAILBOXES, () -> a(MailboxId::of)));
  }

  Found found() {
    Commit commit = commit();
    StewardSet founders =
        new StewardSet(1, stewardSet().keys(), c.small(Limits.THRESHOLD), List.of());
    return new Found(
        c.bytes(Limits.TICKET),
        new Commit(
            commit.writeId(),
            commit.space(),
            0,
            commit.entries(),
            c.bytes(Limits.KEY),
            founders,
            commit.packets(),
            commit.staged(),
            List.of(openMailbox()),
            commit.closeMailboxes(),
            commit.openInvites(),
            commit.closeInvites(),
            commit.logKeys(),
            commit.blankItems(),
            commit.endKnockKeys()));
  }

  Deposit deposit() {
    return new Deposit(
        a(WriteId::of), a(SpaceId::of), c.list(Limits.DEPOSIT_ITEMS, this::depositItem));
  }

  Acknowledge acknowledge() {
    return new Acknowledge(
        c.list(Limits.ACKNOWLEDGED, () -> c.number(Bounds.ANY)), c.number(Bounds.ANY));
  }

  PublishPreKeys publishPreKeys() {
    return new PublishPreKeys(
        a(WriteId::of),
        c.bytes(Limits.PRE_KEY_BASE),
        c.list(Limits.ONE_TIME_KEYS, () -> c.bytes(Limits.ONE_TIME)),
        c.chance());
  }

  TakePreKeys takePreKeys() {
    return new TakePreKeys(
        a(WriteId::of), a(SpaceId::of), c.list(Limits.TAKEN_FROM, () -> a(MailboxId::of)));
  }

  SubmitJoinRequest submitJoinRequest() {
    return new SubmitJoinRequest(
        a(WriteId::of),
        a(MailboxId::of),
        c.bytes(Limits.KEY),
        c.bytes(Limits.SEALED),
        c.bytes(Limits.SIGNATURE));
  }

  WithdrawJoinRequest withdrawJoinRequest() {
    return new WithdrawJoinRequest(a(WriteId::of));
  }

  DeleteSpace deleteSpace() {
    return new DeleteSpace(
        a(WriteId::of),
        a(SpaceId::of),
        c.number(Limits.POSITIVE_LONG),
        c.list(Limits.SIGNATURES, this::stewardSignature));
  }

  CancelDeletion cancelDeletion() {
    return new CancelDeletion(
        a(WriteId::of),
        a(SpaceId::of),
        c.number(Limits.POSITIVE_LONG),
        c.list(Limits.SIGNATURES, this::stewardSignature));
  }

  ReplaceStewardKey replaceStewardKey() {
    return new ReplaceStewardKey(
        a(WriteId::of),
        a(SpaceId::of),
        c.bytes(Limits.KEY),
        c.bytes(Limits.KEY),
        c.number(Limits.POSITIVE_LONG),
        c.bytes(Limits.SIGNATURE));
  }

  EpochPacket epochPacket() {
    return new EpochPacket(a(MailboxId::of), c.bytes(Limits.BODY));
  }

  RosterEntry rosterEntry() {
    return new RosterEntry(c.bytes(Limits.SEALED), c.bytes(Limits.ITEM), c.number(Bounds.ANY));
  }

  StewardSet stewardSet() {
    List<byte[]> keys = c.list(Limits.STEWARD_KEYS, () -> c.bytes(Limits.KEY));
    keys.sort(Arrays::compareUnsigned);
    return new StewardSet(
        c.number(Limits.POSITIVE_LONG),
        keys,
        c.small(Limits.THRESHOLD),
        c.list(Limits.SIGNATURES, this::stewardSignature),
        c.bytes(Limits.KEY_OR_NONE));
  }

  OpenMailbox openMailbox() {
    return new OpenMailbox(a(MailboxId::of), c.bytes(Limits.KEY), c.bytes(Limits.KEY_OR_NONE));
  }

  OpenInvite openInvite() {
    return new OpenInvite(
        c.bytes(Limits.KEY), c.bytes(Limits.KEY), c.number(Bounds.ANY), c.bytes(Limits.SHEET));
  }

  LogKeys logKeys() {
    boolean guarded = c.chance();
    return new LogKeys(
        a(LogId::of),
        c.bytes(guarded ? Limits.KEY : Limits.KEY_OR_NONE),
        c.bytes(Limits.KEY_OR_NONE),
        guarded,
        guarded && c.chance());
  }

  PutLease putLease() {
    return new PutLease(a(WriteId::of), a(SpaceId::of), c.bytes(Limits.LEASE));
  }

  OpenLink openLink() {
    return new OpenLink(a(WriteId::of), a(SpaceId::of), c.bytes(Limits.KEY), c.number(Bounds.ANY));
  }

  SubmitRecovery submitRecovery() {
    return new SubmitRecovery(
        a(WriteId::of), a(MailboxId::of), c.bytes(Limits.KEY), c.bytes(Limits.SEALED));
  }

  ReplaceKnockKey replaceKnockKey() {
    return new ReplaceKnockKey(a(WriteId::of), c.bytes(Limits.KEY_OR_NONE));
  }

  OpenLogs openLogs() {
    return new OpenLogs(a(WriteId::of), a(SpaceId::of), c.list(Limits.OPENED_LOGS, this::logKeys));
  }

  MoveLogs moveLogs() {
    return new MoveLogs(
        a(WriteId::of),
        a(SpaceId::of),
        a(LogId::of),
        c.number(Bounds.ANY),
        c.list(Limits.MOVED_ENTRIES, () -> c.bytes(Limits.SEALED)),
        c.list(Limits.MOVED_LOGS, this::logKeys));
  }

  OpenBlob openBlob() {
    return new OpenBlob(
        a(WriteId::of),
        a(SpaceId::of),
        a(BlobId::of),
        c.number(Limits.POSITIVE_LONG),
        c.number(Limits.BLOB),
        c.bytes(Limits.KEY));
  }

  DepositItem depositItem() {
    return new DepositItem(a(MailboxId::of), c.number(Bounds.ANY), c.bytes(Limits.BODY));
  }

  StewardSignature stewardSignature() {
    return new StewardSignature(c.bytes(Limits.KEY), c.bytes(Limits.SIGNATURE));
  }

  private <T> T a(Function<byte[], T> id) {
    return id.apply(c.bytes(16));
  }
}
