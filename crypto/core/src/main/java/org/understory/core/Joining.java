package org.understory.core;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.deposit.Pairwise;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.deposit.SealedDeposit;
import org.understory.core.invite.InviteKeys;
import org.understory.core.invite.InviteLink;
import org.understory.core.invite.JoinRequest;
import org.understory.core.invite.JoinRequestSeal;
import org.understory.core.invite.LinkException;
import org.understory.core.invite.SealedJoinRequest;
import org.understory.core.invite.WelcomeCheck;
import org.understory.core.invite.WelcomeParts;
import org.understory.core.invite.WelcomeSeal;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.sync.Outbox;
import org.understory.core.sync.Purpose;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.ProtocolException;
import org.understory.wire.SealedEntry;
import org.understory.wire.frame.Proved;
import org.understory.wire.frame.Refusal;
import org.understory.wire.frame.SlotPacket;
import org.understory.wire.frame.SubmitJoinRequest;
import org.understory.wire.frame.WithdrawJoinRequest;

/**
 * The other way in: a join request by an invite link, the wait, and the welcome ({@code
 * docs/protocol.md#join-request}, {@code #welcome}).
 */
final class Joining {
  private static final long REQUEST_LIFE_MILLIS = 14L * 86_400_000;
  private static final int MAX_ANSWER = 4096;
  private static final String PACKET = "welcome";

  private final Device device;
  private final Membership membership;
  private final Sessions sessions;
  private final RosterLog rosterLog;
  private final PreKeys preKeys;

  Joining(
      Device device,
      Membership membership,
      Sessions sessions,
      RosterLog rosterLog,
      PreKeys preKeys) {
    this.device = device;
    this.membership = membership;
    this.sessions = sessions;
    this.rosterLog = rosterLog;
    this.preKeys = preKeys;
  }

  String join(String link, String name, String answer) {
    if (device.facts.phase() != null) {
      return Codes.BUSY;
    }
    if (!Codes.isName(name)) {
      return Codes.NAME_LENGTH;
    }
    if (answer.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > MAX_ANSWER) {
      return Codes.TEXT_LENGTH;
    }
    try {
      InviteLink parsed = InviteLink.parse(link);
      device.facts.origin(parsed.origin());
      device.facts.group(parsed.group());
      device.facts.text("link", link);
      device.facts.name(name);
      device.facts.text("answer", answer);
      device.facts.number("requested", device.now());
      Keys.make(device, membership);
      device.facts.phase(Phase.REQUESTING);
      membership.start();
      device.changed();
      return "";
    } catch (LinkException e) {
      return Codes.BAD_LINK;
    }
  }

  private InviteLink link() {
    String text = device.facts.text("link");
    try {
      return InviteLink.parse(text == null ? "" : text);
    } catch (LinkException e) {
      throw new IllegalStateException("the stored link cannot be read", e);
    }
  }

  private InviteKeys inviteKeys() {
    return InviteKeys.of(device.sealer, link().secret());
  }

  /** The seed that proves the invite. */
  byte[] dropSeed() {
    return inviteKeys().dropSeed();
  }

  /** The server named the space and the request key; the request is made and leaves. */
  void proved(Proved proved) {
    InviteLink link = link();
    if (device.facts.spaceOrNull() != null) {
      return; // made before; the outbox repeats it
    }
    if (proved.space() == null || !link.names(device.sealer, proved.requestKey())) {
      device.facts.problem(Codes.NOT_ALLOWED);
      device.changed();
      return;
    }
    device.facts.space(proved.space());
    device.facts.bytes("request-key", proved.requestKey());
    DeviceKeys own = device.keys().publish(device.sealer, device.facts.group(), proved.space());
    String answer = device.facts.text("answer");
    JoinRequestSeal seal = new JoinRequestSeal(device.sealer);
    JoinRequest request =
        seal.build(
            link,
            inviteKeys(),
            new JoinRequestSeal.Application(
                device.now() + REQUEST_LIFE_MILLIS,
                own,
                device.facts.name(),
                answer == null ? "" : answer,
                preKeys.base(device.serverNow() / 1000).encode(),
                preKeys.oneTime().encode(),
                List.of(),
                new byte[0],
                ""));
    device.facts.bytes("request-hash", request.hash(device.sealer));
    SealedJoinRequest sealed = seal.seal(inviteKeys(), proved.requestKey(), request);
    device
        .outbox()
        .add(
            Purpose.JOIN_REQUEST,
            "",
            new SubmitJoinRequest(
                device.newWriteId(),
                sealed.mailbox(),
                sealed.ownerKey(),
                sealed.sealed(),
                sealed.signature()));
    device.changed();
  }

  /** The server keeps the request. */
  void submitted() {
    device.facts.problem(null);
    device.facts.phase(Phase.WAITING);
    device.changed();
  }

  Outbox.Verdict refused(Refusal refusal) {
    switch (refusal.reason()) {
      case RATE_LIMITED, UNAVAILABLE -> {
        return Outbox.Verdict.AGAIN;
      }
      case USED -> over(Codes.INVITE_USED);
      case EXPIRED -> over(Codes.INVITE_EXPIRED);
      default -> over(Codes.NOT_ALLOWED);
    }
    return Outbox.Verdict.DROP;
  }

  /** The invite does not open anything (any more). */
  void over(String code) {
    device.facts.problem(code);
    device.facts.phase(Phase.DECLINED);
    device.changed();
  }

  /** The provisional mailbox was closed before a welcome came. */
  void declined() {
    device.facts.phase(Phase.DECLINED);
    device.changed();
  }

  String withdraw() {
    Phase phase = device.facts.phase();
    if (phase != Phase.WAITING && phase != Phase.REQUESTING) {
      return Codes.NO_SUCH;
    }
    if (phase == Phase.WAITING) {
      device.outbox().add(Purpose.WITHDRAW, "", new WithdrawJoinRequest(device.newWriteId()));
    } else {
      device.facts.phase(Phase.LEFT);
    }
    device.changed();
    return "";
  }

  void withdrawn() {
    device.facts.phase(Phase.LEFT);
    device.changed();
  }

  /** An epoch packet while waiting: the welcome, when it opens as one. */
  boolean packet(SlotPacket packet) {
    if (open(packet.body()) == null) {
      return false;
    }
    device.rows.put(PACKET, packet.body());
    device.facts.phase(Phase.WELCOMED);
    device.changed();
    return true;
  }

  private @Nullable WelcomeParts open(byte[] packet) {
    byte[] hash = device.facts.bytes("request-hash");
    return hash == null
        ? null
        : new WelcomeSeal(device.sealer, device.facts.space())
            .open(inviteKeys().welcomeKey(hash), device.keys(), hash, packet);
  }

  /** Whether the welcome is here and the roster is to be read for it. */
  boolean isWelcomed() {
    return device.facts.phase() == Phase.WELCOMED;
  }

  /** Holds the whole roster log against the welcome; when it fits, this device is in. */
  void verify(List<SealedEntry> log) {
    byte[] packet = device.rows.get(PACKET);
    WelcomeParts parts = packet == null ? null : open(packet);
    byte[] hash = device.facts.bytes("request-hash");
    if (parts == null || hash == null) {
      return;
    }
    DeviceKeys own =
        device.keys().publish(device.sealer, device.facts.group(), device.facts.space());
    WelcomeCheck.Outcome outcome =
        new WelcomeCheck(device.sealer, link(), own, hash).check(device.facts.space(), parts, log);
    switch (outcome) {
      case WelcomeCheck.Outcome.Accepted accepted -> {
        for (int g = accepted.keys().oldestGeneration();
            g <= accepted.keys().newestGeneration();
            g++) {
          byte[] key = accepted.keys().key(g);
          if (key != null) {
            rosterLog.learnKey(g, key);
          }
        }
        parts.openings().forEach(device.names::learn);
        device.rows.put("welcome-from", parts.sender().bytes());
        device.facts.phase(Phase.READY);
        device.changed();
        rosterLog.pump();
        openSecret(parts);
      }
      case WelcomeCheck.Outcome.Refused refused -> {
        if (refused.refusal() != WelcomeCheck.Refusal.HEAD_NOT_REACHED) {
          over(Codes.NOT_ALLOWED);
        }
      }
    }
  }

  /** Only now part 2: the secret, which is used when it matches the EPOCH entry. */
  private void openSecret(WelcomeParts parts) {
    DeviceKeys sender = membership.everKeysOf(parts.sender());
    if (sender == null) {
      return;
    }
    try {
      Pairwise inside =
          sessions.decrypt(
              sender,
              new SealedDeposit(
                  parts.sender(),
                  new CiphertextMessage(CiphertextMessage.PREKEY, parts.message())));
      if (inside != null && inside.body() instanceof PairwiseBody.EpochSecretBody epoch) {
        device.epochs.offer(epoch.secret());
        membership.openEpoch();
        rosterLog.openItems();
      }
    } catch (ProtocolException e) {
      // Without the secret this device knocks, and any member can answer.
      device.changed();
    }
    device.rows.delete(PACKET);
    forgetInvite();
  }

  /** What only the way in needed. */
  private void forgetInvite() {
    device.facts.bytes("link", null);
    device.facts.bytes("answer", null);
  }
}
