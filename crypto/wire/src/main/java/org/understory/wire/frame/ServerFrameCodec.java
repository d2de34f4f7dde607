package org.understory.wire.frame;

import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/** Reads and writes what the server sends. */
final class ServerFrameCodec {
  private ServerFrameCodec() {}

  static void write(ProtoWriter w, ServerFrame frame) {
    switch (frame) {
      case Greeting m -> w.message(1, m, AccessCodec::writeGreeting);
      case Reply m -> w.message(2, m, ReplyCodec::write);
      case Refusal m -> w.message(3, m, AccessCodec::writeRefusal);
      case LogEntries m -> w.message(4, m, LogCodec::writeLogEntries);
      case MailboxItems m -> w.message(5, m, MailboxCodec::writeMailboxItems);
      case SlotPackets m -> w.message(6, m, MailboxCodec::writeSlotPackets);
      case PendingRequests m -> w.message(7, m, JoinCodec::writePendingRequests);
      case AccessEnded m -> w.message(8, m, AccessCodec::writeAccessEnded);
      case Leases m -> w.message(9, m, GuardedCodec::writeLeases);
    }
  }

  static ServerFrame read(ProtoReader r) throws InvalidWireException {
    return switch (r.nextField()) {
      case 1 -> r.message(1, AccessCodec::readGreeting);
      case 2 -> r.message(2, ReplyCodec::read);
      case 3 -> r.message(3, AccessCodec::readRefusal);
      case 4 -> r.message(4, LogCodec::readLogEntries);
      case 5 -> r.message(5, MailboxCodec::readMailboxItems);
      case 6 -> r.message(6, MailboxCodec::readSlotPackets);
      case 7 -> r.message(7, JoinCodec::readPendingRequests);
      case 8 -> r.message(8, AccessCodec::readAccessEnded);
      case 9 -> r.message(9, GuardedCodec::readLeases);
      default -> throw r.unknownBody();
    };
  }
}
