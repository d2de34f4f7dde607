package org.understory.core;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.invite.LinkException;
import org.understory.core.invite.WelcomeCheck;
import org.understory.core.recovery.RecoveryRequest;
import org.understory.core.recovery.Share;
import org.understory.core.recovery.Sheet;
import org.understory.core.recovery.SheetClaim;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.SignedRecovery;
import org.understory.core.sync.Outbox;
import org.understory.core.sync.Purpose;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.Proved;
import org.understory.wire.frame.Refusal;
import org.understory.wire.frame.SubmitRecovery;
import org.understory.wire.id.SpaceId;

/**
 * Coming back with nothing but the recovery sheet, or enough parts of it ({@code
 * docs/protocol.md#recovery}): a request for the stewards, and the wait for one to confirm it.
 */
final class Returning implements Way {
  /** The fact {@code way} of a device that comes back. */
  static final String WAY = "sheet";

  private static final String ROW = "rv/";
  private static final String SHEET = ROW + "sheet";
  private static final String RECOVERY = ROW + "recovery";

  private final Device device;
  private final Membership membership;
  private final PreKeys preKeys;

  Returning(Device device, Membership membership, PreKeys preKeys) {
    this.device = device;
    this.membership = membership;
    this.preKeys = preKeys;
  }

  // ---- acts

  String recover(String text) {
    try {
      return recover(Sheet.parse(text));
    } catch (LinkException e) {
      return Codes.BAD_LINK;
    }
  }

  /** By parts that holders gave back: one whole text, and others whole or as index and words. */
  String recover(List<String> shares) {
    try {
      return recover(Share.combine(device.sealer, shares));
    } catch (LinkException e) {
      return Codes.BAD_LINK;
    }
  }

  private String recover(Sheet sheet) {
    if (device.facts.phase() != null) {
      return Codes.BUSY;
    }
    device.facts.origin(sheet.origin());
    device.facts.group(sheet.group());
    device.facts.space(sheet.space());
    device.facts.text("way", WAY);
    device.facts.name("");
    device.facts.number("requested", device.now());
    device.facts.text(SHEET, sheet.format());
    Keys.make(device, membership);
    Keys.become(device, membership, sheet.member());
    device.facts.phase(Phase.REQUESTING);
    membership.start();
    device.changed();
    return "";
  }

  // ---- the way in

  private Sheet sheet() {
    String text = device.facts.text(SHEET);
    try {
      return Sheet.parse(text == null ? "" : text);
    } catch (LinkException e) {
      throw new IllegalStateException("the stored sheet cannot be read", e);
    }
  }

  @Override
  public KeyKind kind() {
    return KeyKind.KNOCK;
  }

  @Override
  public @Nullable SpaceId space() {
    return device.facts.space();
  }

  @Override
  public byte[] seed() {
    return Sheet.knockSeed(device.sealer, sheet().secret(), device.facts.space());
  }

  private byte[] requestKey() {
    Sheet sheet = sheet();
    byte[] key = Sheet.recoveryKey(device.sealer, sheet.secret(), sheet.space());
    return RecoveryRequest.key(device.sealer, key, sheet.group());
  }

  @Override
  public void proved(Proved proved) {
    if (device.facts.bytes(RECOVERY) != null) {
      return; // made before; the outbox repeats it
    }
    Sheet sheet = sheet();
    SignedRecovery recovery =
        SignedRecovery.sign(
            device.sealer,
            Sheet.recoverySeed(device.sealer, sheet.secret(), sheet.space()),
            new SignedRecovery.Recovery(
                sheet.group(),
                own(),
                Sheets.make(device, sheet.space()),
                device.serverNow(),
                device.random(16)));
    device.facts.bytes(RECOVERY, recovery.encode());
    byte[] sealed =
        new RecoveryRequest(
                recovery.encode(),
                preKeys.base(device.serverNow() / 1000).encode(),
                preKeys.oneTime().encode())
            .seal(device.sealer, requestKey(), sheet.space());
    device
        .outbox()
        .add(
            Purpose.RECOVERY,
            "",
            new SubmitRecovery(
                device.newWriteId(),
                device.keys().mailbox(),
                device.keys().ownerKey(device.sealer),
                sealed));
    device.changed();
  }

  private DeviceKeys own() {
    return device.keys().publish(device.sealer, device.facts.group(), device.facts.space());
  }

  private SignedRecovery recovery() {
    byte[] row = device.facts.bytes(RECOVERY);
    try {
      return SignedRecovery.decode(row == null ? new byte[0] : row);
    } catch (InvalidWireException e) {
      throw new IllegalStateException("the stored recovery cannot be read", e);
    }
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
    forget();
  }

  // ---- the welcome

  @Override
  public byte @Nullable [] welcomeKey() {
    return device.facts.bytes(RECOVERY) == null
        ? null
        : RecoveryRequest.welcomeKey(device.sealer, requestKey(), recovery().recovery().nonce());
  }

  @Override
  public byte[] requestHash() {
    return device.facts.bytes(RECOVERY) == null ? new byte[0] : recovery().hash(device.sealer);
  }

  @Override
  public WelcomeCheck.Claim claim() {
    return new SheetClaim(device.sealer, sheet(), recovery().encode(), own());
  }

  @Override
  public void arrived() {
    LinkTaking.nameSelf(device, membership);
    forget();
    Sheets.arrived(device);
  }

  private void forget() {
    device.facts.bytes(SHEET, null);
    device.facts.bytes(RECOVERY, null);
    device.changed();
  }
}
