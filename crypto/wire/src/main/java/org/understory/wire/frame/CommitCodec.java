package org.understory.wire.frame;

import org.understory.wire.Limits;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;
import org.understory.wire.id.StageId;
import org.understory.wire.id.WriteId;

/** Reads and writes the messages of commits and what goes with them. */
final class CommitCodec {
  private CommitCodec() {}

  static void writeStage(ProtoWriter w, Stage m) {
    w.bytes(1, m.writeId().bytes(), Limits.ID);
    w.bytes(2, m.stageId().bytes(), Limits.ID);
    w.messages(3, m.packets(), Limits.STAGED_PACKETS, CommitCodec::writeEpochPacket);
  }

  static Stage readStage(ProtoReader r) throws InvalidWireException {
    return new Stage(
        WriteId.of(r.bytes(1, Limits.ID)),
        StageId.of(r.bytes(2, Limits.ID)),
        r.messages(3, Limits.STAGED_PACKETS, CommitCodec::readEpochPacket));
  }

  static void writeEpochPacket(ProtoWriter w, EpochPacket m) {
    w.bytes(1, m.mailbox().bytes(), Limits.ID);
    w.bytes(2, m.body(), Limits.BODY);
  }

  static EpochPacket readEpochPacket(ProtoReader r) throws InvalidWireException {
    return new EpochPacket(MailboxId.of(r.bytes(1, Limits.ID)), r.bytes(2, Limits.BODY));
  }

  static void writeCommit(ProtoWriter w, Commit m) {
    w.bytes(1, m.writeId().bytes(), Limits.ID);
    w.bytes(2, m.space().bytes(), Limits.ID);
    w.number(3, m.expectedPosition(), Bounds.ANY);
    w.messages(4, m.entries(), Limits.ROSTER_ENTRIES, CommitCodec::writeRosterEntry);
    w.bytes(5, m.memberKey(), Limits.KEY_OR_NONE);
    w.message(6, m.stewardSet(), StewardCodec::writeStewardSet);
    w.messages(7, m.packets(), Limits.PACKETS, CommitCodec::writeEpochPacket);
    Ids.writeAll(w, 8, m.staged(), Limits.STAGES, StageId::bytes);
    w.messages(9, m.openMailboxes(), Limits.OPENED, CommitCodec::writeOpenMailbox);
    Ids.writeAll(w, 10, m.closeMailboxes(), Limits.CLOSED_MAILBOXES, MailboxId::bytes);
    w.messages(11, m.openInvites(), Limits.OPENED, CommitCodec::writeOpenInvite);
    Ids.writeAll(w, 12, m.closeInvites(), Limits.CLOSED, InviteId::bytes);
    w.messages(13, m.logKeys(), Limits.LOG_KEYS, GuardedCodec::writeLogKeys);
    w.packed(14, m.blankItems(), Limits.BLANKED, Bounds.ANY);
    Ids.writeAll(w, 15, m.endKnockKeys(), Limits.CLOSED_MAILBOXES, MailboxId::bytes);
  }

  static Commit readCommit(ProtoReader r) throws InvalidWireException {
    return new Commit(
        WriteId.of(r.bytes(1, Limits.ID)),
        SpaceId.of(r.bytes(2, Limits.ID)),
        r.number(3, Bounds.ANY),
        r.messages(4, Limits.ROSTER_ENTRIES, CommitCodec::readRosterEntry),
        r.bytes(5, Limits.KEY_OR_NONE),
        r.optionalMessage(6, StewardCodec::readStewardSet),
        r.messages(7, Limits.PACKETS, CommitCodec::readEpochPacket),
        Ids.readAll(r, 8, Limits.STAGES, StageId::of),
        r.messages(9, Limits.OPENED, CommitCodec::readOpenMailbox),
        Ids.readAll(r, 10, Limits.CLOSED_MAILBOXES, MailboxId::of),
        r.messages(11, Limits.OPENED, CommitCodec::readOpenInvite),
        Ids.readAll(r, 12, Limits.CLOSED, InviteId::of),
        r.messages(13, Limits.LOG_KEYS, GuardedCodec::readLogKeys),
        r.packed(14, Limits.BLANKED, Bounds.ANY),
        Ids.readAll(r, 15, Limits.CLOSED_MAILBOXES, MailboxId::of));
  }

  static void writeRosterEntry(ProtoWriter w, RosterEntry m) {
    w.bytes(1, m.sealed(), Limits.SEALED);
    w.bytes(2, m.item(), Limits.ITEM);
    w.number(3, m.itemExpiry(), Bounds.ANY);
  }

  static RosterEntry readRosterEntry(ProtoReader r) throws InvalidWireException {
    return new RosterEntry(
        r.bytes(1, Limits.SEALED), r.bytes(2, Limits.ITEM), r.number(3, Bounds.ANY));
  }

  static void writeOpenMailbox(ProtoWriter w, OpenMailbox m) {
    w.bytes(1, m.mailbox().bytes(), Limits.ID);
    w.bytes(2, m.ownerKey(), Limits.KEY);
    w.bytes(3, m.knockKey(), Limits.KEY_OR_NONE);
  }

  static OpenMailbox readOpenMailbox(ProtoReader r) throws InvalidWireException {
    return new OpenMailbox(
        MailboxId.of(r.bytes(1, Limits.ID)),
        r.bytes(2, Limits.KEY),
        r.bytes(3, Limits.KEY_OR_NONE));
  }

  static void writeOpenInvite(ProtoWriter w, OpenInvite m) {
    w.bytes(1, m.dropKey(), Limits.KEY);
    w.bytes(2, m.requestKey(), Limits.KEY);
    w.number(3, m.notAfter(), Bounds.ANY);
    w.bytes(4, m.sheet(), Limits.SHEET);
  }

  static OpenInvite readOpenInvite(ProtoReader r) throws InvalidWireException {
    return new OpenInvite(
        r.bytes(1, Limits.KEY),
        r.bytes(2, Limits.KEY),
        r.number(3, Bounds.ANY),
        r.bytes(4, Limits.SHEET));
  }

  static void writeFound(ProtoWriter w, Found m) {
    w.agree(agrees(m));
    w.bytes(1, m.ticket(), Limits.TICKET);
    w.message(2, m.commit(), CommitCodec::writeCommit);
  }

  static Found readFound(ProtoReader r) throws InvalidWireException {
    Found m = new Found(r.bytes(1, Limits.TICKET), r.message(2, CommitCodec::readCommit));
    r.agree(agrees(m));
    return m;
  }

  static void writeCommitted(ProtoWriter w, Committed m) {
    w.number(1, m.position(), Bounds.ANY);
  }

  static Committed readCommitted(ProtoReader r) throws InvalidWireException {
    return new Committed(r.number(1, Bounds.ANY));
  }

  private static boolean agrees(Found m) {
    Commit commit = m.commit();
    StewardSet stewards = commit.stewardSet();
    return commit.expectedPosition() == 0
        && stewards != null
        && stewards.version() == 1
        && stewards.signatures().isEmpty()
        && commit.memberKey().length != 0
        && commit.openMailboxes().size() == 1;
  }
}
