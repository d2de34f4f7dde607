package org.understory.core.invite;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.understory.core.lease.Lease;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.Opening;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/**
 * What a newcomer is given ({@code docs/protocol.md#welcome}). Its text form shows nothing.
 *
 * @param rosterKeyGeneration of {@code rosterKey}, at least 1
 * @param rosterKey 32 bytes: opens the whole roster
 * @param headSeq the number of the entry that the sender saw last
 * @param head 32 bytes, its hash
 * @param sender the steward's device that {@code message} comes from
 * @param openings the names of all current members and channels, and of the group; 1 to 4096
 * @param message a Signal prekey message with the epoch secret; opened last
 * @param leases canonical SignedLeases, 0 to 32: so that the newcomer may send at once
 */
public record WelcomeParts(
    int rosterKeyGeneration,
    byte[] rosterKey,
    long headSeq,
    byte[] head,
    DeviceId sender,
    List<Opening> openings,
    byte[] message,
    List<byte[]> leases) {
  /** The encoded parts that still fit into an epoch packet once they are sealed and padded. */
  private static final int MOST = 62 * 1024 - 256;

  /** Bytes of everything but openings, message and leases, and around each opening and lease. */
  private static final int FIXED = 128;

  private static final int AROUND = 42;

  private static final Bounds WHOLE = Bounds.of(1, 65_536);
  private static final Bounds KEY = Bounds.exactly(32);
  private static final Bounds GENERATION = Bounds.of(1, Integer.MAX_VALUE);
  private static final Bounds OPENINGS = Bounds.of(1, 4096);
  private static final Bounds MESSAGE = Bounds.of(1, 16_384);
  private static final Bounds ID = Bounds.exactly(16);
  private static final Bounds LEASES = Bounds.upTo(32);
  private static final Bounds LEASE = Bounds.of(1, Lease.MAX_SIGNED);

  public WelcomeParts {
    openings = List.copyOf(openings);
    leases = List.copyOf(leases);
  }

  /**
   * The first of these openings that fit into a welcome beside the rest; who lacks a name sees the
   * member without one.
   */
  public static List<Opening> fitting(List<Opening> openings, byte[] message, List<byte[]> leases) {
    int room = MOST - FIXED - message.length;
    for (byte[] lease : leases) {
      room -= AROUND + lease.length;
    }
    List<Opening> fitting = new ArrayList<>();
    for (Opening opening : openings) {
      room -= AROUND + opening.value().getBytes(StandardCharsets.UTF_8).length;
      if (room >= 0) {
        fitting.add(opening);
      }
    }
    return fitting;
  }

  byte[] encode() {
    return ProtoWriter.encode(this, WelcomeParts::write);
  }

  static WelcomeParts decode(byte[] bytes) throws InvalidWireException {
    return ProtoReader.decode(bytes, WHOLE, WelcomeParts::read);
  }

  private static void write(ProtoWriter w, WelcomeParts parts) {
    w.number(1, parts.rosterKeyGeneration, GENERATION);
    w.bytes(2, parts.rosterKey, KEY);
    w.number(3, parts.headSeq, Bounds.ANY);
    w.bytes(4, parts.head, KEY);
    w.bytes(5, parts.sender.bytes(), ID);
    w.messages(6, parts.openings, OPENINGS, Opening::write);
    w.bytes(7, parts.message, MESSAGE);
    w.repeatedBytes(8, parts.leases, LEASES, LEASE);
  }

  private static WelcomeParts read(ProtoReader r) throws InvalidWireException {
    return new WelcomeParts(
        r.smallNumber(1, GENERATION),
        r.bytes(2, KEY),
        r.number(3, Bounds.ANY),
        r.bytes(4, KEY),
        DeviceId.of(r.bytes(5, ID)),
        r.messages(6, OPENINGS, Opening::read),
        r.bytes(7, MESSAGE),
        r.repeatedBytes(8, LEASES, LEASE));
  }

  @Override
  public String toString() {
    return "WelcomeParts[secret]";
  }
}
