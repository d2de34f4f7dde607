package org.understory.wire.frame;

import org.understory.wire.Limits;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;
import org.understory.wire.id.WriteId;

/** Reads and writes the messages of joining, of linking a device, and of coming back. */
final class JoinCodec {
  private JoinCodec() {}

  static void writeSubmitJoinRequest(ProtoWriter w, SubmitJoinRequest m) {
    w.bytes(1, m.writeId().bytes(), Limits.ID);
    w.bytes(2, m.mailbox().bytes(), Limits.ID);
    w.bytes(3, m.ownerKey(), Limits.KEY);
    w.bytes(4, m.sealed(), Limits.SEALED);
    w.bytes(5, m.signature(), Limits.SIGNATURE);
  }

  static SubmitJoinRequest readSubmitJoinRequest(ProtoReader r) throws InvalidWireException {
    return new SubmitJoinRequest(
        WriteId.of(r.bytes(1, Limits.ID)),
        MailboxId.of(r.bytes(2, Limits.ID)),
        r.bytes(3, Limits.KEY),
        r.bytes(4, Limits.SEALED),
        r.bytes(5, Limits.SIGNATURE));
  }

  static void writeWithdrawJoinRequest(ProtoWriter w, WithdrawJoinRequest m) {
    w.bytes(1, m.writeId().bytes(), Limits.ID);
  }

  static WithdrawJoinRequest readWithdrawJoinRequest(ProtoReader r) throws InvalidWireException {
    return new WithdrawJoinRequest(WriteId.of(r.bytes(1, Limits.ID)));
  }

  static void writeOpenLink(ProtoWriter w, OpenLink m) {
    w.bytes(1, m.writeId().bytes(), Limits.ID);
    w.bytes(2, m.space().bytes(), Limits.ID);
    w.bytes(3, m.dropKey(), Limits.KEY);
    w.number(4, m.notAfter(), Bounds.ANY);
  }

  static OpenLink readOpenLink(ProtoReader r) throws InvalidWireException {
    return new OpenLink(
        WriteId.of(r.bytes(1, Limits.ID)),
        SpaceId.of(r.bytes(2, Limits.ID)),
        r.bytes(3, Limits.KEY),
        r.number(4, Bounds.ANY));
  }

  static void writeSubmitRecovery(ProtoWriter w, SubmitRecovery m) {
    w.bytes(1, m.writeId().bytes(), Limits.ID);
    w.bytes(2, m.mailbox().bytes(), Limits.ID);
    w.bytes(3, m.ownerKey(), Limits.KEY);
    w.bytes(4, m.sealed(), Limits.SEALED);
  }

  static SubmitRecovery readSubmitRecovery(ProtoReader r) throws InvalidWireException {
    return new SubmitRecovery(
        WriteId.of(r.bytes(1, Limits.ID)),
        MailboxId.of(r.bytes(2, Limits.ID)),
        r.bytes(3, Limits.KEY),
        r.bytes(4, Limits.SEALED));
  }

  static void writeReplaceKnockKey(ProtoWriter w, ReplaceKnockKey m) {
    w.bytes(1, m.writeId().bytes(), Limits.ID);
    w.bytes(2, m.knockKey(), Limits.KEY_OR_NONE);
  }

  static ReplaceKnockKey readReplaceKnockKey(ProtoReader r) throws InvalidWireException {
    return new ReplaceKnockKey(WriteId.of(r.bytes(1, Limits.ID)), r.bytes(2, Limits.KEY_OR_NONE));
  }

  static void writePendingRequests(ProtoWriter w, PendingRequests m) {
    w.messages(1, m.requests(), Limits.BATCH, JoinCodec::writePendingRequest);
  }

  static PendingRequests readPendingRequests(ProtoReader r) throws InvalidWireException {
    return new PendingRequests(r.messages(1, Limits.BATCH, JoinCodec::readPendingRequest));
  }

  static void writePendingRequest(ProtoWriter w, PendingRequest m) {
    w.agree(agrees(m));
    w.bytes(1, m.invite().bytes(), Limits.ID);
    w.bytes(2, m.mailbox().bytes(), Limits.ID);
    w.bytes(3, m.ownerKey(), Limits.KEY);
    w.bytes(4, m.sealed(), Limits.SEALED_OR_NONE);
    w.bytes(5, m.signature(), Limits.SIGNATURE_OR_NONE);
    w.bool(6, m.alarm());
  }

  static PendingRequest readPendingRequest(ProtoReader r) throws InvalidWireException {
    PendingRequest m =
        new PendingRequest(
            InviteId.of(r.bytes(1, Limits.ID)),
            MailboxId.of(r.bytes(2, Limits.ID)),
            r.bytes(3, Limits.KEY),
            r.bytes(4, Limits.SEALED_OR_NONE),
            r.bytes(5, Limits.SIGNATURE_OR_NONE),
            r.bool(6));
    r.agree(agrees(m));
    return m;
  }

  private static boolean agrees(PendingRequest m) {
    return (m.sealed().length == 0) == (m.signature().length == 0);
  }
}
