package org.understory.core.roster;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person who is, or was, in the group. A name is not here: it is an {@link Opening} of {@code
 * nameCommitment}, and may be missing.
 *
 * @param nameCommitment 32 bytes
 * @param recoveryKey 32 bytes, Ed25519, of the member's sheet; empty: none
 * @param devices all that the member ever had, in the order in which they came
 * @param office what makes the member a steward, or null
 * @param roleSeq the last ROLE about the member; 0: none
 * @param sinceSeq the entry that brought the member in
 * @param sinceTime its time, milliseconds
 * @param removal how the member went, or null for an active one
 * @param announced a recovery that waits until it may be carried out, or null
 */
public record Member(
    MemberId id,
    byte[] nameCommitment,
    byte[] recoveryKey,
    List<MemberDevice> devices,
    @Nullable Office office,
    long roleSeq,
    long sinceSeq,
    long sinceTime,
    @Nullable Removal removal,
    @Nullable Announcement announced) {

  public Member {
    devices = List.copyOf(devices);
  }

  /** What a member may do. */
  public enum Role {
    /** May change the roster. */
    STEWARD,
    MEMBER
  }

  /**
   * A steward's office: held with one device.
   *
   * @param device the office device, the only one that signs entries and approves
   * @param stewardKey 32 bytes, Ed25519, the steward access key at the server
   * @param since the entry since which the member is a steward without a break
   */
  public record Office(DeviceId device, byte[] stewardKey, long since) {
    @Override
    public String toString() {
      return "Office[" + since + "]";
    }
  }

  /**
   * How a member went.
   *
   * @param seq the REMOVE entry
   * @param time its time, milliseconds
   * @param by the steward whose device signed it
   * @param left whether it carried out the member's own LEAVE
   * @param frozen whether ROLE may bring the member back as it was
   */
  public record Removal(long seq, long time, MemberId by, boolean left, boolean frozen) {}

  /**
   * A recovery that was announced.
   *
   * @param recovery 32 bytes, {@link SignedRecovery#hash}
   * @param seq the entry that announced it
   * @param time its time, milliseconds
   */
  public record Announcement(byte[] recovery, long seq, long time) {
    @Override
    public String toString() {
      return "Announcement[" + seq + "]";
    }
  }

  public Role role() {
    return office == null ? Role.MEMBER : Role.STEWARD;
  }

  /** Whether the member is in the group now. */
  public boolean isActive() {
    return removal == null;
  }

  /** Whether the member is out, and may come back as it was. */
  public boolean isFrozen() {
    return removal != null && removal.frozen();
  }

  /** Whether the member is in the group now, and a steward. */
  public boolean isActiveSteward() {
    return isActive() && office != null;
  }

  /** The keys of the devices that may be encrypted to now: none of a removed member's. */
  public List<DeviceKeys> activeDevices() {
    List<DeviceKeys> active = new ArrayList<>();
    for (MemberDevice device : devices) {
      if (isActive() && !device.isRevoked()) {
        active.add(device.keys());
      }
    }
    return active;
  }

  /** The device with this id that the member has or had, or null. */
  public @Nullable MemberDevice device(DeviceId device) {
    for (MemberDevice one : devices) {
      if (one.id().equals(device)) {
        return one;
      }
    }
    return null;
  }

  /**
   * What a DEVICE_REVOKE names that carries out this act: those of the act's devices that are still
   * active, and what they linked since, of which its author knew nothing
   * (docs/protocol.md#device-revoke).
   *
   * @param seq the entry that the act's author had last applied
   */
  public List<DeviceId> goingWith(Act.DeviceRevoke act, long seq) {
    List<DeviceId> going = new ArrayList<>();
    for (MemberDevice device : devices) {
      boolean named = act.devices().contains(device.id());
      boolean since =
          device.sinceSeq() > seq
              && !act.kept().contains(device.id())
              && isLinkedByOneOf(device, act.devices());
      if (!device.isRevoked() && (named || since)) {
        going.add(device.id());
      }
    }
    return IdList.sorted(going);
  }

  /** Whether one of these is on the way from the member's first device to this one. */
  boolean isLinkedByOneOf(MemberDevice device, List<DeviceId> above) {
    for (MemberDevice at = device; at != null && at.parent() != null; at = device(at.parent())) {
      if (above.contains(at.parent())) {
        return true;
      }
    }
    return false;
  }

  /** Whether the member holds its office with this device, now. */
  public boolean holdsOfficeWith(DeviceId device) {
    return isActive() && office != null && office.device().equals(device);
  }

  /** Out, or back: without an office, and without what was announced before. */
  Member withRemoval(@Nullable Removal how) {
    return new Member(
        id, nameCommitment, recoveryKey, devices, null, roleSeq, sinceSeq, sinceTime, how, null);
  }

  Member withOffice(@Nullable Office held, long seq) {
    return new Member(
        id,
        nameCommitment,
        recoveryKey,
        devices,
        held,
        seq,
        sinceSeq,
        sinceTime,
        removal,
        announced);
  }

  /** The office ends with its device. */
  Member withDevices(List<MemberDevice> now) {
    boolean holds = false;
    for (MemberDevice device : now) {
      holds |= office != null && office.device().equals(device.id()) && !device.isRevoked();
    }
    return new Member(
        id,
        nameCommitment,
        recoveryKey,
        now,
        holds ? office : null,
        roleSeq,
        sinceSeq,
        sinceTime,
        removal,
        announced);
  }

  Member withSheet(byte[] key, @Nullable Announcement waiting) {
    return new Member(
        id, nameCommitment, key, devices, office, roleSeq, sinceSeq, sinceTime, removal, waiting);
  }

  @Override
  public String toString() {
    return "Member[" + role() + (isActive() ? "" : ", removed") + "]";
  }
}
