package org.understory.wire.frame;

import org.understory.wire.Limits;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;
import org.understory.wire.id.WriteId;

/** Reads and writes the messages of prekey shelves. */
final class ShelfCodec {
  private ShelfCodec() {}

  static void writePublishPreKeys(ProtoWriter w, PublishPreKeys m) {
    w.bytes(1, m.writeId().bytes(), Limits.ID);
    w.bytes(2, m.base(), Limits.PRE_KEY_BASE);
    w.repeatedBytes(3, m.oneTime(), Limits.ONE_TIME_KEYS, Limits.ONE_TIME);
    w.bool(4, m.replace());
  }

  static PublishPreKeys readPublishPreKeys(ProtoReader r) throws InvalidWireException {
    return new PublishPreKeys(
        WriteId.of(r.bytes(1, Limits.ID)),
        r.bytes(2, Limits.PRE_KEY_BASE),
        r.repeatedBytes(3, Limits.ONE_TIME_KEYS, Limits.ONE_TIME),
        r.bool(4));
  }

  static void writeTakePreKeys(ProtoWriter w, TakePreKeys m) {
    w.bytes(1, m.writeId().bytes(), Limits.ID);
    w.bytes(2, m.space().bytes(), Limits.ID);
    Ids.writeAll(w, 3, m.mailboxes(), Limits.TAKEN_FROM, MailboxId::bytes);
  }

  static TakePreKeys readTakePreKeys(ProtoReader r) throws InvalidWireException {
    return new TakePreKeys(
        WriteId.of(r.bytes(1, Limits.ID)),
        SpaceId.of(r.bytes(2, Limits.ID)),
        Ids.readAll(r, 3, Limits.TAKEN_FROM, MailboxId::of));
  }

  static void writeTakenPreKeys(ProtoWriter w, TakenPreKeys m) {
    w.messages(1, m.taken(), Limits.TAKEN, ShelfCodec::writeTakenPreKey);
  }

  static TakenPreKeys readTakenPreKeys(ProtoReader r) throws InvalidWireException {
    return new TakenPreKeys(r.messages(1, Limits.TAKEN, ShelfCodec::readTakenPreKey));
  }

  static void writeTakenPreKey(ProtoWriter w, TakenPreKey m) {
    w.bytes(1, m.mailbox().bytes(), Limits.ID);
    w.bytes(2, m.base(), Limits.PRE_KEY_BASE);
    w.bytes(3, m.oneTime(), Limits.ONE_TIME_OR_NONE);
  }

  static TakenPreKey readTakenPreKey(ProtoReader r) throws InvalidWireException {
    return new TakenPreKey(
        MailboxId.of(r.bytes(1, Limits.ID)),
        r.bytes(2, Limits.PRE_KEY_BASE),
        r.bytes(3, Limits.ONE_TIME_OR_NONE));
  }

  static void writePreKeyCount(ProtoWriter w, PreKeyCount m) {
    w.number(1, m.oneTime(), Bounds.ANY_INT);
  }

  static PreKeyCount readPreKeyCount(ProtoReader r) throws InvalidWireException {
    return new PreKeyCount(r.smallNumber(1, Bounds.ANY_INT));
  }
}
