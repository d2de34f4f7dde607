package org.understory.core;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.linking.LinkAnswer;
import org.understory.core.linking.LinkCheck;
import org.understory.core.linking.LinkCode;
import org.understory.core.linking.LinkOffer;
import org.understory.core.linking.LinkReveal;
import org.understory.core.linking.LinkSeal;
import org.understory.core.linking.LinkSecret;
import org.understory.core.linking.WordNumbers;
import org.understory.core.roster.Act;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.core.roster.Member;
import org.understory.core.seal.EpochSecret;
import org.understory.core.sync.Purpose;
import org.understory.core.view.Devices;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.frame.Deposit;
import org.understory.wire.frame.DepositItem;
import org.understory.wire.frame.OpenLink;
import org.understory.wire.frame.PendingRequest;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.MailboxId;

/**
 * The old device's side of linking another one ({@code docs/protocol.md#linking}): the code on its
 * screen, one answer, the words, and after its person has said that they are the same, the proposal
 * and the welcome.
 */
final class LinkGiving {
  private static final String ROW = "lg/";
  private static final String SECRET = ROW + "secret";
  private static final String OFFER = ROW + "offer";
  private static final String ANSWER = ROW + "answer";
  private static final String REVEAL = ROW + "reveal";
  private static final String STAGE = "link-stage";
  private static final String UNTIL = "link-until";

  /** RC-103. */
  private static final int MOST_DEVICES = 5;

  private final Device device;
  private final Membership membership;
  private final RosterLog rosterLog;
  private final Proposals proposals;
  private final Welcomes welcomes;
  private final LinkCheck check;

  LinkGiving(
      Device device,
      Membership membership,
      RosterLog rosterLog,
      Proposals proposals,
      Welcomes welcomes) {
    this.device = device;
    this.membership = membership;
    this.rosterLog = rosterLog;
    this.proposals = proposals;
    this.welcomes = welcomes;
    this.check = new LinkCheck(device.sealer);
  }

  // ---- acts

  String start() {
    Member self = membership.self();
    if (device.facts.phase() != Phase.READY || self == null || stage() == Devices.Stage.WAITING) {
      return Codes.BUSY;
    }
    if (self.activeDevices().size() >= MOST_DEVICES) {
      return Codes.TOO_MANY;
    }
    forget();
    LinkSecret secret = LinkSecret.fresh(device.sealer);
    long until = device.serverNow() + LinkCheck.LIFE_MILLIS - 5_000;
    device.rows.put(SECRET, secret.secret());
    device.facts.number(UNTIL, until);
    stage(Devices.Stage.SHOWING);
    device
        .outbox()
        .add(
            Purpose.LINK,
            "",
            new OpenLink(
                device.newWriteId(), device.facts.space(), secret.dropKey(), until / 1000));
    return "";
  }

  /** DL-6: the person has compared the words. */
  String confirm() {
    LinkReveal reveal = reveal();
    if (stage() != Devices.Stage.COMPARE || reveal == null) {
      return Codes.NO_SUCH;
    }
    if (isOver()) {
      stage(Devices.Stage.FAILED);
      return Codes.INVITE_EXPIRED;
    }
    if (!proposals.hasRoom()) {
      return Codes.BUSY;
    }
    proposals.post(new Act.DeviceAdd(reveal.device()));
    stage(Devices.Stage.WAITING);
    return "";
  }

  /** Ends it, unless the other device was signed for already: that one is revoked. */
  String cancel() {
    if (stage() == null) {
      return Codes.NO_SUCH;
    }
    if (stage() == Devices.Stage.WAITING) {
      return Codes.ALREADY_DECIDED;
    }
    forget();
    return "";
  }

  private void forget() {
    device.rows.deleteAll(ROW);
    device.facts.bytes(STAGE, null);
    device.changed();
  }

  // ---- what comes

  /** Whether requests at the own link drop are to be asked for. */
  boolean isOpen() {
    Devices.Stage stage = stage();
    return stage != null && stage.compareTo(Devices.Stage.COMPARE) <= 0 && !isOver();
  }

  /** Whether a request is at the own link drop. */
  boolean isFor(InviteId drop) {
    LinkSecret secret = secret();
    return secret != null && secret.id().equals(drop);
  }

  /** What the new device lays down, or a second one (DL-5). */
  void pending(PendingRequest request) {
    LinkSecret secret = secret();
    if (secret == null || !isOpen()) {
      return;
    }
    if (request.alarm()) {
      stage(Devices.Stage.ALARM);
      return;
    }
    LinkSeal seal = new LinkSeal(device.sealer, secret);
    boolean genuine =
        seal.isSigned(request.mailbox(), request.ownerKey(), request.sealed(), request.signature());
    if (!genuine) {
      return; // DL-2
    }
    LinkOffer offer = offer();
    if (offer == null) {
      LinkOffer first = seal.offer(request.sealed());
      if (first != null && first.device().mailbox().equals(request.mailbox())) {
        answer(seal, first);
      }
    } else if (offer.device().mailbox().equals(request.mailbox()) && reveal() == null) {
      LinkReveal reveal = seal.reveal(request.sealed());
      if (reveal != null) {
        take(offer, reveal);
      }
    }
  }

  private void answer(LinkSeal seal, LinkOffer offer) {
    LinkAnswer answer =
        new LinkAnswer(
            device.facts.group(),
            device.facts.space(),
            device.keys().member(),
            device.keys().device(),
            device.random(32),
            membership.seq(),
            membership.head(),
            device.keys().identity().publicKey());
    device.rows.put(OFFER, offer.encode());
    device.rows.put(ANSWER, answer.encode());
    deposit(offer.device().mailbox(), seal.seal(answer));
    stage(Devices.Stage.CONNECTING);
  }

  private void take(LinkOffer offer, LinkReveal reveal) {
    boolean usable =
        check.refusal(membership.state(), device.keys().member(), offer, reveal) == null
            && PreKeys.verified(device, reveal.device(), reveal.preKeyBase(), reveal.oneTime())
                != null;
    if (usable) {
      device.rows.put(REVEAL, reveal.encode());
    }
    stage(usable ? Devices.Stage.COMPARE : Devices.Stage.FAILED);
  }

  private void deposit(MailboxId mailbox, byte[] body) {
    DepositItem item = new DepositItem(mailbox, device.expiry().cap(device.serverNow()), body);
    device
        .outbox()
        .add(
            Purpose.DEPOSIT,
            "",
            new Deposit(device.newWriteId(), device.facts.space(), List.of(item)));
  }

  // ---- the welcome

  /** The roster has the new device and this one the epoch that it begins in: it is let in. */
  void pump() {
    if (stage() == Devices.Stage.SHOWING && isOver()) {
      stage(Devices.Stage.FAILED);
    }
    LinkReveal reveal = stage() == Devices.Stage.WAITING ? reveal() : null;
    LinkSecret link = secret();
    EpochSecret secret = membership.secret();
    EpochEntry epoch = membership.state().epoch();
    byte[] rosterKey = epoch == null ? null : rosterLog.keys().key(epoch.rosterKeyGeneration());
    if (reveal == null
        || link == null
        || secret == null
        || epoch == null
        || rosterKey == null
        || membership.keysOf(reveal.device().device()) == null) {
      return;
    }
    DeviceKeys keys = reveal.device();
    byte[] welcome =
        welcomes.make(
            new Welcomes.Newcomer(
                keys,
                reveal.preKeyBase(),
                reveal.oneTime(),
                link.welcomeKey(),
                check.requestHash(keys)),
            new Welcomes.Place(
                secret,
                epoch.rosterKeyGeneration(),
                rosterKey,
                membership.seq(),
                membership.head()),
            List.of());
    if (welcome != null) {
      deposit(keys.mailbox(), welcome);
    }
    device.rows.deleteAll(ROW);
    stage(welcome == null ? Devices.Stage.FAILED : Devices.Stage.DONE);
  }

  // ---- what is kept

  private @Nullable LinkSecret secret() {
    byte[] row = device.rows.get(SECRET);
    return row == null ? null : LinkSecret.of(device.sealer, row);
  }

  private @Nullable LinkOffer offer() {
    byte[] row = device.rows.get(OFFER);
    try {
      return row == null ? null : LinkOffer.decode(row);
    } catch (InvalidWireException e) {
      throw new IllegalStateException("a stored offer cannot be read", e);
    }
  }

  private @Nullable LinkReveal reveal() {
    byte[] row = device.rows.get(REVEAL);
    try {
      return row == null ? null : LinkReveal.decode(row);
    } catch (InvalidWireException e) {
      throw new IllegalStateException("a stored reveal cannot be read", e);
    }
  }

  private boolean isOver() {
    return device.serverNow() > device.facts.number(UNTIL);
  }

  private Devices.@Nullable Stage stage() {
    long number = device.facts.number(STAGE);
    return number == 0 ? null : Devices.Stage.values()[(int) number - 1];
  }

  private void stage(Devices.Stage stage) {
    device.facts.number(STAGE, stage.ordinal() + 1L);
    device.changed();
  }

  /** What the screen shows; null while no device is being linked. */
  Devices.@Nullable Linking view() {
    Devices.Stage stage = stage();
    LinkSecret secret = secret();
    if (stage == null) {
      return null;
    }
    boolean shows = secret != null && stage == Devices.Stage.SHOWING;
    return new Devices.Linking(
        true,
        stage,
        shows && secret != null ? code(secret) : null,
        shows && secret != null ? numbers(WordNumbers.of(secret.secret())) : List.of(),
        words(),
        stage == Devices.Stage.WAITING || stage == Devices.Stage.DONE,
        device.facts.number(UNTIL));
  }

  private String code(LinkSecret secret) {
    return new LinkCode(
            device.facts.origin(), secret.secret(), device.facts.group(), device.keys().device())
        .format();
  }

  private List<Integer> words() {
    LinkOffer offer = offer();
    LinkReveal reveal = reveal();
    byte[] answer = device.rows.get(ANSWER);
    try {
      return offer == null || reveal == null || answer == null
          ? List.of()
          : numbers(check.words(reveal.nonce(), offer, LinkAnswer.decode(answer)));
    } catch (InvalidWireException e) {
      throw new IllegalStateException("a stored answer cannot be read", e);
    }
  }

  static List<Integer> numbers(int[] words) {
    List<Integer> numbers = new java.util.ArrayList<>();
    for (int word : words) {
      numbers.add(word);
    }
    return numbers;
  }
}
