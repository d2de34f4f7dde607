package org.understory.core;

import java.util.Arrays;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.frame.PendingRequest;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.MailboxId;

/**
 * A join request as the server gave it, sealed.
 *
 * @param at when it was first seen here, milliseconds
 */
record RequestRow(
    InviteId invite,
    MailboxId mailbox,
    byte[] ownerKey,
    byte[] sealed,
    byte[] signature,
    boolean alarm,
    long at) {
  private static final Bounds ID = Bounds.exactly(16);

  static RequestRow of(PendingRequest request, long now) {
    return new RequestRow(
        request.invite(),
        request.mailbox(),
        request.ownerKey(),
        request.sealed(),
        request.signature(),
        request.alarm(),
        now);
  }

  boolean sameAs(RequestRow other) {
    return Arrays.equals(sealed, other.sealed) && alarm == other.alarm;
  }

  /** Invite and mailbox together name a request. */
  byte[] id() {
    byte[] id = Arrays.copyOf(invite.bytes(), 32);
    System.arraycopy(mailbox.bytes(), 0, id, 16, 16);
    return id;
  }

  byte[] encode() {
    ProtoWriter writer = new ProtoWriter();
    writer.bytes(1, invite.bytes(), ID);
    writer.bytes(2, mailbox.bytes(), ID);
    writer.bytes(3, ownerKey, Bounds.exactly(32));
    writer.bytes(4, sealed, Bounds.upTo(1 << 16));
    writer.bytes(5, signature, Bounds.exactly(64));
    writer.bool(6, alarm);
    writer.number(7, at, Bounds.ANY);
    return writer.toByteArray();
  }

  static RequestRow decode(byte[] row) {
    try {
      ProtoReader reader = new ProtoReader(row);
      RequestRow request =
          new RequestRow(
              InviteId.of(reader.bytes(1, ID)),
              MailboxId.of(reader.bytes(2, ID)),
              reader.bytes(3, Bounds.exactly(32)),
              reader.bytes(4, Bounds.upTo(1 << 16)),
              reader.bytes(5, Bounds.exactly(64)),
              reader.bool(6),
              reader.number(7, Bounds.ANY));
      reader.end();
      return request;
    } catch (InvalidWireException e) {
      throw new IllegalStateException("a stored request cannot be read", e);
    }
  }

  @Override
  public String toString() {
    return "RequestRow";
  }
}
