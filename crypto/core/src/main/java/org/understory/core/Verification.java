package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.seal.Sealer;
import org.understory.core.vetting.ScanCode;
import org.understory.core.view.View;
import org.understory.wire.id.LogId;

/**
 * Which people the user has verified, each with the identity keys that they had then ({@code
 * docs/protocol.md#verification}). ID-9: with a key that was not among them the verification does
 * not hold, and nothing is sent where that person reads until the user has said so.
 */
final class Verification {
  private static final String ROW = "vf/";
  private static final String ANYWAY = "vy/";
  private static final int HASH = 32;

  private final Device device;
  private final Membership membership;
  private final Circles circles;

  Verification(Device device, Membership membership, Circles circles, SendGate gate) {
    this.device = device;
    this.membership = membership;
    this.circles = circles;
    gate.add(channel -> unconfirmed(channel).isEmpty() ? null : SendGate.IDENTITY_CHANGED);
  }

  // ---- numbers

  /**
   * The safety number with a member, 60 digits: of all devices that both have, so that a new one on
   * either side changes it.
   */
  String number(Member other) {
    Member me = membership.state().member(device.keys().member());
    if (me == null) {
      return "";
    }
    return device.engine.safetyNumber(me.id().bytes(), key(me), other.id().bytes(), key(other));
  }

  /** One identity key as it is; several as the hash of all, in the form of a key. */
  private byte[] key(Member member) {
    List<DeviceKeys> devices = member.activeDevices();
    if (devices.size() == 1) {
      return devices.get(0).identityKey();
    }
    byte[] key = new byte[33];
    key[0] = 5;
    System.arraycopy(keysHash(member), 0, key, 1, HASH);
    return key;
  }

  /** {@code H("identity-keys", keys...)}, 32 bytes, of a member's active devices by rising id. */
  byte[] keysHash(Member member) {
    List<DeviceKeys> devices = new ArrayList<>(member.activeDevices());
    devices.sort((a, b) -> a.device().hex().compareTo(b.device().hex()));
    byte[][] keys = new byte[devices.size()][];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = devices.get(i).identityKey();
    }
    return device.sealer.hash("identity-keys", keys);
  }

  // ---- what was verified

  String verify(String memberId) {
    Member member = member(memberId);
    if (member == null || member.id().equals(device.keys().member())) {
      return Codes.NO_SUCH;
    }
    keep(member.id(), hashes(member.activeDevices()));
    return "";
  }

  /** Somebody who waits was met: their key is verified when they are in. */
  void met(DeviceKeys joiner) {
    keep(joiner.member(), List.of(hash(joiner)));
  }

  /** The steward who showed a head in person is verified, when the keys are those. */
  void met(ScanCode.Head head) {
    Member steward = membership.state().memberOf(head.device());
    if (steward != null && Arrays.equals(keysHash(steward), head.identityHash())) {
      keep(steward.id(), hashes(steward.activeDevices()));
    }
  }

  String withdraw(String memberId) {
    Member member = member(memberId);
    if (member == null || !device.rows.has(ROW + memberId)) {
      return Codes.NO_SUCH;
    }
    device.rows.delete(ROW + memberId);
    device.changed();
    return "";
  }

  private void keep(MemberId id, List<byte[]> hashes) {
    byte[] row = Arrays.copyOf(Sealer.u64(device.now()), 8 + HASH * hashes.size());
    for (int i = 0; i < hashes.size(); i++) {
      System.arraycopy(hashes.get(i), 0, row, 8 + HASH * i, HASH);
    }
    device.rows.put(ROW + id.hex(), row);
    device.changed();
  }

  private List<byte[]> hashes(Collection<DeviceKeys> devices) {
    return devices.stream().map(this::hash).toList();
  }

  private byte[] hash(DeviceKeys keys) {
    return device.sealer.hash("identity", keys.device().bytes(), keys.identityKey());
  }

  private @Nullable Member member(String id) {
    for (Member member : membership.state().activeMembers()) {
      if (member.id().hex().equals(id)) {
        return member;
      }
    }
    return null;
  }

  /** How things stand with a member. */
  View.Verified of(Member member) {
    byte[] row = device.rows.get(ROW + member.id().hex());
    if (row == null) {
      return View.Verified.NO;
    }
    for (DeviceKeys keys : member.activeDevices()) {
      if (!holds(row, hash(keys))) {
        return View.Verified.CHANGED;
      }
    }
    return View.Verified.YES;
  }

  private static boolean holds(byte[] row, byte[] hash) {
    for (int at = 8; at < row.length; at += HASH) {
      if (Arrays.equals(Arrays.copyOfRange(row, at, at + HASH), hash)) {
        return true;
      }
    }
    return false;
  }

  /** When a member was verified, or null. */
  @Nullable Long at(Member member) {
    byte[] row = device.rows.get(ROW + member.id().hex());
    return row == null ? null : Sealer.u64(row, 0);
  }

  // ---- codes

  /** What the other's camera reads. */
  String code(Member other, byte[] lease) {
    return new ScanCode.Safety(number(other), membership.seq(), membership.head(), lease).text();
  }

  /** Holds a scanned code against the own number; a match verifies. */
  String scan(String memberId, String scanned, BiConsumer<Member, ScanCode.Safety> heard) {
    Member member = member(memberId);
    if (member == null) {
      return Codes.NO_SUCH;
    }
    if (!(ScanCode.parse(scanned) instanceof ScanCode.Safety code)) {
      return Codes.NOT_UNDERSTOOD;
    }
    heard.accept(member, code);
    return code.digits().equals(number(member)) ? verify(memberId) : Codes.NO_MATCH;
  }

  // ---- sending

  /** Readers of a channel who were verified and have another key now, and nobody has said go on. */
  List<MemberId> unconfirmed(LogId channel) {
    List<MemberId> changed = new ArrayList<>();
    if (device.rows.scan(ROW).isEmpty()) {
      return changed;
    }
    byte[] confirmed = device.rows.get(ANYWAY + channel.hex());
    for (DeviceKeys keys : circles.of(channel).others()) {
      byte[] row = device.rows.get(ROW + keys.member().hex());
      boolean known =
          row == null
              || holds(row, hash(keys))
              || (confirmed != null && holds(confirmed, hash(keys)));
      if (!known && !changed.contains(keys.member())) {
        changed.add(keys.member());
      }
    }
    return changed;
  }

  /** The user has read who it is about and sends to a channel all the same. */
  String sendAnyway(LogId channel) {
    List<MemberId> about = unconfirmed(channel);
    if (about.isEmpty()) {
      return Codes.NO_SUCH;
    }
    List<byte[]> hashes = new ArrayList<>();
    for (DeviceKeys keys : circles.of(channel).others()) {
      if (device.rows.has(ROW + keys.member().hex())) {
        hashes.add(hash(keys));
      }
    }
    byte[] row = new byte[8 + HASH * hashes.size()];
    for (int i = 0; i < hashes.size(); i++) {
      System.arraycopy(hashes.get(i), 0, row, 8 + HASH * i, HASH);
    }
    device.rows.put(ANYWAY + channel.hex(), row);
    device.changed();
    return "";
  }
}
