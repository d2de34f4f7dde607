package org.understory.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.understory.core.compartment.CompartmentBody;
import org.understory.core.compartment.CompartmentCodec;
import org.understory.core.compartment.CompartmentVerdict;
import org.understory.core.compartment.SignedCompartmentEntry;
import org.understory.core.seal.EpochSecret;
import org.understory.core.seal.Sealer;
import org.understory.core.sync.Connection;
import org.understory.core.sync.Purpose;
import org.understory.core.sync.ReplyHandler;
import org.understory.wire.SealedEntry;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.frame.LogFrom;
import org.understory.wire.frame.Refusal;
import org.understory.wire.frame.ReplyBody;
import org.understory.wire.frame.Subscribe;
import org.understory.wire.frame.Subscribed;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;

/**
 * A compartment's guarded logs on the open connection: which key was proved for them, what was
 * subscribed to, and its chain as it comes ({@code docs/protocol.md#guarded-log}).
 */
final class CompartmentLink {
  private static final String NEXT = "n";
  private static final long TRY_AGAIN_MILLIS = 60_000;
  private static final long PAUSE_MILLIS = 2_000;

  private final Device device;
  private final Compartment compartment;
  private final TreeMap<Long, LogEntry> buffer = new TreeMap<>();

  /** Secrets whose key opened nothing on this connection. */
  private final Set<String> tried = new HashSet<>();

  private final Set<LogId> subscribed = new HashSet<>();
  private @Nullable EpochSecret proved;
  private boolean proving;
  private long head = -1;
  private long waitsSince;
  private long triedAt;
  private long pausedUntil;

  CompartmentLink(Device device, Compartment compartment) {
    this.device = device;
    this.compartment = compartment;
  }

  void disconnected() {
    tried.clear();
    proving = false;
    moved();
  }

  /** The keys of the logs changed, or the group's epoch did: they are asked for anew. */
  void moved() {
    proved = null;
    subscribed.clear();
    buffer.clear();
    head = -1;
  }

  /** The chain is read from its beginning. */
  void again() {
    next(0);
    moved();
  }

  /** Whether the chain was read to its end, as far as entries are not passed over yet. */
  boolean isRead() {
    return proved != null && head >= 0 && next() + buffer.size() >= head;
  }

  /** The same, under the key of its own last EPOCH. */
  boolean isCurrent() {
    EpochSecret secret = compartment.secret();
    return secret != null && isRead() && proved != null && proved.sameAs(device.sealer, secret);
  }

  /** Whether no secret here opens the logs: somebody has to be asked. */
  boolean isLocked() {
    return !proving && proved == null && wanted() == null;
  }

  /** Milliseconds since which the entry at the end names what is not on the group's line here. */
  long waitsSince() {
    return waitsSince;
  }

  long next() {
    byte[] row = device.rows.get(compartment.rows + NEXT);
    return row == null ? 0 : Sealer.u64(row, 0);
  }

  private void next(long position) {
    device.rows.put(compartment.rows + NEXT, Sealer.u64(position));
  }

  private @Nullable EpochSecret wanted() {
    CompartmentBody.Epoch epoch = compartment.state().epoch();
    EpochSecret current = compartment.secret();
    if (current != null && !tried.contains(name(current))) {
      return current;
    }
    for (EpochSecret candidate : compartment.epochs.unconfirmed()) {
      boolean later =
          epoch == null
              || epoch.number().compareTo(new Epoch(candidate.generation(), candidate.step())) < 0;
      if (later && !tried.contains(name(candidate))) {
        return candidate;
      }
    }
    return null;
  }

  private void fails(EpochSecret secret) {
    tried.add(name(secret));
    triedAt = device.now();
  }

  private String name(EpochSecret secret) {
    return Hex.of(secret.secretHash(device.sealer));
  }

  /** Proves the key and subscribes, as far as that is possible. MEMBER is proved. */
  void pump(Connection connection, Reading reading) {
    if (device.now() - triedAt >= TRY_AGAIN_MILLIS) {
      tried.clear();
    }
    EpochSecret secret = wanted();
    if (secret == null
        || proving
        || device.now() < pausedUntil
        || device.outbox().holds(Purpose.OPEN_LOGS, compartment.id().hex())) {
      return;
    }
    if (proved == null || !proved.sameAs(device.sealer, secret)) {
      prove(connection, secret);
      return;
    }
    if (subscribed.add(compartment.rosterLog)) {
      subscribe(connection, compartment.rosterLog, next(), this::head);
    }
    if (isCurrent() && compartment.amIn()) {
      for (LogId log : compartment.logs()) {
        if (subscribed.add(log)) {
          subscribe(connection, log, reading.next(log), positions -> {});
        }
      }
    }
  }

  private void prove(Connection connection, EpochSecret secret) {
    moved();
    proving = true;
    connection.prove(
        KeyKind.LOG,
        device.facts.space(),
        secret.memberAccessSeed(device.sealer, device.facts.space()),
        0,
        new ReplyHandler() {
          @Override
          public void replied(ReplyBody body, long now) {
            proving = false;
            proved = secret;
          }

          @Override
          public void refused(Refusal refusal, long now) {
            proving = false;
            pausedUntil = now + PAUSE_MILLIS; // no fault of the key: a nonce that was too old
          }
        },
        device.now());
  }

  private void subscribe(Connection connection, LogId log, long from, Consumer<Long> heads) {
    EpochSecret under = proved;
    connection.request(
        new Subscribe(new LogFrom(log, from)),
        new ReplyHandler() {
          @Override
          public void replied(ReplyBody body, long now) {
            if (body instanceof Subscribed done) {
              heads.accept(done.head());
            }
          }

          @Override
          public void refused(Refusal refusal, long now) {
            if (under != null && connection.proved(KeyKind.MEMBER)) {
              fails(under);
            }
            moved();
          }
        });
  }

  private void head(long positions) {
    head = positions;
  }

  void entries(List<LogEntry> entries) {
    for (LogEntry entry : entries) {
      if (entry.position() >= next()) {
        buffer.put(entry.position(), entry);
      }
    }
  }

  /** Takes in what can be judged, in order; true when anything was applied. */
  boolean read() {
    if (head < 0) {
      return false;
    }
    List<SealedEntry> log = new ArrayList<>();
    for (LogEntry entry : buffer.values()) {
      SealedEntry sealed = decode(entry);
      if (sealed != null) {
        log.add(sealed);
      }
    }
    compartment.keyring.unwrap(log);
    boolean applied = false;
    for (LogEntry entry = buffer.get(next()); entry != null; entry = buffer.get(next())) {
      SealedEntry sealed = decode(entry);
      if (sealed != null && !compartment.keyring.has(sealed)) {
        return applied;
      }
      byte[] signed = sealed == null ? null : compartment.keyring.open(sealed);
      if (signed != null && waits(signed, entry.position())) {
        return applied;
      }
      buffer.remove(entry.position());
      next(entry.position() + 1);
      applied |= signed != null && take(signed, entry.position());
    }
    waitsSince = 0;
    return applied;
  }

  /**
   * Whether an entry names an entry of the group that is not here yet. It is passed over when
   * another holds without it: nobody stops the chain by naming what does not exist.
   */
  private boolean waits(byte[] signed, long position) {
    if (!(compartment.judge(signed) instanceof CompartmentVerdict.Waits)) {
      return false;
    }
    for (LogEntry later : buffer.tailMap(position + 1).values()) {
      SealedEntry sealed = decode(later);
      byte[] other = sealed == null ? null : compartment.keyring.open(sealed);
      if (other != null && compartment.judge(other) instanceof CompartmentVerdict.Applied) {
        return false;
      }
    }
    waitsSince = waitsSince == 0 ? device.now() : waitsSince;
    return true;
  }

  private boolean take(byte[] signed, long position) {
    try {
      SignedCompartmentEntry entry = CompartmentCodec.decode(signed);
      if (!(compartment.judge(signed) instanceof CompartmentVerdict.Applied)
          || isMisplaced(entry)) {
        return false;
      }
      compartment.take(entry, position);
      return true;
    } catch (InvalidWireException e) {
      return false;
    }
  }

  /** A CREATE that names another log than the one it was found in. */
  private boolean isMisplaced(SignedCompartmentEntry entry) {
    return entry.entry().body() instanceof CompartmentBody.Create create
        && !create.rosterLog().equals(compartment.rosterLog);
  }

  private static @Nullable SealedEntry decode(LogEntry entry) {
    try {
      return SealedEntry.decode(entry.body());
    } catch (InvalidWireException e) {
      return null;
    }
  }
}
