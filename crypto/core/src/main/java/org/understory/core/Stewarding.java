package org.understory.core;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.understory.core.Drafter.Drafted;
import org.understory.core.roster.BrokenRuleException;
import org.understory.core.sync.Connection;
import org.understory.core.sync.Outbox;
import org.understory.core.sync.Purpose;
import org.understory.core.sync.Renewal;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.frame.Commit;
import org.understory.wire.frame.FrameCodec;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.Reason;
import org.understory.wire.frame.Refusal;
import org.understory.wire.frame.Request;

/**
 * What a steward decided, on its way into the roster ({@code docs/protocol.md#commit}): one commit
 * at a time, stored before it is sent, repeated to the letter while its outcome is unknown, and
 * built anew on top of the winner when another one took its place. Two entries are never signed for
 * one place.
 */
final class Stewarding {
  private static final String PLAN = "plan";
  private static final String PLAN_FOR = "plan-for";
  private static final String PLAN_HEAD = "plan-head";

  private final Device device;
  private final Membership membership;
  private final RosterLog rosterLog;
  private final CommitBuilder builder;
  private final TreeMap<String, Intent> intents = new TreeMap<>();
  private Predicate<Intent> endsFork = intent -> false;
  private long awaited;
  private long nextNumber;

  Stewarding(Device device, Membership membership, RosterLog rosterLog, CommitBuilder builder) {
    this.device = device;
    this.membership = membership;
    this.rosterLog = rosterLog;
    this.builder = builder;
  }

  void load() {
    for (Map.Entry<String, byte[]> row : device.rows.scan(Intent.PREFIX).entrySet()) {
      intents.put(row.getKey(), Intent.decode(row.getKey(), row.getValue()));
      nextNumber = Long.parseLong(row.getKey().substring(Intent.PREFIX.length()), 16) + 1;
    }
  }

  // ---- the queue

  void intend(Intent.Kind kind, byte[] subject, String text, long number, byte[] body) {
    String key = Intent.PREFIX + Hex.of(nextNumber++);
    Intent intent = new Intent(key, kind, subject, text, number, body);
    intents.put(key, intent);
    device.rows.put(key, intent.encode());
    device.changed();
  }

  boolean intends(Intent.Kind kind, byte[] subject) {
    return intents.values().stream()
        .anyMatch(i ->
            i.kind() == kind && device.sealer.primitives().digest().equal(i.subject(), subject));
  }

  boolean hasIntents() {
    return !intents.isEmpty();
  }

  /** What this device wanted of a kind is not to be committed any more. */
  void drop(Intent.Kind kind) {
    for (Intent intent : List.copyOf(intents.values())) {
      if (intent.kind() == kind) {
        done(intent);
      }
    }
  }

  private void done(Intent intent) {
    intents.remove(intent.key());
    device.rows.delete(intent.key());
    builder.finished(intent);
    device.changed();
  }

  /** Says which decisions are carried out though a fork halts this device (FK-3). */
  void whileHalted(Predicate<Intent> ends) {
    endsFork = ends;
  }

  /** Whether something is to be committed that may end a fork. */
  boolean endsFork() {
    return intents.values().stream().anyMatch(endsFork);
  }

  /** Sends the next commit when nothing is under way and the roster is known to its end. */
  void pump() {
    Connection connection = device.connection();
    if (connection == null
        || !connection.proved(KeyKind.STEWARD)
        || device.outbox().holds(Purpose.COMMIT)
        || !rosterLog.isCaughtUp()
        || rosterLog.next() < awaited
        || !membership.isCurrent()
        || (membership.halted() && !endsFork())) {
      return;
    }
    Commit again = again();
    if (again != null) {
      device.outbox().add(Purpose.COMMIT, String.valueOf(device.facts.text(PLAN_FOR)), again);
      return;
    }
    for (Intent intent : List.copyOf(intents.values())) {
      if (membership.halted() && !endsFork.test(intent)) {
        continue;
      }
      CommitBuilder.Built built = build(intent);
      Commit commit = built.commit();
      if (commit != null) {
        device.rows.put(PLAN, FrameCodec.encode(new Request(1, commit)));
        device.facts.text(PLAN_FOR, intent.key());
        device.facts.bytes(PLAN_HEAD, membership.head());
        device.outbox().add(Purpose.COMMIT, intent.key(), commit);
        return;
      }
      if (built.outcome() == Drafted.NOTHING) {
        done(intent); // overtaken: the roster has it already, or no longer allows it
      }
    }
  }

  private CommitBuilder.Built build(Intent intent) {
    try {
      return builder.build(intent);
    } catch (BrokenRuleException e) {
      return new CommitBuilder.Built(Drafted.NOTHING, null);
    }
  }

  /**
   * The very entries signed for this place before, when void ones only moved the position: no
   * others may be signed for it, whatever was decided since.
   */
  private @Nullable Commit again() {
    byte[] plan = device.rows.get(PLAN);
    byte[] head = device.facts.bytes(PLAN_HEAD);
    if (plan == null
        || head == null
        || !device.sealer.primitives().digest().equal(head, membership.head())) {
      return null;
    }
    try {
      if (FrameCodec.decodeRequest(plan).body() instanceof Commit commit
          && !commit.entries().isEmpty()) {
        return Renewal.of(commit, device.newWriteId(), rosterLog.next());
      }
      return null;
    } catch (InvalidWireException e) {
      throw new IllegalStateException("a stored commit cannot be read", e);
    }
  }

  void committed(Outbox.Write write, long position) {
    if (write.body() instanceof Commit commit) {
      awaited = Math.max(awaited, position + commit.entries().size());
      Intent intent = intents.get(write.reference());
      if (intent != null) {
        done(intent);
      }
      // The plan stays until the head moves on: a server that says "committed" and shows other
      // bytes
      // in its place would else have this steward sign a second entry for one place.
    }
  }

  Outbox.Verdict refused(Refusal refusal) {
    if (refusal.reason() == Reason.CONFLICT) {
      awaited = Math.max(awaited, refusal.current());
      return Outbox.Verdict.DROP;
    }
    // What was signed may have been seen: the same entries are tried again, never others.
    return Outbox.Verdict.AGAIN;
  }
}
