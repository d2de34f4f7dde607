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
import org.understory.core.vetting.ScanCode;
import org.understory.core.view.Vetting;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.MailboxItem;
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
  private static final String REQUEST_KEY = "request-key";
  private static final String SHEET_KEY = "request-sheet-key";

  private final Device device;
  private final Membership membership;
  private final PreKeys preKeys;
  private final Applying applying;
  private final OwnRequests requests;

  Joining(Device device, Membership membership, PreKeys preKeys, Applying applying) {
    this.device = device;
    this.membership = membership;
    this.preKeys = preKeys;
    this.applying = applying;
    this.requests = new OwnRequests(device);
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
    device.facts.bytes(REQUEST_KEY, proved.requestKey());
    applying.sheet(inviteKeys(), proved.sheet());
    if (applying.asks(inviteKeys())) {
      device.facts.phase(Phase.ANSWERING);
      device.changed();
    } else {
      request();
    }
  }

  /** Answers the invite's questions, for the first time or anew: a new request each time. */
  String answer(List<String> answers) {
    Phase phase = device.facts.phase();
    if (phase != Phase.ANSWERING && phase != Phase.WAITING && phase != Phase.REQUESTING) {
      return Codes.NO_SUCH;
    }
    String code = applying.answer(inviteKeys(), answers);
    if (code.isEmpty()) {
      if (phase == Phase.ANSWERING) {
        device.facts.phase(Phase.REQUESTING);
      }
      request();
    }
    return code;
  }

  String keepHead(String scanned) {
    Phase phase = device.facts.phase();
    return phase == Phase.WAITING || phase == Phase.REQUESTING
        ? applying.keepHead(scanned)
        : Codes.NO_SUCH;
  }

  /** Makes the request as it is to be now, and sends it. */
  private void request() {
    byte[] requestKey = device.facts.bytes(REQUEST_KEY);
    if (requestKey == null) {
      return; // made once the server has named it
    }
    DeviceKeys own =
        device.keys().publish(device.sealer, device.facts.group(), device.facts.space());
    String answer = device.facts.text("answer");
    List<String> answers = applying.answers();
    JoinRequestSeal seal = new JoinRequestSeal(device.sealer);
    JoinRequest request =
        seal.build(
            link(),
            inviteKeys(),
            new JoinRequestSeal.Application(
                device.now() + REQUEST_LIFE_MILLIS,
                own,
                device.facts.name(),
                answer == null || !answers.isEmpty() ? "" : answer,
                preKeys.base(device.serverNow() / 1000).encode(),
                preKeys.oneTime().encode(),
                answers,
                sheetKey(),
                applying.vouchers()));
    requests.remember(request.hash(device.sealer));
    SealedJoinRequest sealed = seal.seal(inviteKeys(), requestKey, request);
    device.outbox().forget(Purpose.JOIN_REQUEST);
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

  /** One sheet, however often the answers change. */
  private byte[] sheetKey() {
    byte[] key = device.facts.bytes(SHEET_KEY);
    if (key == null) {
      key = Sheets.make(device, device.facts.space());
      device.facts.bytes(SHEET_KEY, key);
    }
    return key;
  }

  @Override
  public boolean earlier() {
    return requests.earlier();
  }

  @Override
  public boolean deposit(MailboxItem item) {
    return applying.note(inviteKeys(), item, requests.hashes());
  }

  Vetting.@Nullable Invitation invitation() {
    boolean joins = device.facts.text("link") != null && device.facts.spaceOrNull() != null;
    return joins ? applying.invitation(inviteKeys()) : null;
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
      case USED -> tooLate(Codes.INVITE_USED);
      case EXPIRED -> tooLate(Codes.INVITE_EXPIRED);
      default -> tooLate(Codes.NOT_ALLOWED);
    }
    return Outbox.Verdict.DROP;
  }

  /** Answers that come too late change nothing: the decision is on its way. */
  private void tooLate(String code) {
    if (device.facts.phase() != Phase.WAITING) {
      over(code);
    }
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
    if (phase != Phase.WAITING && phase != Phase.REQUESTING && phase != Phase.ANSWERING) {
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
    byte[] hash = requestHash();
    return hash.length == 0 ? null : inviteKeys().welcomeKey(hash);
  }

  @Override
  public byte[] requestHash() {
    return requests.current();
  }

  @Override
  public WelcomeCheck.Claim claim() {
    DeviceKeys own =
        device.keys().publish(device.sealer, device.facts.group(), device.facts.space());
    ScanCode.Head met = applying.keptHead();
    return WelcomeCheck.invited(
        device.sealer,
        link(),
        own,
        requestHash(),
        met == null ? null : new WelcomeCheck.Met(met.seq(), met.head()));
  }

  @Override
  public void arrived() {
    device.facts.bytes("link", null);
    device.facts.bytes("answer", null);
    Sheets.arrived(device);
    device.facts.bytes(SHEET_KEY, null);
    requests.forget();
    applying.forget();
  }
}
