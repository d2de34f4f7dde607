package org.understory.core;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.understory.core.linking.WordNumbers;
import org.understory.core.recovery.Sheet;
import org.understory.core.roster.Act;
import org.understory.core.roster.Member;
import org.understory.core.sync.Purpose;
import org.understory.core.view.Devices;
import org.understory.core.view.JsonWriter;
import org.understory.wire.frame.ReplaceKnockKey;
import org.understory.wire.id.SpaceId;

/**
 * The own recovery sheet ({@code docs/protocol.md#sheet}): made on the way in, shown, rehearsed,
 * replaced. Its secret is kept until it was rehearsed, for a day at most once the device is in.
 */
final class Sheets {
  private static final String SECRET = "sheet-secret";
  private static final String UNTIL = "sheet-until";

  /** The recovery key of the sheet that was rehearsed. */
  private static final String REHEARSED = "sheet-rehearsed";

  private static final long KEPT_MILLIS = 86_400_000;

  private final Device device;
  private final Membership membership;
  private final Proposals proposals;

  Sheets(Device device, Membership membership, Proposals proposals) {
    this.device = device;
    this.membership = membership;
    this.proposals = proposals;
  }

  // ---- made

  /** Makes the secret of a sheet; its recovery key, 32 bytes, is for the roster. */
  static byte[] make(Device device, SpaceId space) {
    byte[] secret = device.random(WordNumbers.SECRET);
    device.facts.bytes(SECRET, secret);
    device.facts.bytes(UNTIL, null);
    return Sheet.recoveryKey(device.sealer, secret, space);
  }

  /** The knock key of the sheet that was made last, 32 bytes; empty when it is here no more. */
  static byte[] knockKey(Device device, SpaceId space) {
    byte[] secret = device.facts.bytes(SECRET);
    return secret == null ? new byte[0] : Sheet.knockKey(device.sealer, secret, space);
  }

  /** The device is in: the server learns whom the sheet knocks for. */
  static void arrived(Device device) {
    if (device.facts.bytes(SECRET) != null) {
      replaceKnockKey(device);
    }
  }

  private static void replaceKnockKey(Device device) {
    device.outbox().forget(Purpose.KNOCK_KEY);
    device
        .outbox()
        .add(
            Purpose.KNOCK_KEY,
            "",
            new ReplaceKnockKey(device.newWriteId(), knockKey(device, device.facts.space())));
  }

  /** Another sheet takes the place of the one there is. */
  String replace() {
    if (device.facts.phase() != Phase.READY || membership.self() == null || !proposals.hasRoom()) {
      return Codes.BUSY;
    }
    byte[] key = make(device, device.facts.space());
    device.facts.number(UNTIL, device.now() + KEPT_MILLIS);
    proposals.post(new Act.RecoveryKey(key));
    replaceKnockKey(device);
    return "";
  }

  /** No sheet any more. */
  String none() {
    if (device.facts.phase() != Phase.READY || membership.self() == null || !proposals.hasRoom()) {
      return Codes.BUSY;
    }
    forget();
    if (recoveryKey().length > 0) {
      proposals.post(new Act.RecoveryKey(new byte[0]));
    }
    replaceKnockKey(device);
    return "";
  }

  /** The person has typed words of it back. */
  String rehearsed() {
    byte[] secret = secret();
    if (secret == null) {
      return Codes.NO_SUCH;
    }
    device.facts.bytes(REHEARSED, Sheet.recoveryKey(device.sealer, secret, device.facts.space()));
    forget();
    return "";
  }

  /** Its secret, 16 bytes, while it is here; null later. */
  byte @Nullable [] secret() {
    return device.facts.bytes(SECRET);
  }

  private void forget() {
    device.facts.bytes(SECRET, null);
    device.facts.bytes(UNTIL, null);
    device.changed();
  }

  void tick() {
    if (device.facts.phase() != Phase.READY || secret() == null) {
      return;
    }
    long until = device.facts.number(UNTIL);
    if (until == 0) {
      device.facts.number(UNTIL, device.now() + KEPT_MILLIS);
    } else if (device.now() >= until) {
      forget();
    }
  }

  /**
   * A linked device takes it that the member has rehearsed its sheet, if there is one, elsewhere.
   */
  static void linked(Device device, Member self) {
    if (self.recoveryKey().length > 0) {
      device.facts.bytes(REHEARSED, self.recoveryKey());
    }
  }

  // ---- shown

  private byte[] recoveryKey() {
    Member self = membership.self();
    return self == null ? new byte[0] : self.recoveryKey();
  }

  /** The sheet, while its secret is here and the own entry is known. */
  @Nullable Sheet sheet() {
    byte[] secret = secret();
    return secret == null ? null : sheet(secret);
  }

  /** The sheet with this secret, or with a part of one; null before the own entry is known. */
  @Nullable Sheet sheet(byte[] secret) {
    Member self = membership.self();
    return self == null ? null : of(device, membership, self, secret);
  }

  static Sheet of(Device device, Membership membership, Member member, byte[] secret) {
    byte[] hash = membership.state().hashAt(member.sinceSeq());
    return new Sheet(
        secret,
        device.facts.origin(),
        device.facts.space(),
        device.facts.group(),
        member.id(),
        member.sinceSeq(),
        hash == null ? new byte[32] : hash);
  }

  /** For the query {@code sheet}. */
  String json() {
    Sheet sheet = device.facts.phase() == Phase.READY ? sheet() : null;
    if (sheet == null) {
      return "null";
    }
    return new JsonWriter()
        .beginObject()
        .numbers("words", LinkGiving.numbers(WordNumbers.of(sheet.secret())))
        .member("text", sheet.format())
        .endObject()
        .text();
  }

  Devices.SheetState state() {
    byte[] key = recoveryKey();
    byte[] secret = secret();
    if (key.length == 0 && secret == null) {
      return Devices.SheetState.NONE;
    }
    byte[] rehearsed = device.facts.bytes(REHEARSED);
    return secret == null && rehearsed != null && Arrays.equals(rehearsed, key)
        ? Devices.SheetState.REHEARSED
        : Devices.SheetState.MADE;
  }
}
