package org.understory.core;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.invite.InviteKeys;
import org.understory.core.invite.InviteLink;
import org.understory.core.invite.JoinRequest;
import org.understory.core.invite.JoinRequestSeal;
import org.understory.core.invite.LinkException;
import org.understory.core.invite.SealedJoinRequest;
import org.understory.core.invite.WelcomeCheck;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.sync.Outbox;
import org.understory.core.sync.Purpose;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.Proved;
import org.understory.wire.frame.Refusal;
import org.understory.wire.frame.SubmitJoinRequest;
import org.understory.wire.frame.WithdrawJoinRequest;
import org.understory.wire.id.SpaceId;

/**
 * The other way in: a join request by an invite link, and the wait ({@code
 * docs/protocol.md#join-request}).
 */
final class Joining implements Way {
  private static final long REQUEST_LIFE_MILLIS = 14L * 86_400_000;
  private static final int MAX_ANSWER = 4096;

  private final Device device;
  private final Membership membership;
  private final PreKeys preKeys;

  Joining(Device device, Membership membership, PreKeys preKeys) {
    this.device = device;
    this.membership = membership;
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

  @Override
  public KeyKind kind() {
    return KeyKind.DROP;
  }

  @Override
  public @Nullable SpaceId space() {
    return null;
  }

  @Override
  public byte[] seed() {
    return inviteKeys().dropSeed();
  }

  /** The server named the space and the request key; the request is made and leaves. */
  @Override
  public void proved(Proved proved) {
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
                Sheets.make(device, proved.space()),
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

  @Override
  public void submitted() {
    device.facts.problem(null);
    device.facts.phase(Phase.WAITING);
    device.changed();
  }

  @Override
  public Outbox.Verdict refused(Refusal refusal) {
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
  @Override
  public void over(String code) {
    device.facts.problem(code);
    device.facts.phase(Phase.DECLINED);
    device.changed();
  }

  @Override
  public void declined() {
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

  @Override
  public byte @Nullable [] welcomeKey() {
    byte[] hash = device.facts.bytes("request-hash");
    return hash == null ? null : inviteKeys().welcomeKey(hash);
  }

  @Override
  public byte[] requestHash() {
    byte[] hash = device.facts.bytes("request-hash");
    return hash == null ? new byte[0] : hash;
  }

  @Override
  public WelcomeCheck.Claim claim() {
    DeviceKeys own =
        device.keys().publish(device.sealer, device.facts.group(), device.facts.space());
    return WelcomeCheck.invited(device.sealer, link(), own, requestHash());
  }

  @Override
  public void arrived() {
    device.facts.bytes("link", null);
    device.facts.bytes("answer", null);
    Sheets.arrived(device);
  }
}
