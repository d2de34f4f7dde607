package org.understory.wire.frame;

import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/** Reads and writes what a request brought about. */
final class ReplyCodec {
  private static final Bounds ID = Bounds.of(1, Long.MAX_VALUE);

  private ReplyCodec() {}

  static void write(ProtoWriter w, Reply reply) {
    w.number(1, reply.id(), ID);
    switch (reply.body()) {
      case ChallengeIssued m -> w.message(2, m, AccessCodec::writeChallengeIssued);
      case Proved m -> w.message(3, m, AccessCodec::writeProved);
      case Subscribed m -> w.message(4, m, LogCodec::writeSubscribed);
      case Done m -> w.message(5, m, Empty::write);
      case Appended m -> w.message(6, m, LogCodec::writeAppended);
      case Committed m -> w.message(7, m, CommitCodec::writeCommitted);
      case Deposited m -> w.message(8, m, MailboxCodec::writeDeposited);
      case TakenPreKeys m -> w.message(9, m, ShelfCodec::writeTakenPreKeys);
      case PreKeyCount m -> w.message(10, m, ShelfCodec::writePreKeyCount);
      case DeletionScheduled m -> w.message(11, m, StewardCodec::writeDeletionScheduled);
      case BlobOpened m -> w.message(12, m, BlobCodec::writeBlobOpened);
    }
  }

  static Reply read(ProtoReader r) throws InvalidWireException {
    return new Reply(r.number(1, ID), readBody(r));
  }

  private static ReplyBody readBody(ProtoReader r) throws InvalidWireException {
    return switch (r.nextField()) {
      case 2 -> r.message(2, AccessCodec::readChallengeIssued);
      case 3 -> r.message(3, AccessCodec::readProved);
      case 4 -> r.message(4, LogCodec::readSubscribed);
      case 5 -> r.message(5, empty -> new Done());
      case 6 -> r.message(6, LogCodec::readAppended);
      case 7 -> r.message(7, CommitCodec::readCommitted);
      case 8 -> r.message(8, MailboxCodec::readDeposited);
      case 9 -> r.message(9, ShelfCodec::readTakenPreKeys);
      case 10 -> r.message(10, ShelfCodec::readPreKeyCount);
      case 11 -> r.message(11, StewardCodec::readDeletionScheduled);
      case 12 -> r.message(12, BlobCodec::readBlobOpened);
      default -> throw r.unknownBody();
    };
  }
}
