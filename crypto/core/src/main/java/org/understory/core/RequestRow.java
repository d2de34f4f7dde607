package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
 * @param hashes its hash, and before it those of what the joiner had written before; 32 bytes each
 * @param changedAt when its answers were changed last, milliseconds; 0: never
 */
record RequestRow(
    InviteId invite,
    MailboxId mailbox,
    byte[] ownerKey,
    byte[] sealed,
    byte[] signature,
    boolean alarm,
    long at,
    byte[] hashes,
    long changedAt) {
  private static final Bounds ID = Bounds.exactly(16);
  private static final int HASH = 32;
  private static final int MOST_HASHES = 8 * HASH;

  static RequestRow of(PendingRequest request, long now) {
    return new RequestRow(
        request.invite(),
        request.mailbox(),
        request.ownerKey(),
        request.sealed(),
        request.signature(),
        request.alarm(),
        now,
        new byte[0],
        0);
  }

  boolean sameAs(RequestRow other) {
    return Arrays.equals(sealed, other.sealed) && alarm == other.alarm;
  }

  /** With its hash, as what comes after {@code before}, or as the first where that is null. */
  RequestRow after(@Nullable RequestRow before, byte[] hash) {
    byte[] earlier = before == null ? new byte[0] : before.hashes;
    boolean same = earlier.length > 0 && Arrays.equals(Arrays.copyOf(earlier, HASH), hash);
    byte[] all = earlier;
    if (!same) {
      int kept = Math.min(earlier.length, MOST_HASHES - HASH);
      all = Arrays.copyOf(hash, HASH + kept);
      System.arraycopy(earlier, 0, all, HASH, kept);
    }
    boolean changed = !same && before != null;
    return new RequestRow(
        invite,
        mailbox,
        ownerKey,
        sealed,
        signature,
        alarm,
        before == null ? at : before.at,
        all,
        changed ? at : before == null ? 0 : before.changedAt);
  }

  /** Every hash that it has or had, 32 bytes each, the newest first. */
  List<byte[]> everyHash() {
    List<byte[]> every = new ArrayList<>();
    for (int i = 0; i < hashes.length; i += HASH) {
      every.add(Arrays.copyOfRange(hashes, i, i + HASH));
    }
    return every;
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
    writer.bytes(8, hashes, Bounds.upTo(MOST_HASHES));
    writer.number(9, changedAt, Bounds.ANY);
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
              reader.number(7, Bounds.ANY),
              reader.bytes(8, Bounds.upTo(MOST_HASHES)),
              reader.number(9, Bounds.ANY));
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
