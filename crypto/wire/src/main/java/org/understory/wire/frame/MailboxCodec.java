package org.understory.wire.frame;

import org.understory.wire.Limits;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;
import org.understory.wire.id.WriteId;

/** Reads and writes the messages of mailboxes and epoch slots. */
final class MailboxCodec {
  private MailboxCodec() {}

  static void writeDeposit(ProtoWriter w, Deposit m) {
    w.bytes(1, m.writeId().bytes(), Limits.ID);
    w.bytes(2, m.space().bytes(), Limits.ID);
    w.messages(3, m.items(), Limits.DEPOSIT_ITEMS, MailboxCodec::writeDepositItem);
  }

  static Deposit readDeposit(ProtoReader r) throws InvalidWireException {
    return new Deposit(
        WriteId.of(r.bytes(1, Limits.ID)),
        SpaceId.of(r.bytes(2, Limits.ID)),
        r.messages(3, Limits.DEPOSIT_ITEMS, MailboxCodec::readDepositItem));
  }

  static void writeDepositItem(ProtoWriter w, DepositItem m) {
    w.bytes(1, m.mailbox().bytes(), Limits.ID);
    w.number(2, m.expiry(), Bounds.ANY);
    w.bytes(3, m.body(), Limits.BODY);
  }

  static DepositItem readDepositItem(ProtoReader r) throws InvalidWireException {
    return new DepositItem(
        MailboxId.of(r.bytes(1, Limits.ID)), r.number(2, Bounds.ANY), r.bytes(3, Limits.BODY));
  }

  static void writeAcknowledge(ProtoWriter w, Acknowledge m) {
    w.packed(1, m.mailboxPositions(), Limits.ACKNOWLEDGED, Bounds.ANY);
    w.number(2, m.epochPacketsUpTo(), Bounds.ANY);
  }

  static Acknowledge readAcknowledge(ProtoReader r) throws InvalidWireException {
    return new Acknowledge(r.packed(1, Limits.ACKNOWLEDGED, Bounds.ANY), r.number(2, Bounds.ANY));
  }

  static void writeDeposited(ProtoWriter w, Deposited m) {
    w.packed(1, m.refused(), Limits.REFUSED, Limits.ITEM_INDEX);
  }

  static Deposited readDeposited(ProtoReader r) throws InvalidWireException {
    return new Deposited(r.smallPacked(1, Limits.REFUSED, Limits.ITEM_INDEX));
  }

  static void writeMailboxItems(ProtoWriter w, MailboxItems m) {
    w.messages(1, m.items(), Limits.BATCH, MailboxCodec::writeMailboxItem);
  }

  static MailboxItems readMailboxItems(ProtoReader r) throws InvalidWireException {
    return new MailboxItems(r.messages(1, Limits.BATCH, MailboxCodec::readMailboxItem));
  }

  static void writeMailboxItem(ProtoWriter w, MailboxItem m) {
    w.number(1, m.position(), Bounds.ANY);
    w.number(2, m.expiry(), Bounds.ANY);
    w.bytes(3, m.body(), Limits.BODY);
  }

  static MailboxItem readMailboxItem(ProtoReader r) throws InvalidWireException {
    return new MailboxItem(
        r.number(1, Bounds.ANY), r.number(2, Bounds.ANY), r.bytes(3, Limits.BODY));
  }

  static void writeSlotPackets(ProtoWriter w, SlotPackets m) {
    w.messages(1, m.packets(), Limits.BATCH, MailboxCodec::writeSlotPacket);
  }

  static SlotPackets readSlotPackets(ProtoReader r) throws InvalidWireException {
    return new SlotPackets(r.messages(1, Limits.BATCH, MailboxCodec::readSlotPacket));
  }

  static void writeSlotPacket(ProtoWriter w, SlotPacket m) {
    w.number(1, m.position(), Bounds.ANY);
    w.bytes(2, m.body(), Limits.BODY);
  }

  static SlotPacket readSlotPacket(ProtoReader r) throws InvalidWireException {
    return new SlotPacket(r.number(1, Bounds.ANY), r.bytes(2, Limits.BODY));
  }
}
