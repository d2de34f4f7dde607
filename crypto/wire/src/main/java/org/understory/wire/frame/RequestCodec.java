package org.understory.wire.frame;

import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/** Reads and writes what a client asks for. */
final class RequestCodec {
  private static final Bounds ID = Bounds.of(1, Long.MAX_VALUE);

  private RequestCodec() {}

  static void write(ProtoWriter w, Request request) {
    w.number(1, request.id(), ID);
    switch (request.body()) {
      case Challenge m -> w.message(2, m, Empty::write);
      case Prove m -> w.message(3, m, AccessCodec::writeProve);
      case Subscribe m -> w.message(4, m, LogCodec::writeSubscribe);
      case Unsubscribe m -> w.message(5, m, LogCodec::writeUnsubscribe);
      case Append m -> w.message(6, m, LogCodec::writeAppend);
      case Stage m -> w.message(7, m, CommitCodec::writeStage);
      case Commit m -> w.message(8, m, CommitCodec::writeCommit);
      case Found m -> w.message(9, m, CommitCodec::writeFound);
      case Deposit m -> w.message(10, m, MailboxCodec::writeDeposit);
      case Acknowledge m -> w.message(11, m, MailboxCodec::writeAcknowledge);
      case PublishPreKeys m -> w.message(12, m, ShelfCodec::writePublishPreKeys);
      case TakePreKeys m -> w.message(13, m, ShelfCodec::writeTakePreKeys);
      case CountPreKeys m -> w.message(14, m, Empty::write);
      case SubmitJoinRequest m -> w.message(15, m, JoinCodec::writeSubmitJoinRequest);
      case WithdrawJoinRequest m -> w.message(16, m, JoinCodec::writeWithdrawJoinRequest);
      case DeleteSpace m -> w.message(17, m, StewardCodec::writeDeleteSpace);
      case CancelDeletion m -> w.message(18, m, StewardCodec::writeCancelDeletion);
      case ReplaceStewardKey m -> w.message(19, m, StewardCodec::writeReplaceStewardKey);
      case PutLease m -> w.message(20, m, GuardedCodec::writePutLease);
      case OpenLink m -> w.message(21, m, JoinCodec::writeOpenLink);
      case SubmitRecovery m -> w.message(22, m, JoinCodec::writeSubmitRecovery);
      case ReplaceKnockKey m -> w.message(23, m, JoinCodec::writeReplaceKnockKey);
      case OpenLogs m -> w.message(24, m, GuardedCodec::writeOpenLogs);
      case MoveLogs m -> w.message(25, m, GuardedCodec::writeMoveLogs);
      case OpenBlob m -> w.message(26, m, BlobCodec::writeOpenBlob);
    }
  }

  static Request read(ProtoReader r) throws InvalidWireException {
    return new Request(r.number(1, ID), readBody(r));
  }

  private static RequestBody readBody(ProtoReader r) throws InvalidWireException {
    return switch (r.nextField()) {
      case 2 -> r.message(2, empty -> new Challenge());
      case 3 -> r.message(3, AccessCodec::readProve);
      case 4 -> r.message(4, LogCodec::readSubscribe);
      case 5 -> r.message(5, LogCodec::readUnsubscribe);
      case 6 -> r.message(6, LogCodec::readAppend);
      case 7 -> r.message(7, CommitCodec::readStage);
      case 8 -> r.message(8, CommitCodec::readCommit);
      case 9 -> r.message(9, CommitCodec::readFound);
      case 10 -> r.message(10, MailboxCodec::readDeposit);
      case 11 -> r.message(11, MailboxCodec::readAcknowledge);
      case 12 -> r.message(12, ShelfCodec::readPublishPreKeys);
      case 13 -> r.message(13, ShelfCodec::readTakePreKeys);
      case 14 -> r.message(14, empty -> new CountPreKeys());
      case 15 -> r.message(15, JoinCodec::readSubmitJoinRequest);
      case 16 -> r.message(16, JoinCodec::readWithdrawJoinRequest);
      case 17 -> r.message(17, StewardCodec::readDeleteSpace);
      case 18 -> r.message(18, StewardCodec::readCancelDeletion);
      case 19 -> r.message(19, StewardCodec::readReplaceStewardKey);
      case 20 -> r.message(20, GuardedCodec::readPutLease);
      case 21 -> r.message(21, JoinCodec::readOpenLink);
      case 22 -> r.message(22, JoinCodec::readSubmitRecovery);
      case 23 -> r.message(23, JoinCodec::readReplaceKnockKey);
      case 24 -> r.message(24, GuardedCodec::readOpenLogs);
      case 25 -> r.message(25, GuardedCodec::readMoveLogs);
      case 26 -> r.message(26, BlobCodec::readOpenBlob);
      default -> throw r.unknownBody();
    };
  }
}
