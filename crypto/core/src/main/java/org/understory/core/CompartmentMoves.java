package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.understory.core.compartment.CompartmentAuthor;
import org.understory.core.compartment.CompartmentBody;
import org.understory.core.compartment.CompartmentCodec;
import org.understory.core.compartment.CompartmentState;
import org.understory.core.compartment.SignedCompartmentEntry;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.RosterKeys;
import org.understory.core.roster.RosterSeal;
import org.understory.core.seal.EpochSecret;
import org.understory.core.sync.Outbox;
import org.understory.core.sync.Purpose;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.frame.FrameCodec;
import org.understory.wire.frame.LogKeys;
import org.understory.wire.frame.MoveLogs;
import org.understory.wire.frame.Refusal;
import org.understory.wire.frame.Request;
import org.understory.wire.id.LogId;

/**
 * Changes of a compartment on their way to the server: what somebody decided, and what any member's
 * client puts right by itself (CP-5, CP-8). One at a time; who loses its place builds again, and
 * nothing is signed twice for one place.
 */
final class CompartmentMoves {
  private static final String INTENT = "q/";
  private static final String PLAN = "p";
  private static final String PLAN_HEAD = "ph";

  /** What waits for the group's line stops nobody for longer than this. */
  private static final long WAIT_MILLIS = 60_000;

  private final Device device;
  private final Membership membership;
  private final CompartmentVoices voices;

  CompartmentMoves(Device device, Membership membership, CompartmentVoices voices) {
    this.device = device;
    this.membership = membership;
    this.voices = voices;
  }

  /** Keeps an act until the chain shows it, or it has become void. */
  void want(Compartment compartment, CompartmentBody body) {
    String prefix = compartment.rows + INTENT;
    long number = device.rows.scanLast(prefix, 1).isEmpty() ? 0 : lastNumber(prefix) + 1;
    device.rows.put(prefix + Hex.of(number), encode(body));
  }

  private long lastNumber(String prefix) {
    String key = device.rows.scanLast(prefix, 1).get(0).getKey();
    return Long.parseLong(key.substring(prefix.length()), 16);
  }

  boolean hasIntents(Compartment compartment) {
    return !device.rows.scan(compartment.rows + INTENT).isEmpty();
  }

  /** Seals and keeps the entries that found a compartment, to be sent once its logs are open. */
  void found(Compartment compartment, List<SignedCompartmentEntry> entries, byte[] rosterKey) {
    compartment.keyring.offer(1, rosterKey);
    RosterKeys keys = RosterKeys.of(1, rosterKey);
    List<byte[]> sealed = new ArrayList<>();
    for (SignedCompartmentEntry entry : entries) {
      sealed.add(seal(keys, 1, entry, sealed.isEmpty()));
    }
    keepPlan(
        compartment,
        new MoveLogs(
            device.newWriteId(),
            device.facts.space(),
            compartment.rosterLog,
            0,
            sealed,
            List.of()));
  }

  private byte[] seal(
      RosterKeys keys, int generation, SignedCompartmentEntry entry, boolean first) {
    return new RosterSeal(device.sealer, device.facts.space())
        .seal(keys, generation, entry.bytes(), first)
        .encode();
  }

  private void keepPlan(Compartment compartment, MoveLogs plan) {
    device.rows.put(compartment.rows + PLAN, FrameCodec.encode(new Request(1, plan)));
    device.rows.put(compartment.rows + PLAN_HEAD, headOf(compartment));
  }

  /** The head in a row; a row is never empty. */
  private static byte[] headOf(Compartment compartment) {
    return compartment.state().isEmpty() ? new byte[] {0} : compartment.head();
  }

  /** Sends what is due, when the chain was read to its end. */
  void pump(Compartment compartment) {
    if (device.outbox().holds(Purpose.MOVE_LOGS, compartment.id().hex())) {
      return;
    }
    MoveLogs plan = plan(compartment);
    if (plan == null && compartment.link.isCurrent() && compartment.amIn()) {
      plan = build(compartment);
    }
    boolean founding = compartment.state().isEmpty() && compartment.link.isRead();
    if (plan != null && (founding || compartment.link.isCurrent())) {
      device
          .outbox()
          .add(
              Purpose.MOVE_LOGS,
              compartment.id().hex(),
              new MoveLogs(
                  device.newWriteId(),
                  plan.space(),
                  plan.rosterLog(),
                  compartment.link.next(),
                  plan.entries(),
                  plan.logs()));
    }
  }

  /** What was signed for this place before: it goes again, and nothing else does. */
  private @Nullable MoveLogs plan(Compartment compartment) {
    byte[] row = device.rows.get(compartment.rows + PLAN);
    byte[] head = device.rows.get(compartment.rows + PLAN_HEAD);
    if (row == null || head == null) {
      return null;
    }
    if (!Arrays.equals(head, headOf(compartment))) {
      device.rows.delete(compartment.rows + PLAN);
      return null;
    }
    try {
      return FrameCodec.decodeRequest(row).body() instanceof MoveLogs plan ? plan : null;
    } catch (InvalidWireException e) {
      throw new IllegalStateException("a stored change of a compartment cannot be read", e);
    }
  }

  Outbox.Verdict refused(Compartment compartment, Refusal refusal) {
    return switch (refusal.reason()) {
      case RATE_LIMITED, UNAVAILABLE -> Outbox.Verdict.AGAIN;
      case CONFLICT -> Outbox.Verdict.DROP;
      default -> {
        compartment.link.moved();
        yield Outbox.Verdict.DROP;
      }
    };
  }

  // ---- building

  private @Nullable MoveLogs build(Compartment compartment) {
    if (compartment.link.waitsSince() != 0
        && device.now() - compartment.link.waitsSince() < WAIT_MILLIS) {
      return null;
    }
    CompartmentAuthor author =
        new CompartmentAuthor(
            device.sealer, compartment.state(), membership.state(), device.keys(), device.now());
    if (!begin(compartment, author)) {
      return null;
    }
    boolean left = author.state().person(device.keys().member()) == null;
    EpochSecret secret = left ? null : close(compartment, author);
    return sealed(compartment, author, secret);
  }

  /** Whether something is to be changed now; its entry, but for the EPOCH, is made. */
  private boolean begin(Compartment compartment, CompartmentAuthor author) {
    CompartmentState state = compartment.state();
    if (compartment.isStale()) {
      if (device.now() < compartment.cleanUpAt()) {
        return false;
      }
      List<MemberId> gone = state.gone(membership.state());
      if (!state.isEpochDue() && !gone.isEmpty()) {
        author.append(new CompartmentBody.Remove(gone), List.of());
      }
      return true;
    }
    compartment.isClean();
    String prefix = compartment.rows + INTENT;
    for (Map.Entry<String, byte[]> row : List.copyOf(device.rows.scan(prefix).entrySet())) {
      try {
        if (voices.append(compartment, author, decode(row.getValue()))) {
          return true;
        }
      } catch (CompartmentAuthor.BrokenException e) {
        device.rows.delete(row.getKey()); // overtaken by what others did
        device.changed();
      }
    }
    return false;
  }

  /**
   * Wants no more of what waits for other keepers; false when nothing does.
   *
   * @param subject names one act; empty: all
   */
  boolean withdraw(Compartment compartment, String subject) {
    Set<String> taken = new HashSet<>();
    String prefix = compartment.rows + INTENT;
    for (Map.Entry<String, byte[]> row : List.copyOf(device.rows.scan(prefix).entrySet())) {
      CompartmentBody body = decode(row.getValue());
      String each = voices.subject(body);
      boolean meant = subject.isEmpty() || subject.equals(each);
      // Who wanted the same twice takes both back, or the second would give the voice again.
      if (meant && (voices.takeBack(compartment, body) || taken.contains(each))) {
        device.rows.delete(row.getKey());
        device.changed();
        taken.add(each);
      }
    }
    return !taken.isEmpty();
  }

  /** The chain shows an entry: what this device wanted is done, whoever did it. */
  void applied(Compartment compartment, SignedCompartmentEntry shown) {
    voices.applied(compartment, shown.entry().body());
    byte[] done = encode(shown.entry().body());
    String prefix = compartment.rows + INTENT;
    for (Map.Entry<String, byte[]> row : List.copyOf(device.rows.scan(prefix).entrySet())) {
      if (Arrays.equals(done, row.getValue())) {
        device.rows.delete(row.getKey());
        return;
      }
    }
  }

  static byte[] encode(CompartmentBody body) {
    ProtoWriter writer = new ProtoWriter();
    writer.number(1, body.kind(), Bounds.ANY_INT);
    writer.bytes(2, CompartmentCodec.encodeBody(body), Bounds.ANY);
    return writer.toByteArray();
  }

  static CompartmentBody decode(byte[] row) {
    try {
      ProtoReader reader = new ProtoReader(row);
      int kind = reader.smallNumber(1, Bounds.ANY_INT);
      byte[] body = reader.bytes(2, Bounds.ANY);
      reader.end();
      return CompartmentCodec.decodeBody(kind, body);
    } catch (InvalidWireException e) {
      throw new IllegalStateException("a stored act cannot be read", e);
    }
  }

  /** The EPOCH that the change makes due, or a device that is gone; null where none is. */
  private @Nullable EpochSecret close(Compartment compartment, CompartmentAuthor author) {
    EpochSecret before = compartment.secret();
    boolean refresh = author.entries().isEmpty();
    if (before == null || !(author.state().isEpochDue() || refresh)) {
      return null;
    }
    boolean steps = author.state().isEpochDue() && !author.state().isFreshDue();
    EpochSecret secret =
        steps
            ? before.step(device.sealer, author.state().stepMadeBy())
            : EpochSecret.fresh(
                EpochSecret.Of.COMPARTMENT, device.sealer.randomness(), before.generation() + 1);
    author.epoch(secret);
    compartment.epochs.offer(secret);
    return secret;
  }

  private @Nullable MoveLogs sealed(
      Compartment compartment, CompartmentAuthor author, @Nullable EpochSecret secret) {
    RosterKeys keys = compartment.keyring.keys();
    CompartmentBody.Epoch before = compartment.state().epoch();
    if (keys == null || before == null) {
      return null;
    }
    int generation = before.rosterKeyGeneration();
    List<byte[]> entries = new ArrayList<>();
    for (SignedCompartmentEntry entry : author.entries()) {
      boolean first = false;
      if (entry.entry().body() instanceof CompartmentBody.Epoch epoch
          && epoch.rosterKeyGeneration() > generation) {
        generation = epoch.rosterKeyGeneration();
        byte[] next = device.random(32);
        keys = keys.with(generation, next);
        compartment.keyring.offer(generation, next);
        first = true;
      }
      entries.add(seal(keys, generation, entry, first));
    }
    MoveLogs plan =
        new MoveLogs(
            device.newWriteId(),
            device.facts.space(),
            compartment.rosterLog,
            compartment.link.next(),
            entries,
            secret == null ? List.of() : keysOf(compartment, secret));
    keepPlan(compartment, plan);
    return plan;
  }

  /** Both logs under the access key of an epoch. */
  List<LogKeys> keysOf(Compartment compartment, EpochSecret secret) {
    return keysOf(secret, compartment.rosterLog, compartment.state().create().log());
  }

  /** The same, of logs that are about to be opened. */
  List<LogKeys> keysOf(EpochSecret secret, LogId rosterLog, LogId log) {
    byte[] key = secret.memberAccessKey(device.sealer, device.facts.space());
    return List.of(
        new LogKeys(rosterLog, key, key, true, true), new LogKeys(log, key, key, true, false));
  }
}
