package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.understory.core.invite.InviteKeys;
import org.understory.core.invite.JoinRequest;
import org.understory.core.invite.JoinRequestCheck;
import org.understory.core.invite.SealedJoinRequest;
import org.understory.core.invite.VerifiedJoinRequest;
import org.understory.core.roster.Policies;
import org.understory.wire.frame.PendingRequest;
import org.understory.wire.id.InviteId;

/**
 * Join requests that this device can open: checked when they come, kept sealed until they are
 * decided or over ({@code docs/protocol.md#join-request}).
 */
final class Requests {
  private static final String PREFIX = "jr/";
  private static final int MOST_UNOPENED = 64;
  private static final long DAY_MILLIS = 86_400_000L;

  private final Device device;
  private final Membership membership;
  private final Invites invites;
  private final StewardsLog stewardsLog;
  private final Map<String, Known> known = new HashMap<>();

  /** What came before the box of its invite. */
  private final Map<String, PendingRequest> unopened = new HashMap<>();

  private final Map<String, String> numbers = new HashMap<>();

  /**
   * A request that was checked.
   *
   * @param id invite and mailbox in hexadecimal
   */
  record Known(String id, RequestRow row, VerifiedJoinRequest verified, InviteRow invite) {
    byte[] hash() {
      return verified.hash();
    }

    JoinRequest request() {
      return verified.request();
    }

    @Override
    public String toString() {
      return "Known";
    }
  }

  Requests(Device device, Membership membership, Invites invites, StewardsLog stewardsLog) {
    this.device = device;
    this.membership = membership;
    this.invites = invites;
    this.stewardsLog = stewardsLog;
  }

  /** Takes in what the server keeps for invites; what does not verify is left out. */
  void pending(List<PendingRequest> requests) {
    for (PendingRequest request : requests) {
      String id = request.invite().hex() + request.mailbox().hex();
      unopened.remove(id);
      if (request.sealed().length == 0) {
        drop(id);
      } else if (invites.own(request.invite()) != null) {
        take(id, request);
      } else if (unopened.size() < MOST_UNOPENED) {
        unopened.put(id, request);
      }
      device.changed();
    }
  }

  /** A box came: what waited for it may open now. */
  void retry() {
    pending(List.copyOf(unopened.values()));
  }

  private void take(String id, PendingRequest request) {
    byte[] stored = device.rows.get(PREFIX + id);
    RequestRow before = stored == null ? null : RequestRow.decode(stored);
    RequestRow row = RequestRow.of(request, device.now());
    VerifiedJoinRequest verified = check(row);
    if (verified != null && (before == null || !before.sameAs(row))) {
      device.rows.put(PREFIX + id, row.after(before, verified.hash()).encode());
      known.remove(id);
    }
  }

  /** JR-1 to JR-16, now. */
  private @Nullable VerifiedJoinRequest check(RequestRow row) {
    InviteRow own = invites.own(row.invite());
    if (own == null || own.closed()) {
      return null;
    }
    JoinRequestCheck.Outcome outcome =
        new JoinRequestCheck(device.sealer)
            .check(
                membership.state(),
                InviteKeys.of(device.sealer, own.secret()),
                own.requestPrivate(),
                new SealedJoinRequest(row.mailbox(), row.ownerKey(), row.sealed(), row.signature()),
                device.serverNow());
    return outcome instanceof JoinRequestCheck.Outcome.Verified ok ? ok.request() : null;
  }

  /** Whether it still may be approved. */
  boolean holds(Known one) {
    return check(one.row()) != null;
  }

  @Nullable Known find(String id) {
    Known before = known.get(id);
    if (before != null) {
      return before;
    }
    byte[] stored = device.rows.get(PREFIX + id);
    if (stored == null) {
      return null;
    }
    RequestRow row = RequestRow.decode(stored);
    VerifiedJoinRequest verified = check(row);
    InviteRow invite = invites.own(row.invite());
    if (verified == null || invite == null) {
      return null;
    }
    Known found = new Known(id, row, verified, invite);
    known.put(id, found);
    return found;
  }

  /** The request that has this hash now, or had it before its answers were changed. */
  @Nullable Known about(byte[] hash) {
    for (Known one : open()) {
      for (byte[] each : one.row().everyHash()) {
        if (Arrays.equals(each, hash)) {
          return one;
        }
      }
    }
    return null;
  }

  /** Every request that waits for a decision. */
  List<Known> open() {
    List<Known> open = new ArrayList<>();
    for (String key : List.copyOf(device.rows.scan(PREFIX).keySet())) {
      Known one = find(key.substring(PREFIX.length()));
      if (one != null) {
        open.add(one);
      }
    }
    return open;
  }

  /** The other request by the same invite, or null. */
  @Nullable Known other(Known one) {
    for (Known each : open()) {
      if (each.row().invite().equals(one.row().invite()) && !each.id().equals(one.id())) {
        return each;
      }
    }
    return null;
  }

  /** Requests by an invite. */
  List<Known> by(InviteId invite) {
    List<Known> by = new ArrayList<>(open());
    by.removeIf(one -> !one.row().invite().equals(invite));
    return by;
  }

  /** Forgets requests of an invite that the roster shows as used or revoked. */
  void over(InviteId invite) {
    for (String key : List.copyOf(device.rows.scan(PREFIX + invite.hex()).keySet())) {
      drop(key.substring(PREFIX.length()));
    }
  }

  /** Forgets one, and what stewards said about it. */
  void drop(String id) {
    byte[] stored = device.rows.get(PREFIX + id);
    if (stored != null) {
      RequestRow.decode(stored).everyHash().forEach(stewardsLog::forget);
      device.rows.delete(PREFIX + id);
    }
    known.remove(id);
    device.changed();
  }

  /** When everything about a request is deleted, at the latest. */
  long deleteAt(Known one) {
    long days = membership.state().policies().value(Policies.ANSWER_DAYS);
    return Math.min(one.request().expiry(), one.invite().notAfter()) + days * DAY_MILLIS;
  }

  /** Deletes what is over. */
  void purge() {
    for (Map.Entry<String, byte[]> stored : List.copyOf(device.rows.scan(PREFIX).entrySet())) {
      String id = stored.getKey().substring(PREFIX.length());
      Known one = known.get(id);
      InviteRow invite = invites.own(RequestRow.decode(stored.getValue()).invite());
      long end = one != null ? deleteAt(one) : invite == null ? 0 : invite.notAfter();
      if (end < device.now()) {
        drop(id);
      } else {
        device.expiresAt(end);
      }
    }
  }

  // ---- safety numbers

  /** Costs work once; what it says never changes. */
  String numberOf(Known one) {
    return numbers.computeIfAbsent(
        one.request().device().device().hex(),
        id ->
            safetyNumber(
                one.request().device().device().bytes(),
                one.request().device().identityKey(),
                device.sealer.primitives().x25519().publicKey(one.invite().requestPrivate())));
  }

  /** The number to compare while a request waits: of the joiner's identity and the invite's key. */
  private String safetyNumber(byte[] joiner, byte[] identityKey, byte[] requestKey) {
    byte[] inviteIdentity = new byte[33];
    inviteIdentity[0] = 5;
    System.arraycopy(requestKey, 0, inviteIdentity, 1, 32);
    return ViewBuilder.grouped(
        device.engine.safetyNumber(
            joiner, identityKey, device.facts.group().bytes(), inviteIdentity));
  }

  /** The same number as the joiner sees it; null before the server named the invite's key. */
  @Nullable String ownSafetyNumber() {
    byte[] requestKey = device.facts.bytes("request-key");
    return requestKey == null
        ? null
        : numbers.computeIfAbsent(
            "own",
            id ->
                safetyNumber(
                    device.keys().device().bytes(),
                    device.keys().identity().publicKey(),
                    requestKey));
  }
}
