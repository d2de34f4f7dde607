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
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.Opening;
import org.understory.core.roster.SignedEntry;
import org.understory.core.seal.EpochSecret;
import org.understory.core.view.Office;
import org.understory.core.view.View;
import org.understory.wire.frame.EpochPacket;
import org.understory.wire.frame.OpenMailbox;
import org.understory.wire.frame.PendingRequest;
import org.understory.wire.id.InviteId;

/**
 * Join requests for this device's invites: checked when they come, shown, and decided by a person
 * ({@code docs/protocol.md#join-request}, {@code #welcome}).
 */
final class Requests implements Drafter {
  private static final String PREFIX = "jr/";

  private final Device device;
  private final Membership membership;
  private final Welcomes welcomes;
  private final RosterLog rosterLog;
  private final Invites invites;
  private final Map<String, String> numbers = new HashMap<>();
  private @Nullable Stewarding stewarding;

  Requests(
      Device device,
      Membership membership,
      Welcomes welcomes,
      RosterLog rosterLog,
      Invites invites) {
    this.device = device;
    this.membership = membership;
    this.welcomes = welcomes;
    this.rosterLog = rosterLog;
    this.invites = invites;
  }

  void through(Stewarding commits) {
    stewarding = commits;
  }

  /** Takes in what the server keeps for our invites; what does not verify is left out. */
  void pending(List<PendingRequest> requests) {
    for (PendingRequest request : requests) {
      String key = PREFIX + request.invite().hex() + request.mailbox().hex();
      if (request.sealed().length == 0) {
        device.rows.delete(key);
      } else {
        RequestRow row = RequestRow.of(request, device.now());
        byte[] before = device.rows.get(key);
        if (verified(row) != null && (before == null || !RequestRow.decode(before).sameAs(row))) {
          device.rows.put(key, row.encode());
        }
      }
      device.changed();
    }
  }

  private @Nullable VerifiedJoinRequest verified(RequestRow row) {
    Invites.Own own = invites.own(row.invite());
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

  String approve(String requestId) {
    RequestRow row = row(requestId);
    if (row == null || stewarding == null) {
      return Codes.NO_SUCH;
    }
    if (verified(row) == null || stewarding.intends(Intent.Kind.APPROVE, row.id())) {
      return Codes.ALREADY_DECIDED;
    }
    stewarding.intend(Intent.Kind.APPROVE, row.id(), "", 0, new byte[0]);
    return "";
  }

  String decline(String requestId) {
    RequestRow row = row(requestId);
    if (row == null) {
      return Codes.NO_SUCH;
    }
    if (stewarding != null && stewarding.intends(Intent.Kind.APPROVE, row.id())) {
      return Codes.ALREADY_DECIDED;
    }
    Invites.Own own = invites.own(row.invite());
    if (own != null) {
      invites.close(row.invite(), own);
    }
    device.rows.deleteAll(PREFIX + row.invite().hex());
    return "";
  }

  /** The commit that decided it was answered. */
  @Override
  public void finished(Intent intent) {
    device.rows.deleteAll(PREFIX + Hex.of(Arrays.copyOf(intent.subject(), 16)));
  }

  private @Nullable RequestRow row(String requestId) {
    byte[] row = device.rows.get(PREFIX + requestId);
    return row == null ? null : RequestRow.decode(row);
  }

  /** An ADD with its welcome. */
  @Override
  public Drafted draft(CommitDraft draft, Intent intent) {
    RequestRow row = row(Hex.of(intent.subject()));
    VerifiedJoinRequest verified = row == null ? null : verified(row);
    Invites.Own own = row == null ? null : invites.own(row.invite());
    EpochSecret secret = membership.secret();
    if (row == null || verified == null || own == null || secret == null) {
      return Drafted.NOTHING;
    }
    JoinRequest request = verified.request();
    Opening name = request.opening();
    SignedEntry add = draft.author().append(verified.add(device.sealer));
    EpochSecret next = secret.step(device.sealer, add.hash(device.sealer));
    draft.put(add, next, List.of(name));
    SignedEntry epoch = draft.close(next);
    byte[] welcome =
        welcomes.make(
            new Welcomes.Newcomer(
                request.device(),
                request.preKeyBase(),
                request.oneTime(),
                InviteKeys.of(device.sealer, own.secret()).welcomeKey(verified.hash()),
                verified.hash()),
            new Welcomes.Place(
                next,
                draft.rosterKeyGeneration(),
                rosterLog.keys().newestKey(),
                epoch.entry().seq(),
                epoch.hash(device.sealer)),
            List.of(name));
    if (welcome == null) {
      return Drafted.NOTHING;
    }
    draft.packets.add(new EpochPacket(row.mailbox(), welcome));
    draft.openMailboxes.add(new OpenMailbox(row.mailbox(), row.ownerKey()));
    draft.closeInvites.add(row.invite());
    return Drafted.DONE;
  }

  List<View.Request> views() {
    List<View.Request> views = new ArrayList<>();
    for (Map.Entry<String, byte[]> stored : device.rows.scan(PREFIX).entrySet()) {
      RequestRow row = RequestRow.decode(stored.getValue());
      VerifiedJoinRequest verified = verified(row);
      Invites.Own own = invites.own(row.invite());
      if (verified == null || own == null) {
        continue;
      }
      boolean deciding = stewarding != null && stewarding.intends(Intent.Kind.APPROVE, row.id());
      DeviceKeys keys = verified.request().device();
      views.add(
          new View.Request(
              stored.getKey().substring(PREFIX.length()),
              verified.request().name(),
              verified.request().answer(),
              List.of(),
              "",
              row.at(),
              own.note(),
              numberOf(keys, own),
              row.alarm(),
              null,
              deciding ? View.RequestState.DECIDING : View.RequestState.OPEN,
              device.keys().member().hex(),
              List.of(),
              1,
              deciding ? Office.OwnVoice.GIVEN : Office.OwnVoice.OPEN,
              List.of(),
              List.of(),
              null,
              null,
              verified.request().expiry(),
              verified.request().expiry(),
              false,
              null));
    }
    return views;
  }

  /** Costs work once; what it says never changes. */
  private String numberOf(DeviceKeys keys, Invites.Own own) {
    return numbers.computeIfAbsent(
        keys.device().hex(),
        id ->
            safetyNumber(
                keys.device().bytes(),
                keys.identityKey(),
                device.sealer.primitives().x25519().publicKey(own.requestPrivate())));
  }

  /** The number to compare while a request waits: of the joiner's identity and the invite's key. */
  String safetyNumber(byte[] joiner, byte[] identityKey, byte[] requestKey) {
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

  /** Forgets requests of an invite that the roster shows as used. */
  void used(InviteId invite) {
    device.rows.deleteAll(PREFIX + invite.hex());
  }
}
