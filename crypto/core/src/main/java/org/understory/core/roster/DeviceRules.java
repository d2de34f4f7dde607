package org.understory.core.roster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.EntryBody.DeviceAdd;
import org.understory.core.roster.Member.Announcement;
import org.understory.core.seal.Sealer;
import org.understory.wire.codec.InvalidWireException;

/** The rule of DEVICE_ADD: a device that another one links, or that comes back by a sheet. */
final class DeviceRules {
  /** How many devices a member may have at a time. */
  static final int MAX_DEVICES = 5;

  private static final long HOUR = 3_600_000;

  /** Milliseconds for which a recovery may be carried out. */
  private static final long RECOVERY_AGE = 30 * 24 * HOUR;

  private DeviceRules() {}

  static @Nullable RosterCheck broken(
      Sealer sealer, RosterState state, Entry entry, DeviceAdd add) {
    Member member = state.member(add.device().member());
    if (add.isRecovery()) {
      return recoveryBroken(sealer, state, entry, add, member);
    }
    DeviceId parent = DeviceId.of(add.parent());
    Member owner = state.memberOf(parent);
    if (member == null
        || owner == null
        || !owner.id().equals(member.id())
        || state.deviceOf(parent) == null) {
      return RosterCheck.PARENT;
    }
    Proposal act = ProposalRules.holding(sealer, state, entry.time(), add.act());
    boolean linked =
        act != null
            && act.device().equals(parent)
            && act.act() instanceof Act.DeviceAdd asked
            && asked.device().sameAs(add.device());
    if (!linked) {
      return RosterCheck.DEVICE_ACT;
    }
    if (AddRules.deviceBroken(sealer, state, add.device()) != null) {
      return RosterCheck.DEVICE_KEYS;
    }
    return member.activeDevices().size() >= MAX_DEVICES ? RosterCheck.DEVICES_FULL : null;
  }

  private static @Nullable RosterCheck recoveryBroken(
      Sealer sealer, RosterState state, Entry entry, DeviceAdd add, @Nullable Member member) {
    if (AddRules.deviceBroken(sealer, state, add.device()) != null) {
      return RosterCheck.DEVICE_KEYS;
    }
    SignedRecovery signed = decoded(add.act());
    if (member == null
        || signed == null
        || !recoveryHolds(sealer, state, entry, add, member, signed)) {
      return RosterCheck.RECOVERY;
    }
    byte[] next = signed.recovery().newRecoveryKey();
    if (!Arrays.equals(add.recoveryKey(), next)
        || !AddRules.mayBeSheet(state, add.device(), next)) {
      return RosterCheck.RECOVERY_NEXT;
    }
    if (!delayHolds(state, entry, add, member, signed.hash(sealer))) {
      return RosterCheck.RECOVERY_DELAY;
    }
    boolean last = member.isActiveSteward() && state.stewardCount() == 1 && !add.announced();
    return last ? RosterCheck.LAST_OFFICE_DEVICE : null;
  }

  private static boolean recoveryHolds(
      Sealer sealer,
      RosterState state,
      Entry entry,
      DeviceAdd add,
      Member member,
      SignedRecovery signed) {
    long time = signed.recovery().time();
    return member.isActive()
        && member.recoveryKey().length != 0
        && signed.recovery().group().equals(state.groupId())
        && signed.recovery().device().sameAs(add.device())
        && signed.isSignedBy(sealer, member.recoveryKey())
        && !state.isSpent(signed.hash(sealer))
        && time <= entry.time()
        && time >= entry.time() - RECOVERY_AGE;
  }

  private static boolean delayHolds(
      RosterState state, Entry entry, DeviceAdd add, Member member, byte[] recovery) {
    long delay = state.policies().value(Policies.RECOVERY_HOURS) * HOUR;
    Announcement open = member.announced();
    boolean waiting = open != null && Arrays.equals(open.recovery(), recovery);
    if (add.announced()) {
      return delay > 0 && !waiting;
    }
    return delay == 0 || (open != null && waiting && entry.time() - open.time() >= delay);
  }

  static Voices.Need need(RosterState state) {
    long voices = Math.min(state.policies().value(Policies.DEVICE_VOICES), state.stewardCount());
    return new Voices.Need((int) voices, RosterCheck.DEVICE_VOICES);
  }

  static void change(
      Sealer sealer, StateDraft draft, RosterState state, Entry entry, DeviceAdd add) {
    Member member = RosterState.existing(state.member(add.device().member()));
    List<MemberDevice> devices = new ArrayList<>();
    for (MemberDevice device : member.devices()) {
      devices.add(add.isRecovery() ? device.revoked(entry.seq()) : device);
    }
    DeviceId parent = add.isRecovery() ? null : DeviceId.of(add.parent());
    devices.add(new MemberDevice(add.device(), parent, entry.seq(), entry.time(), 0));
    if (!add.isRecovery()) {
      draft.member(member.withDevices(devices));
      draft.spend(ProposalRules.hash(sealer, add.act()));
      draft.due(EpochDue.STEP);
      return;
    }
    byte[] recovery = RosterState.existing(decoded(add.act())).hash(sealer);
    if (add.announced()) {
      draft.member(
          member.withSheet(
              member.recoveryKey(), new Announcement(recovery, entry.seq(), entry.time())));
    } else {
      draft.member(member.withDevices(devices).withSheet(add.recoveryKey(), null));
      draft.spend(recovery);
      draft.due(EpochDue.GENERATION);
    }
  }

  private static @Nullable SignedRecovery decoded(byte[] act) {
    try {
      return SignedRecovery.decode(act);
    } catch (InvalidWireException e) {
      return null;
    }
  }
}
