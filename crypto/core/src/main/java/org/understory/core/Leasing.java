package org.understory.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.lease.Freshness;
import org.understory.core.lease.Lease;
import org.understory.core.lease.LeaseSeal;
import org.understory.core.lease.Line;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.Policies;
import org.understory.core.seal.EpochSecret;
import org.understory.core.sync.Purpose;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.frame.PutLease;
import org.understory.wire.id.Epoch;

/**
 * Leases of this device and of others: signed when due, kept, and made into whether content may be
 * sent ({@code docs/protocol.md#lease}).
 */
final class Leasing {
  private static final String KEPT = "ls/";
  private static final String SIGNED_SEQ = "lease-seq";
  private static final String SIGNED_AT = "lease-at";
  private static final String TOLD_AT = "lease-told";
  private static final String LAPSE = "lease-lapse";
  private static final String GOING_ON = "lease-going-on";
  private static final long AGAIN_MILLIS = 24 * 3_600_000L;

  /** A wrong clock of a steward may have signed what counts much later; the others still do. */
  private static final int KEPT_EACH = 3;

  private static final int TELL_AT_ONCE = 32;
  private static final int MAX_LEASES = 32;

  /** What is on its way in the roster is no sign of hiding. */
  private static final long AHEAD_FOR_MILLIS = 60_000;

  private static final Bounds EACH = Bounds.of(1, Lease.MAX_SIGNED);

  private final Device device;
  private final Membership membership;
  private final Sessions sessions;
  private final RosterLog rosterLog;
  private final Map<DeviceId, List<Kept>> kept = new HashMap<>();
  private final List<byte[]> slots = new ArrayList<>();
  private final Map<MemberId, Long> acted = new HashMap<>();
  private final ArrayDeque<DeviceKeys> toTell = new ArrayDeque<>();
  private int counted;
  private boolean signedThisRun;
  private long aheadSince;
  private @Nullable Freshness known;
  private long knownAt;

  private record Kept(Lease lease, byte[] signed) {
    @Override
    public String toString() {
      return lease.toString();
    }
  }

  Leasing(
      Device device, Membership membership, Sessions sessions, RosterLog rosterLog, SendGate gate) {
    this.device = device;
    this.membership = membership;
    this.sessions = sessions;
    this.rosterLog = rosterLog;
    gate.add(channel -> held() ? SendGate.NO_LEASE : null);
    gate.leased(() -> freshness().fresh());
  }

  void load() {
    for (byte[] row : device.rows.scan(KEPT).values()) {
      try {
        for (byte[] signed : new ProtoReader(row).repeatedBytes(1, Bounds.upTo(KEPT_EACH), EACH)) {
          keep(signed);
        }
      } catch (InvalidWireException e) {
        throw new IllegalStateException("a stored lease cannot be read", e);
      }
    }
  }

  // ---- what others signed

  /** What lies in the slots at the server. */
  void slots(List<byte[]> bodies) {
    slots.clear();
    slots.addAll(bodies);
    openSlots();
  }

  /** A secret came that may open slots. */
  void epochOpened() {
    openSlots();
  }

  private void openSlots() {
    for (byte[] body : List.copyOf(slots)) {
      Epoch epoch = LeaseSeal.epochOf(body);
      EpochSecret secret =
          epoch == null ? null : device.epochs.secret(epoch.generation(), epoch.step());
      if (epoch == null) {
        slots.remove(body);
      } else if (secret != null) {
        byte[] signed = LeaseSeal.open(device.sealer, secret, device.facts.space(), body);
        if (signed == null || take(signed)) {
          slots.remove(body);
        }
      }
    }
  }

  /** Takes in leases from wherever they came; what is not signed as it should be is dropped. */
  void take(List<byte[]> signed) {
    signed.forEach(this::take);
  }

  /** False while its device is not known here yet. */
  private boolean take(byte[] signed) {
    Kept added = keep(signed);
    if (added == null) {
      return rosterLog.isCaughtUp();
    }
    List<Kept> all = kept.getOrDefault(added.lease().device(), List.of());
    ProtoWriter row = new ProtoWriter();
    row.repeatedBytes(1, all.stream().map(Kept::signed).toList(), Bounds.upTo(KEPT_EACH), EACH);
    device.rows.put(KEPT + added.lease().device().hex(), row.toByteArray());
    device.changed();
    return true;
  }

  private @Nullable Kept keep(byte[] signed) {
    Lease lease = Lease.verify(device.sealer, device.facts.group(), signed, this::signingKey);
    if (lease == null) {
      return null;
    }
    Kept added = new Kept(lease, signed);
    List<Kept> all = kept.computeIfAbsent(lease.device(), id -> new ArrayList<>());
    all.removeIf(k -> k.lease().time() == lease.time());
    all.add(added);
    all.sort(Comparator.comparingLong((Kept k) -> k.lease().time()).reversed());
    while (all.size() > KEPT_EACH) {
      all.removeLast();
    }
    known = null;
    return added;
  }

  private byte @Nullable [] signingKey(DeviceId id) {
    DeviceKeys keys = membership.everKeysOf(id);
    return keys == null ? null : keys.signingKey();
  }

  /** The newest lease of each steward, as far as there is one: for whoever may lack it. */
  List<byte[]> newest() {
    List<byte[]> newest = new ArrayList<>();
    for (Line.Office office : line().offices()) {
      List<Kept> all = kept.get(office.device());
      if (all != null && newest.size() < MAX_LEASES) {
        newest.add(all.getFirst().signed());
      }
    }
    return newest;
  }

  // ---- what it comes to

  /** What is known now. */
  Freshness freshness() {
    Freshness now = known;
    if (now == null || knownAt != device.now()) {
      List<Lease> leases = new ArrayList<>();
      kept.values().forEach(all -> all.forEach(k -> leases.add(k.lease())));
      now = Freshness.of(line(), leases, device.now(), device.serverNow());
      known = now;
      knownAt = device.now();
    }
    return now;
  }

  /**
   * When a steward signed last, an entry or a lease, as far as is known and it is past; 0: never.
   */
  long heard(Member steward) {
    line();
    long heard = acted.getOrDefault(steward.id(), 0L);
    Member.Office office = steward.office();
    for (Kept one :
        office == null ? List.<Kept>of() : kept.getOrDefault(office.device(), List.of())) {
      long time = one.lease().time();
      heard = time > device.now() + Freshness.AHEAD_MILLIS ? heard : Math.max(heard, time);
    }
    return heard;
  }

  private Line line() {
    List<RosterLine.Applied> history = membership.history();
    if (counted > history.size()) {
      counted = 0;
      acted.clear();
    }
    for (; counted < history.size(); counted++) {
      var entry = history.get(counted).entry().entry();
      Member author = membership.state().memberOf(entry.actor());
      if (author != null) {
        acted.merge(author.id(), entry.time(), Math::max);
      }
    }
    Policies policies = membership.state().policies();
    List<Line.Office> offices = new ArrayList<>();
    for (Member steward : membership.state().stewards()) {
      Member.Office office = steward.office();
      if (office != null) {
        offices.add(
            new Line.Office(
                steward.id(),
                office.device(),
                history.get((int) office.since()).entry().entry().time(),
                acted.getOrDefault(steward.id(), 0L)));
      }
    }
    return new Line(
        device.facts.group(),
        membership.seq(),
        seq -> seq < history.size() ? history.get((int) seq).hash() : null,
        offices,
        policies.value(Policies.LEASE_HOURS) * 3_600_000L,
        policies.value(Policies.ABSENCE_DAYS) * 86_400_000L);
  }

  /** The roster moved to another line or grew. */
  void rosterMoved() {
    known = null;
    openSlots();
  }

  private boolean held() {
    return !freshness().fresh() && device.facts.number(GOING_ON) == 0;
  }

  boolean isGoingOn() {
    return !freshness().fresh() && device.facts.number(GOING_ON) == 1;
  }

  /** Whether a steward vouches, for a while already, for more than the server shows. */
  boolean isMoreHidden() {
    return aheadSince != 0 && device.now() - aheadSince >= AHEAD_FOR_MILLIS;
  }

  /** Sends without a fresh lease from now on, until there is one again. */
  String goOn() {
    if (membership.state().isEmpty() || freshness().fresh()) {
      return Codes.NO_SUCH;
    }
    device.facts.number(GOING_ON, 1);
    device.changed();
    return "";
  }

  // ---- what this device signs

  /**
   * Signs when it is due, tells the members now and then, and notes when a lapse begins or ends.
   */
  void pump() {
    lapse();
    if (!membership.amSteward() || !rosterLog.isCaughtUp() || !membership.isCurrent()) {
      return;
    }
    if (isDue()) {
      sign();
    }
    tell();
  }

  private void lapse() {
    Freshness now = freshness();
    boolean lapsed = device.facts.number(LAPSE) != 0;
    if (now.fresh() == lapsed) {
      device.facts.number(LAPSE, now.fresh() ? 0 : Math.max(1, now.until()));
      device.facts.number(GOING_ON, 0);
      device.changed();
    }
    boolean ahead = now.ahead() && rosterLog.isCaughtUp();
    aheadSince = !ahead ? 0 : aheadSince == 0 ? device.now() : aheadSince;
  }

  private boolean isDue() {
    long seq = device.facts.number(SIGNED_SEQ);
    boolean due =
        !signedThisRun
            || membership.seq() > seq
            || device.now() - device.facts.number(SIGNED_AT) >= AGAIN_MILLIS;
    return due && membership.seq() >= seq;
  }

  private void sign() {
    EpochSecret secret = membership.secret();
    if (secret == null) {
      return;
    }
    signedThisRun = true;
    device.facts.number(SIGNED_SEQ, membership.seq());
    device.facts.number(SIGNED_AT, device.now());
    byte[] signed =
        new Lease(
                device.facts.group(),
                device.keys().device(),
                membership.seq(),
                membership.head(),
                device.now())
            .sign(device.sealer, device.keys().signingSeed());
    take(signed);
    device.outbox().forget(Purpose.LEASE);
    device
        .outbox()
        .add(
            Purpose.LEASE,
            "",
            new PutLease(
                device.newWriteId(),
                device.facts.space(),
                LeaseSeal.seal(device.sealer, secret, device.facts.space(), signed)));
  }

  /** Once a day, to whoever there is a session with: a server that withholds slots meets these. */
  private void tell() {
    long told = device.facts.number(TOLD_AT);
    if (told == 0 || device.now() - told >= AGAIN_MILLIS) {
      device.facts.number(TOLD_AT, device.now());
      if (told != 0) {
        toTell.clear();
        toTell.addAll(membership.others());
      }
    }
    List<DeviceKeys> some = new ArrayList<>();
    while (!toTell.isEmpty() && some.size() < TELL_AT_ONCE) {
      DeviceKeys next = toTell.remove();
      if (sessions.with(next.device()) && membership.isActive(next.device())) {
        some.add(next);
      }
    }
    if (!some.isEmpty()) {
      sessions.deposit(some, new PairwiseBody.LeaseNotice(newest()));
    }
  }
}
