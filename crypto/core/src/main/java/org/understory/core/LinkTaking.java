package org.understory.core;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.invite.LinkException;
import org.understory.core.invite.WelcomeCheck;
import org.understory.core.linking.LinkAnswer;
import org.understory.core.linking.LinkCheck;
import org.understory.core.linking.LinkClaim;
import org.understory.core.linking.LinkCode;
import org.understory.core.linking.LinkKeys;
import org.understory.core.linking.LinkOffer;
import org.understory.core.linking.LinkReveal;
import org.understory.core.linking.LinkSeal;
import org.understory.core.linking.LinkSecret;
import org.understory.core.linking.WordNumbers;
import org.understory.core.roster.Commitment;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.GroupId;
import org.understory.core.roster.Member;
import org.understory.core.roster.NameKind;
import org.understory.core.sync.Outbox;
import org.understory.core.sync.Purpose;
import org.understory.core.view.Devices;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.MailboxItem;
import org.understory.wire.frame.Proved;
import org.understory.wire.frame.Refusal;
import org.understory.wire.frame.SubmitJoinRequest;
import org.understory.wire.id.SpaceId;

/**
 * The new device's side of being linked ({@code docs/protocol.md#linking}): an offer that binds it
 * to a nonce, the old device's answer, the reveal, the words, and the wait for the welcome.
 */
final class LinkTaking implements Way {
  /** The fact {@code way} of a device that is being linked. */
  static final String WAY = "link";

  private static final String ROW = "lt/";
  private static final String SECRET = ROW + "secret";
  private static final String NONCE = ROW + "nonce";
  private static final String ANSWER = ROW + "answer";
  private static final String PARENT = ROW + "parent";
  private static final String CONFIRMED = "link-confirmed";

  private final Device device;
  private final Membership membership;
  private final PreKeys preKeys;
  private final LinkCheck check;

  LinkTaking(Device device, Membership membership, PreKeys preKeys) {
    this.device = device;
    this.membership = membership;
    this.preKeys = preKeys;
    this.check = new LinkCheck(device.sealer);
  }

  // ---- acts

  /** By the QR's text. */
  String link(String text) {
    try {
      LinkCode code = LinkCode.parse(text);
      String refused = begin(code.origin(), code.secret());
      if (refused.isEmpty()) {
        device.facts.group(code.group());
        device.rows.put(PARENT, code.device().bytes());
        membership.start();
      }
      return refused;
    } catch (LinkException e) {
      return Codes.BAD_LINK;
    }
  }

  /** By ten words and the server's address; the group is told by the old device. */
  String link(String origin, String words) {
    int[] indexes = WordNumbers.parse(words);
    byte[] secret = indexes == null ? null : WordNumbers.secret(indexes);
    try {
      return secret == null
          ? Codes.BAD_LINK
          : begin(org.understory.core.invite.LinkText.origin(origin), secret);
    } catch (LinkException e) {
      return Codes.BAD_LINK;
    }
  }

  private String begin(String origin, byte[] secret) {
    if (device.facts.phase() != null) {
      return Codes.BUSY;
    }
    device.facts.origin(origin);
    device.facts.text("way", WAY);
    device.facts.name("");
    device.facts.number("requested", device.now());
    device.rows.put(SECRET, secret);
    Keys.make(device, membership);
    device.facts.phase(Phase.REQUESTING);
    device.changed();
    return "";
  }

  /** The person says here, too, that the words are the same; the old device alone signs. */
  String confirm() {
    if (device.rows.get(ANSWER) == null || device.facts.phase() != Phase.WAITING) {
      return Codes.NO_SUCH;
    }
    device.facts.number(CONFIRMED, 1);
    device.changed();
    return "";
  }

  /** Gives up: what the other device still does about it leads nowhere. */
  String cancel() {
    Phase phase = device.facts.phase();
    if (!WAY.equals(device.facts.text("way"))
        || (phase != Phase.REQUESTING && phase != Phase.WAITING)) {
      return Codes.NO_SUCH;
    }
    device.outbox().forget(Purpose.JOIN_REQUEST);
    device.rows.deleteAll(ROW);
    device.facts.phase(Phase.LEFT);
    device.changed();
    return "";
  }

  // ---- the way in

  private LinkSecret secret() {
    byte[] row = device.rows.get(SECRET);
    if (row == null) {
      throw new IllegalStateException("asked of a device that is not being linked");
    }
    return LinkSecret.of(device.sealer, row);
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
    return secret().dropSeed();
  }

  @Override
  public void proved(Proved proved) {
    if (device.facts.spaceOrNull() != null) {
      return; // made before; the outbox repeats it
    }
    if (proved.space() == null) {
      over(Codes.NOT_ALLOWED);
      return;
    }
    device.facts.space(proved.space());
    byte[] nonce = device.random(32);
    device.rows.put(NONCE, nonce);
    submit(new LinkSeal(device.sealer, secret()).seal(offer(nonce)));
  }

  private LinkOffer offer(byte[] nonce) {
    return LinkOffer.of(device.sealer, LinkKeys.of(device.sealer, device.keys()), nonce);
  }

  private void submit(byte[] sealed) {
    byte[] owner = device.keys().ownerKey(device.sealer);
    device
        .outbox()
        .add(
            Purpose.JOIN_REQUEST,
            "",
            new SubmitJoinRequest(
                device.newWriteId(),
                device.keys().mailbox(),
                owner,
                sealed,
                new LinkSeal(device.sealer, secret())
                    .sign(device.keys().mailbox(), owner, sealed)));
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

  @Override
  public void declined() {
    over(Codes.NOT_ALLOWED);
  }

  @Override
  public void over(String code) {
    device.facts.problem(code);
    device.facts.phase(Phase.DECLINED);
    device.rows.deleteAll(ROW);
    device.changed();
  }

  /** The old device's answer: once. */
  @Override
  public boolean deposit(MailboxItem item) {
    LinkAnswer answer =
        device.rows.get(ANSWER) == null && device.rows.get(SECRET) != null
            ? new LinkSeal(device.sealer, secret()).answer(item.body())
            : null;
    if (answer == null) {
      return false;
    }
    byte[] group = device.facts.bytes("group");
    byte[] parent = device.rows.get(PARENT);
    boolean named =
        answer.space().equals(device.facts.space())
            && (group == null || answer.group().equals(GroupId.of(group)))
            && (parent == null || answer.parent().equals(DeviceId.of(parent)));
    if (!named) {
      over(Codes.NOT_ALLOWED);
      return true;
    }
    device.rows.put(ANSWER, answer.encode());
    device.facts.group(answer.group());
    membership.start();
    Keys.become(device, membership, answer.member());
    reveal();
    return true;
  }

  private void reveal() {
    byte[] nonce = device.rows.get(NONCE);
    if (nonce != null) {
      submit(
          new LinkSeal(device.sealer, secret())
              .seal(
                  new LinkReveal(
                      nonce,
                      own(),
                      preKeys.base(device.serverNow() / 1000).encode(),
                      preKeys.oneTime().encode())));
    }
  }

  private DeviceKeys own() {
    return device.keys().publish(device.sealer, device.facts.group(), device.facts.space());
  }

  // ---- the welcome

  @Override
  public byte @Nullable [] welcomeKey() {
    return device.rows.get(ANSWER) == null ? null : secret().welcomeKey();
  }

  @Override
  public byte[] requestHash() {
    return device.rows.get(ANSWER) == null ? new byte[0] : check.requestHash(own());
  }

  @Override
  public WelcomeCheck.Claim claim() {
    return new LinkClaim(device.sealer, answer(), own());
  }

  private LinkAnswer answer() {
    byte[] row = device.rows.get(ANSWER);
    try {
      return LinkAnswer.decode(row == null ? new byte[0] : row);
    } catch (InvalidWireException e) {
      throw new IllegalStateException("the stored answer cannot be read", e);
    }
  }

  @Override
  public void arrived() {
    nameSelf(device, membership);
    Member self = membership.self();
    if (self != null) {
      Sheets.linked(device, self);
    }
    device.rows.deleteAll(ROW);
    device.changed();
  }

  /** The own name is the member's, which came with the welcome. */
  static void nameSelf(Device device, Membership membership) {
    Member self = membership.self();
    String name =
        self == null
            ? null
            : device.names.of(new Commitment(NameKind.MEMBER, self.nameCommitment()));
    if (name != null) {
      device.facts.name(name);
    }
  }

  /** What the screen shows; null when this device is not being linked. */
  Devices.@Nullable Linking view() {
    Phase phase = device.facts.phase();
    if (!WAY.equals(device.facts.text("way")) || phase == null || phase == Phase.READY) {
      return null;
    }
    boolean compare = device.rows.get(ANSWER) != null;
    boolean confirmed = device.facts.number(CONFIRMED) == 1;
    byte[] nonce = device.rows.get(NONCE);
    Devices.Stage stage =
        !phase.connects()
            ? Devices.Stage.FAILED
            : !compare
                ? Devices.Stage.CONNECTING
                : confirmed ? Devices.Stage.WAITING : Devices.Stage.COMPARE;
    return new Devices.Linking(
        false,
        stage,
        null,
        List.of(),
        nonce == null || !compare
            ? List.of()
            : LinkGiving.numbers(check.words(nonce, offer(nonce), answer())),
        confirmed,
        device.facts.number("requested") + LinkCheck.LIFE_MILLIS);
  }
}
