package org.understory.core;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.understory.core.seal.Sealer;
import org.understory.wire.frame.*;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.LogId;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/**
 * The server's frames over maps in memory, for one space: a network that tests can cut, watch and
 * make lie. It judges what the clients rely on (proofs, positions, epochs, repeats) and nothing
 * else.
 */
final class FakeServer {
  static final String ORIGIN = "http://localhost:1";
  static final int BUCKET = 10;
  static final int CAP = 1_209_600;

  final Sealer sealer;
  long now;
  @Nullable SpaceId space;
  byte[] memberKey = {};
  final Set<String> formerMemberKeys = new HashSet<>();
  Set<String> stewardKeys = new HashSet<>();
  long setVersion;
  int setThreshold;

  /** What replaces the steward set once; empty: nothing. */
  byte[] rescueKey = {};

  /** By how many signatures the space was deleted. */
  int deletedWith;

  /** What posts to a log, where that is not the member key. */
  final Map<LogId, byte[]> postKeys = new HashMap<>();

  final Map<MailboxId, byte[]> owners = new HashMap<>();
  final Map<MailboxId, Long> closedAt = new HashMap<>();
  final Set<MailboxId> provisional = new HashSet<>();
  final Map<LogId, List<LogEntry>> logs = new HashMap<>();
  final Map<MailboxId, TreeMap<Long, MailboxItem>> boxes = new HashMap<>();

  /** How many deposits each mailbox ever got, and how often anybody took a prekey of its shelf. */
  final Map<MailboxId, Integer> deposits = new HashMap<>();

  final Map<MailboxId, Integer> bundlesTaken = new HashMap<>();
  final Map<MailboxId, TreeMap<Long, SlotPacket>> slots = new HashMap<>();
  final Map<MailboxId, byte[]> bases = new HashMap<>();
  final Map<MailboxId, List<byte[]>> oneTime = new HashMap<>();
  final Map<InviteId, OpenInvite> invites = new HashMap<>();
  final Map<InviteId, PendingRequest> requests = new HashMap<>();
  final Map<InviteId, PendingRequest> alarms = new HashMap<>();

  /** Lease slots by steward key. */
  final Map<String, byte[]> leases = new TreeMap<>();

  final Map<InviteId, LinkDrop> links = new HashMap<>();
  final Map<MailboxId, byte[]> knockKeys = new HashMap<>();
  final Map<String, ReplyBody> answers = new HashMap<>();
  final Map<String, Long> counters = new HashMap<>();
  final FakeGuardedLogs guarded = new FakeGuardedLogs(this);
  final List<FakeWire> wires = new ArrayList<>();

  /** Everything that crossed the network, both ways. */
  final List<byte[]> capture = new ArrayList<>();

  /** Hears what clients ask for, whatever becomes of it. */
  Consumer<RequestBody> heard = request -> {};

  /** Places for files that were opened. */
  final List<OpenBlob> blobs = new ArrayList<>();

  /** A token of its own for each place, or a refusal where there are already three. */
  Object open(OpenBlob blob) {
    blobs.add(blob);
    return blobs.size() > 3 ? Reason.QUOTA : new BlobOpened(blob.readHash());
  }

  private final Map<MailboxId, Long> positions = new HashMap<>();

  /** Each mailbox counts by itself. */
  long nextPosition(MailboxId mailbox) {
    return positions.merge(mailbox, 1L, Long::sum) - 1;
  }

  /** Show nobody the lease slots. */
  boolean withholdLeases;

  /** Lose the epoch packets of commits. */
  boolean dropPackets;

  /** Take deposits and lose them. */
  boolean dropDeposits;

  /** Refuse this many commits as if another steward had been first. */
  int conflicts;

  FakeServer(Sealer sealer) {
    this.sealer = sealer;
  }

  SpaceId space() {
    SpaceId known = space;
    if (known == null) {
      throw new AssertionError("nothing was founded");
    }
    return known;
  }

  /** A drop that a device opened for another one. */
  record LinkDrop(OpenLink open, MailboxId owner) {}

  FakeWire connect() {
    FakeWire wire = new FakeWire(this);
    wires.add(wire);
    wire.push(
        new Greeting(1, new byte[16], ORIGIN, now, wire.freshNonce(), now + 60_000, BUCKET, CAP));
    return wire;
  }

  void disconnect(FakeWire wire) {
    wires.remove(wire);
  }

  List<LogEntry> log(LogId id) {
    return logs.computeIfAbsent(id, key -> new ArrayList<>());
  }

  /** Forgets content whose bucket is over. */
  void expire() {
    logs.forEach((id, entries) -> {
      if (!id.equals(LogId.ROSTER) && !guarded.isDurable(id)) {
        entries.replaceAll(e ->
            e.expiry() * 1000 <= now
                ? new LogEntry(e.position(), e.expiry(), new byte[0], new byte[0], List.of())
                : e);
      }
    });
  }

  /** Lays a deposit into a mailbox. */
  void lay(MailboxId mailbox, long expiry, byte[] body) {
    long position = nextPosition(mailbox);
    boxes
        .computeIfAbsent(mailbox, key -> new TreeMap<>())
        .put(position, new MailboxItem(position, expiry, body));
    wires.forEach(FakeWire::flush);
  }

  /** Adds an entry to a log, whoever wrote it. */
  void append(LogId log, byte[] body) {
    long expiry = (now / 1000 + 3_600) / BUCKET * BUCKET;
    List<LogEntry> entries = log(log);
    entries.add(new LogEntry(entries.size(), expiry, body, new byte[0], List.of()));
    wires.forEach(FakeWire::flush);
  }

  void blank(long position) {
    List<LogEntry> roster = log(LogId.ROSTER);
    LogEntry entry = roster.get((int) position);
    roster.set(
        (int) position,
        new LogEntry(entry.position(), entry.expiry(), entry.body(), new byte[0], entry.marks()));
  }

  /** Becomes what another one is, without its connections. */
  void take(FakeServer other) {
    try {
      for (Field field : FakeServer.class.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers())
            || field.getName().equals("sealer")
            || field.getName().equals("wires")
            || field.getName().equals("heard")
            || field.getName().equals("capture")) {
          continue;
        }
        field.setAccessible(true);
        Object copied = copied(field.get(other));
        if (!Modifier.isFinal(field.getModifiers())) {
          field.set(this, copied);
        } else if (copied instanceof Map<?, ?> map && field.get(this) instanceof Map<?, ?> own) {
          put(own, map);
        } else if (copied instanceof Collection<?> all
            && field.get(this) instanceof Collection<?> own) {
          add(own, all);
        }
      }
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<?, ?> to, Map<?, ?> from) {
    ((Map<Object, Object>) to).putAll(from);
  }

  @SuppressWarnings("unchecked")
  private static void add(Collection<?> to, Collection<?> from) {
    ((Collection<Object>) to).addAll(from);
  }

  private static @Nullable Object copied(@Nullable Object value) {
    return switch (value) {
      case TreeMap<?, ?> map -> {
        TreeMap<Object, Object> copy = new TreeMap<>();
        map.forEach((key, one) -> copy.put(key, copied(one)));
        yield copy;
      }
      case Map<?, ?> map -> {
        Map<Object, Object> copy = new HashMap<>();
        map.forEach((key, one) -> copy.put(key, copied(one)));
        yield copy;
      }
      case Set<?> set -> new HashSet<>(set);
      case List<?> list -> new ArrayList<>(list);
      case null, default -> value;
    };
  }
}
