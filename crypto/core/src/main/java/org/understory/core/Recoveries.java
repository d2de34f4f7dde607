package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.understory.core.recovery.RecoveryRequest;
import org.understory.core.roster.Act;
import org.understory.core.roster.DeviceAdmission;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberDevice;
import org.understory.core.roster.Policies;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedRecovery;
import org.understory.core.seal.Sealer;
import org.understory.core.view.Devices;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.frame.EpochPacket;
import org.understory.wire.frame.LogEntry;

/**
 * People who ask to come back with their sheet ({@code docs/protocol.md#recovery}): found in the
 * knock log, shown to stewards and to the member's own devices, confirmed or refused.
 */
final class Recoveries {
  private static final String PREFIX = "ry/";
  private static final long LIFE_MILLIS = 30 * 86_400_000L;
  private static final long CLOCK_SLACK_MILLIS = 5 * 60_000L;
  private static final byte[] NONE = {};

  private final Device device;
  private final Membership membership;
  private final Proposals proposals;
  private final Decisions decisions;
  private final OpenDecisions open;
  private final EpochClosing closing;
  private final Sessions sessions;
  private final Welcomes welcomes;
  private final Alerts alerts;

  /** Why a request is not shown: RV-nn in {@code docs/checks.md}. */
  enum Refusal {
    /** RV-3: not by the sheet of a member who is in the group. */
    SIGNATURE,
    /** RV-4: used, refused, or too old. */
    SPENT,
    /** RV-5: keys that can't be taken in. */
    KEYS
  }

  /** A request that holds, as far as it can be told. */
  private record Asked(
      String id, Member member, SignedRecovery recovery, RecoveryRequest request, long at) {
    EntryBody.DeviceAdd entry(boolean announced) {
      return new EntryBody.DeviceAdd(
          NONE,
          recovery.recovery().device(),
          recovery.encode(),
          recovery.recovery().newRecoveryKey(),
          announced);
    }
  }

  Recoveries(
      Device device,
      Membership membership,
      Governing governing,
      Sessions sessions,
      Welcomes welcomes,
      Alerts alerts) {
    this.device = device;
    this.membership = membership;
    this.proposals = governing.proposals;
    this.decisions = governing.decisions;
    this.open = governing.open;
    this.closing = governing.closing;
    this.sessions = sessions;
    this.welcomes = welcomes;
    this.alerts = alerts;
  }

  // ---- what comes

  /** Entries of the knock log: those long enough are tried with each member's key. */
  void entries(List<LogEntry> entries) {
    for (LogEntry entry : entries) {
      if (entry.body().length > RecoveryRequest.SHORTEST) {
        take(entry.body());
      }
    }
  }

  private void take(byte[] sealed) {
    for (Member member : membership.state().activeMembers()) {
      if (member.recoveryKey().length == 0) {
        continue;
      }
      byte[] key = RecoveryRequest.key(device.sealer, member.recoveryKey(), device.facts.group());
      RecoveryRequest request =
          RecoveryRequest.open(device.sealer, key, device.facts.space(), sealed);
      if (request != null) {
        keep(request);
        return;
      }
    }
  }

  private void keep(RecoveryRequest request) {
    Asked asked = asked(request, device.now());
    if (asked == null || device.rows.has(PREFIX + asked.id())) {
      return;
    }
    byte[] bytes = request.encode();
    byte[] row = Arrays.copyOf(Sealer.u64(device.now()), 8 + bytes.length);
    System.arraycopy(bytes, 0, row, 8, bytes.length);
    device.rows.put(PREFIX + asked.id(), row);
    if (isMine(asked)) {
      alerts.raise(
          Devices.AlertKind.OWN_RECOVERY,
          device.now(),
          asked.recovery().recovery().device().device());
    }
    device.changed();
  }

  private @Nullable Asked asked(RecoveryRequest request, long at) {
    try {
      SignedRecovery recovery = SignedRecovery.decode(request.recovery());
      Member member = membership.state().member(recovery.recovery().device().member());
      return member == null || refusal(member, recovery, request) != null
          ? null
          : new Asked(Hex.of(recovery.hash(device.sealer)), member, recovery, request, at);
    } catch (InvalidWireException e) {
      return null;
    }
  }

  private @Nullable Refusal refusal(Member member, SignedRecovery signed, RecoveryRequest request) {
    SignedRecovery.Recovery recovery = signed.recovery();
    boolean genuine =
        member.isActive()
            && recovery.group().equals(device.facts.group())
            && signed.isSignedBy(device.sealer, member.recoveryKey());
    if (!genuine) {
      return Refusal.SIGNATURE;
    }
    boolean counts =
        !membership.state().isSpent(signed.hash(device.sealer))
            && recovery.time() > device.serverNow() - LIFE_MILLIS
            && recovery.time() <= device.serverNow() + CLOCK_SLACK_MILLIS;
    if (!counts) {
      return Refusal.SPENT;
    }
    DeviceKeys keys = recovery.device();
    boolean usable =
        DeviceAdmission.another(device.sealer, membership.state(), keys) == DeviceAdmission.ADMITTED
            && PreKeys.verified(device, keys, request.preKeyBase(), request.oneTime()) != null;
    return usable ? null : Refusal.KEYS;
  }

  private boolean isMine(Asked asked) {
    return asked.member().id().equals(device.keys().member());
  }

  private List<Asked> all() {
    List<Asked> all = new ArrayList<>();
    for (byte[] row : device.rows.scan(PREFIX).values()) {
      Asked asked = asked(row);
      if (asked != null) {
        all.add(asked);
      }
    }
    return all;
  }

  private @Nullable Asked asked(byte[] row) {
    long at = Sealer.u64(row, 0);
    try {
      return asked(RecoveryRequest.decode(Arrays.copyOfRange(row, 8, row.length)), at);
    } catch (InvalidWireException e) {
      throw new IllegalStateException("a stored recovery cannot be read", e);
    }
  }

  private @Nullable Asked find(String id) {
    byte[] row = device.rows.get(PREFIX + id);
    return row == null ? null : asked(row);
  }

  /** Forgets what was used, refused, or is over. */
  void rosterMoved() {
    for (Map.Entry<String, byte[]> row : List.copyOf(device.rows.scan(PREFIX).entrySet())) {
      if (asked(row.getValue()) == null) {
        device.rows.delete(row.getKey());
        device.changed();
      }
    }
  }

  // ---- acts

  /** A steward has made sure who asks. With a delay this only announces it. */
  String confirm(String id) {
    Asked asked = find(id);
    if (!membership.amSteward()) {
      return Codes.NOT_STEWARD;
    }
    if (asked == null) {
      return Codes.NO_SUCH;
    }
    return isAnnounced(asked) || isVetoed(asked)
        ? Codes.ALREADY_DECIDED
        : decisions.propose(asked.entry(delay() > 0), null);
  }

  /** The member's own device, or a steward, refuses it. */
  String veto(String id) {
    Asked asked = find(id);
    if (asked == null) {
      return Codes.NO_SUCH;
    }
    byte[] hash = Hex.parse(id);
    if (!isMine(asked)) {
      if (isAnnounced(asked)) {
        return decisions.propose(
            new EntryBody.DeviceRevoke(asked.member().id(), List.of(), List.of(), NONE, hash),
            null);
      }
      device.rows.delete(PREFIX + id); // not shown here any more; who confirmed nothing refused
      device.changed();
      return "";
    }
    if (!proposals.hasRoom()) {
      return Codes.BUSY;
    }
    proposals.post(new Act.DeviceRevoke(List.of(), List.of(), hash));
    return "";
  }

  /**
   * Whether a device of the member has said no, though no entry can say so before an announcement.
   */
  private boolean isVetoed(Asked asked) {
    for (Proposals.Open one : proposals.open()) {
      Member by = membership.state().memberOf(one.proposal().device());
      if (one.act() instanceof Act.DeviceRevoke revoke
          && Hex.of(revoke.veto()).equals(asked.id())
          && by != null
          && by.id().equals(asked.member().id())) {
        return true;
      }
    }
    return false;
  }

  private long delay() {
    return membership.state().policies().value(Policies.RECOVERY_HOURS) * 3_600_000L;
  }

  private static boolean isAnnounced(Asked asked) {
    Member.Announcement announced = asked.member().announced();
    return announced != null && asked.id().equals(Hex.of(announced.recovery()));
  }

  /** What was announced long enough ago takes effect. */
  void pump() {
    if (!membership.amSteward()) {
      return;
    }
    for (Asked asked : all()) {
      Member.Announcement announced = asked.member().announced();
      if (announced != null
          && isAnnounced(asked)
          && device.now()
              >= announced.time()
                  + delay()
                  + Automatic.turn(device, membership, announced.recovery())) {
        decisions.propose(asked.entry(false), null);
      }
    }
  }

  // ---- the commit

  /** Before the entry is put: what of the member's ends with it. */
  static void prepare(RosterState before, CommitDraft draft, EntryBody.DeviceAdd add) {
    Member member = before.member(add.device().member());
    if (member == null) {
      return;
    }
    for (MemberDevice one : member.devices()) {
      draft.endKnockKeys.add(one.keys().mailbox());
      if (!one.isRevoked()) {
        draft.closeMailboxes.add(one.keys().mailbox());
      }
    }
  }

  /** Behind the entry: a fresh generation, and the welcome. */
  Drafter.Drafted finish(CommitDraft draft, EntryBody.DeviceAdd add) {
    Asked asked = null;
    for (Asked one : all()) {
      asked = Arrays.equals(one.recovery().encode(), add.act()) ? one : asked;
    }
    if (asked == null) {
      return Drafter.Drafted.NOTHING;
    }
    DeviceKeys keys = add.device();
    device.newcomer(keys);
    EpochClosing.Closed closed;
    try {
      if (!sessions.start(keys, asked.request().preKeyBase(), asked.request().oneTime())) {
        return Drafter.Drafted.NOTHING;
      }
      closed = closing.fresh(draft, draft.author().state().dueGeneration());
    } finally {
      device.newcomer(null);
    }
    if (closed == null) {
      return Drafter.Drafted.WAIT;
    }
    byte[] requestKey =
        RecoveryRequest.key(device.sealer, asked.member().recoveryKey(), device.facts.group());
    byte[] welcome =
        welcomes.make(
            new Welcomes.Newcomer(
                keys,
                asked.request().preKeyBase(),
                asked.request().oneTime(),
                RecoveryRequest.welcomeKey(
                    device.sealer, requestKey, asked.recovery().recovery().nonce()),
                asked.recovery().hash(device.sealer)),
            new Welcomes.Place(
                closed.secret(),
                draft.rosterKeyGeneration(),
                draft.newestRosterKey(),
                closed.epoch().entry().seq(),
                closed.epoch().hash(device.sealer)),
            List.of());
    if (welcome == null) {
      return Drafter.Drafted.NOTHING;
    }
    draft.packets.removeIf(packet -> packet.mailbox().equals(keys.mailbox()));
    draft.packets.add(new EpochPacket(keys.mailbox(), welcome));
    return Drafter.Drafted.DONE;
  }

  // ---- shown

  List<Devices.Recovery> views() {
    List<Devices.Recovery> views = new ArrayList<>();
    for (Asked asked : all()) {
      if ((!isMine(asked) && !membership.amSteward()) || isVetoed(asked)) {
        continue;
      }
      Member.Announcement announced = asked.member().announced();
      boolean waits = announced != null && isAnnounced(asked);
      views.add(
          new Devices.Recovery(
              asked.id(),
              asked.member().id().hex(),
              asked.at(),
              isMine(asked),
              waits && announced != null ? Long.valueOf(announced.time() + delay()) : null,
              open.vote(open.id(asked.entry(delay() > 0 && !waits))) != null));
    }
    return views;
  }
}
