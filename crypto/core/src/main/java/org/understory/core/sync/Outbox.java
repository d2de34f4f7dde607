package org.understory.core.sync;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.understory.core.vault.Rows;
import org.understory.signal.Randomness;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.frame.FrameCodec;
import org.understory.wire.frame.Refusal;
import org.understory.wire.frame.ReplyBody;
import org.understory.wire.frame.Request;
import org.understory.wire.frame.RequestBody;
import org.understory.wire.id.WriteId;

/**
 * Writes that must reach the server, kept as rows until they are answered: after a reconnect every
 * unanswered one is sent again with its write id, and the server repeats its first answer ({@code
 * docs/protocol.md#write-id}). Writes go out in the order they were added, as far as their gates
 * are open.
 */
public final class Outbox {
  private static final String PREFIX = "o/";
  private static final Bounds REFERENCE = Bounds.upTo(512);
  private static final Bounds BODY = Bounds.of(1, 8 << 20);

  /** What becomes of a refused write. */
  public enum Verdict {
    /** Forget it. */
    DROP,
    /** Send it again, under a new write id: a refusal changed nothing at the server. */
    AGAIN
  }

  /** Who hears of answers. */
  public interface Outcomes {
    void done(Write write, ReplyBody reply, long now);

    Verdict refused(Write write, Refusal refusal, long now);

    /** Whether a write whose gate is open may go now. */
    default boolean ready(Write write) {
      return true;
    }
  }

  /**
   * A write under way.
   *
   * @param reference what it is about, in the caller's terms
   */
  public record Write(String key, Purpose purpose, String reference, RequestBody body) {
    @Override
    public String toString() {
      return "Write[" + purpose + "]";
    }
  }

  private final Rows rows;
  private final Randomness randomness;
  private final Outcomes outcomes;
  private final TreeMap<String, Write> writes = new TreeMap<>();
  private final TreeMap<String, Long> notBefore = new TreeMap<>();
  private final Set<String> inFlight = new HashSet<>();
  private long nextNumber;

  public Outbox(Rows rows, Randomness randomness, Outcomes outcomes) {
    this.rows = rows;
    this.randomness = randomness;
    this.outcomes = outcomes;
  }

  /** Reads what an earlier run left unanswered. */
  public void load() {
    rows.scan(PREFIX)
        .forEach((key, value) -> {
          writes.put(key, decode(key, value));
          nextNumber = Long.parseLong(key.substring(PREFIX.length()), 16) + 1;
        });
  }

  /** Adds a write; it goes out with the next {@link #pump}. */
  public void add(Purpose purpose, String reference, RequestBody body) {
    String number = Long.toHexString(nextNumber++);
    String key = PREFIX + "0".repeat(16 - number.length()) + number;
    keep(new Write(key, purpose, reference, body));
  }

  /** Whether a write of this purpose and reference is unanswered. */
  public boolean holds(Purpose purpose, String reference) {
    return writes.values().stream()
        .anyMatch(w -> w.purpose() == purpose && w.reference().equals(reference));
  }

  public boolean holds(Purpose purpose) {
    return writes.values().stream().anyMatch(w -> w.purpose() == purpose);
  }

  /** Whether every write was answered. */
  public boolean isEmpty() {
    return writes.isEmpty();
  }

  /** Forgets every write of a purpose that is not under way on a connection. */
  public void forget(Purpose purpose) {
    for (Write write : new ArrayList<>(writes.values())) {
      if (write.purpose() == purpose && !inFlight.contains(write.key())) {
        drop(write.key());
      }
    }
  }

  /** The connection ended: whatever was under way is unanswered again. */
  public void disconnected() {
    inFlight.clear();
  }

  /**
   * Sends what may be sent and is not under way.
   *
   * @param allowed the purposes for which anything may be sent now
   */
  public void pump(Connection connection, long now, Predicate<Purpose> allowed) {
    for (Write write : List.copyOf(writes.values())) {
      if (!inFlight.contains(write.key())
          && allowed.test(write.purpose())
          && write.purpose().gate().open(connection)
          && outcomes.ready(write)
          && notBefore.getOrDefault(write.key(), 0L) <= now) {
        inFlight.add(write.key());
        connection.request(write.body(), new Answer(write));
      }
    }
  }

  private void keep(Write write) {
    writes.put(write.key(), write);
    rows.put(write.key(), encode(write));
  }

  private void drop(String key) {
    writes.remove(key);
    notBefore.remove(key);
    rows.delete(key);
  }

  private static byte[] encode(Write write) {
    ProtoWriter writer = new ProtoWriter();
    writer.number(1, write.purpose().number(), Bounds.ANY_INT);
    writer.string(2, write.reference(), REFERENCE);
    writer.bytes(3, FrameCodec.encode(new Request(1, write.body())), BODY);
    return writer.toByteArray();
  }

  private static Write decode(String key, byte[] row) {
    try {
      ProtoReader reader = new ProtoReader(row);
      Purpose purpose = Purpose.of(reader.smallNumber(1, Bounds.ANY_INT));
      String reference = reader.string(2, REFERENCE);
      RequestBody body = FrameCodec.decodeRequest(reader.bytes(3, BODY)).body();
      reader.end();
      return new Write(key, purpose, reference, body);
    } catch (InvalidWireException e) {
      throw new IllegalStateException("a stored write cannot be read", e);
    }
  }

  private final class Answer implements ReplyHandler {
    private final Write write;

    Answer(Write write) {
      this.write = write;
    }

    @Override
    public void replied(ReplyBody body, long now) {
      inFlight.remove(write.key());
      drop(write.key());
      outcomes.done(write, body, now);
    }

    @Override
    public void refused(Refusal refusal, long now) {
      inFlight.remove(write.key());
      Verdict verdict = outcomes.refused(write, refusal, now);
      if (verdict == Verdict.DROP) {
        drop(write.key());
        return;
      }
      WriteId fresh = WriteId.of(randomness.bytes(16));
      keep(
          new Write(
              write.key(), write.purpose(), write.reference(), Renewal.of(write.body(), fresh)));
      notBefore.put(write.key(), now + Math.max(1, refusal.retryAfter()) * 1000L);
    }
  }
}
