package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.frame.FrameCodec;
import org.understory.wire.frame.LogEntries;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.frame.MailboxItem;
import org.understory.wire.frame.MailboxItems;
import org.understory.wire.frame.PendingRequest;
import org.understory.wire.frame.PendingRequests;
import org.understory.wire.frame.Reply;
import org.understory.wire.frame.ServerFrame;
import org.understory.wire.frame.TakenPreKey;
import org.understory.wire.frame.TakenPreKeys;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.LogId;

/** What a lying server does to frames: drops, repeats, delays, forges them, swaps keys in them. */
final class Tampering {
  /** One frame in so many is touched. */
  private static final int ONE_IN = 25;

  private final Random random;
  private final Simulation sim;

  /** Nothing more is done. */
  boolean off;

  Tampering(Random random, Simulation sim) {
    this.random = random;
    this.sim = sim;
  }

  /** The frame with other roster entries in their places. */
  byte[] instead(Map<Long, LogEntry> others, byte[] frame) {
    if (others.isEmpty()
        || !(decode(frame) instanceof LogEntries entries)
        || !entries.log().equals(LogId.ROSTER)) {
      return frame;
    }
    List<LogEntry> shown = new ArrayList<>();
    for (LogEntry entry : entries.entries()) {
      shown.add(others.getOrDefault(entry.position(), entry));
    }
    return FrameCodec.encode(new LogEntries(entries.log(), shown));
  }

  List<byte[]> deliver(Simulation.Person to, byte[] frame) {
    if (off || random.nextInt(ONE_IN) != 0) {
      return List.of(frame);
    }
    ServerFrame decoded = decode(frame);
    boolean answer = decoded instanceof Reply;
    return switch (random.nextInt(4)) {
      case 0 -> answer ? List.of(frame) : List.of(frame, frame);
      case 1 -> {
        if (to.wire != null && !answer) {
          to.wire.toClient.add(frame); // later
          yield List.of();
        }
        yield List.of(frame);
      }
      case 2 -> answer ? List.of(frame) : List.of();
      default -> List.of(FrameCodec.encode(forged(decoded)));
    };
  }

  private ServerFrame forged(ServerFrame frame) {
    return switch (frame) {
      case LogEntries entries -> {
        List<LogEntry> shown = new ArrayList<>(entries.entries());
        int at = random.nextInt(shown.size());
        LogEntry one = shown.get(at);
        shown.set(
            at,
            new LogEntry(
                one.position(), one.expiry(), flipped(one.body()), one.item(), one.marks()));
        yield new LogEntries(entries.log(), shown);
      }
      case MailboxItems items -> {
        MailboxItem one = items.items().get(0);
        yield new MailboxItems(
            List.of(new MailboxItem(one.position(), one.expiry(), flipped(one.body()))));
      }
      case PendingRequests requests -> {
        PendingRequest one = requests.requests().get(0);
        yield new PendingRequests(
            List.of(
                new PendingRequest(
                    InviteId.of(sim.randomness.bytes(16)),
                    one.mailbox(),
                    one.ownerKey(),
                    flipped(one.sealed()),
                    one.signature(),
                    one.alarm())));
      }
      case Reply reply when reply.body() instanceof TakenPreKeys taken ->
          new Reply(reply.id(), swapped(taken));
      default -> frame;
    };
  }

  /** Everybody's keys are those of the last one. */
  private static TakenPreKeys swapped(TakenPreKeys taken) {
    List<TakenPreKey> keys = new ArrayList<>();
    TakenPreKey last = taken.taken().get(taken.taken().size() - 1);
    for (TakenPreKey one : taken.taken()) {
      keys.add(new TakenPreKey(one.mailbox(), last.base(), last.oneTime()));
    }
    return new TakenPreKeys(keys);
  }

  private byte[] flipped(byte[] body) {
    byte[] other = body.clone();
    if (other.length > 0) {
      other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return other;
  }

  private static ServerFrame decode(byte[] frame) {
    try {
      return FrameCodec.decodeServerFrame(frame);
    } catch (InvalidWireException e) {
      throw new AssertionError("a server sent what is no frame", e);
    }
  }
}
