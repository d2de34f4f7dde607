package org.understory.wire.frame;

import org.understory.wire.Limits;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.LogId;
import org.understory.wire.id.WriteId;

/** Reads and writes the messages of logs and subscriptions. */
final class LogCodec {
  private LogCodec() {}

  static void writeLogFrom(ProtoWriter w, LogFrom m) {
    w.bytes(1, m.log().bytes(), Limits.ID);
    w.number(2, m.from(), Bounds.ANY);
  }

  static LogFrom readLogFrom(ProtoReader r) throws InvalidWireException {
    return new LogFrom(LogId.of(r.bytes(1, Limits.ID)), r.number(2, Bounds.ANY));
  }

  static void writeMailboxFrom(ProtoWriter w, MailboxFrom m) {
    w.number(1, m.from(), Bounds.ANY);
  }

  static MailboxFrom readMailboxFrom(ProtoReader r) throws InvalidWireException {
    return new MailboxFrom(r.number(1, Bounds.ANY));
  }

  static void writeUnsubscribe(ProtoWriter w, Unsubscribe m) {
    w.bytes(1, m.log().bytes(), Limits.ID);
  }

  static Unsubscribe readUnsubscribe(ProtoReader r) throws InvalidWireException {
    return new Unsubscribe(LogId.of(r.bytes(1, Limits.ID)));
  }

  static void writeAppend(ProtoWriter w, Append m) {
    w.bytes(1, m.writeId().bytes(), Limits.ID);
    w.bytes(2, m.log().bytes(), Limits.ID);
    w.number(3, m.expiry(), Bounds.ANY);
    w.bytes(4, m.body(), Limits.BODY);
  }

  static Append readAppend(ProtoReader r) throws InvalidWireException {
    return new Append(
        WriteId.of(r.bytes(1, Limits.ID)),
        LogId.of(r.bytes(2, Limits.ID)),
        r.number(3, Bounds.ANY),
        r.bytes(4, Limits.BODY));
  }

  static void writeSubscribed(ProtoWriter w, Subscribed m) {
    w.number(1, m.head(), Bounds.ANY);
  }

  static Subscribed readSubscribed(ProtoReader r) throws InvalidWireException {
    return new Subscribed(r.number(1, Bounds.ANY));
  }

  static void writeAppended(ProtoWriter w, Appended m) {
    w.number(1, m.position(), Bounds.ANY);
  }

  static Appended readAppended(ProtoReader r) throws InvalidWireException {
    return new Appended(r.number(1, Bounds.ANY));
  }

  static void writeLogEntries(ProtoWriter w, LogEntries m) {
    w.bytes(1, m.log().bytes(), Limits.ID);
    w.messages(2, m.entries(), Limits.BATCH, LogCodec::writeLogEntry);
  }

  static LogEntries readLogEntries(ProtoReader r) throws InvalidWireException {
    return new LogEntries(
        LogId.of(r.bytes(1, Limits.ID)), r.messages(2, Limits.BATCH, LogCodec::readLogEntry));
  }

  static void writeLogEntry(ProtoWriter w, LogEntry m) {
    w.number(1, m.position(), Bounds.ANY);
    w.number(2, m.expiry(), Bounds.ANY);
    w.bytes(3, m.body(), Limits.BODY);
    w.bytes(4, m.item(), Limits.ITEM);
    w.messages(5, m.marks(), Limits.MARKS, LogCodec::writeLogMark);
  }

  static LogEntry readLogEntry(ProtoReader r) throws InvalidWireException {
    return new LogEntry(
        r.number(1, Bounds.ANY),
        r.number(2, Bounds.ANY),
        r.bytes(3, Limits.BODY),
        r.bytes(4, Limits.ITEM),
        r.messages(5, Limits.MARKS, LogCodec::readLogMark));
  }

  static void writeLogMark(ProtoWriter w, LogMark m) {
    w.bytes(1, m.log().bytes(), Limits.ID);
    w.number(2, m.position(), Bounds.ANY);
  }

  static LogMark readLogMark(ProtoReader r) throws InvalidWireException {
    return new LogMark(LogId.of(r.bytes(1, Limits.ID)), r.number(2, Bounds.ANY));
  }

  static void writeSubscribe(ProtoWriter w, Subscribe m) {
    switch (m.what()) {
      case LogFrom what -> w.message(1, what, LogCodec::writeLogFrom);
      case MailboxFrom what -> w.message(2, what, LogCodec::writeMailboxFrom);
      case EpochSlot what -> w.message(3, what, Empty::write);
      case JoinRequests what -> w.message(4, what, Empty::write);
      case LeaseSlots what -> w.message(5, what, Empty::write);
      case LinkRequests what -> w.message(6, what, Empty::write);
    }
  }

  static Subscribe readSubscribe(ProtoReader r) throws InvalidWireException {
    return new Subscribe(
        switch (r.nextField()) {
          case 1 -> r.message(1, LogCodec::readLogFrom);
          case 2 -> r.message(2, LogCodec::readMailboxFrom);
          case 3 -> r.message(3, empty -> new EpochSlot());
          case 4 -> r.message(4, empty -> new JoinRequests());
          case 5 -> r.message(5, empty -> new LeaseSlots());
          case 6 -> r.message(6, empty -> new LinkRequests());
          default -> throw r.unknownBody();
        });
  }
}
