package org.understory.core.roster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.EntryBody.DeviceRevoke;
import org.understory.core.roster.EntryBody.RecoveryKey;
import org.understory.core.seal.Sealer;

/** The rules of DEVICE_REVOKE and of RECOVERY_KEY. */
final class RevokeRules {
  private RevokeRules() {}

  static @Nullable RosterCheck broken(
      Sealer sealer, RosterState state, Entry entry, DeviceRevoke revoke) {
    Member member = state.member(revoke.member());
    if (member == null || !member.isActive() || !areActive(member, revoke)) {
      return RosterCheck.REVOKED_DEVICES;
    }
    if (!keepsAllOthers(member, revoke)) {
      return RosterCheck.REVOKED_PARENT;
    }
    Member.Office office = member.office();
    if (office != null && revoke.devices().contains(office.device()) && state.stewardCount() == 1) {
      return RosterCheck.LAST_OFFICE_DEVICE;
    }
    boolean holds =
        (revoke.act().length == 0 || isAsked(sealer, state, entry, revoke))
            && (revoke.veto().length == 0 || isWaiting(member, revoke.veto()));
    return holds ? null : RosterCheck.REVOKE_ACT;
  }

  /**
   * Whether all are the member's, and one at least is active. What another act took away meanwhile
   * does not make this one void: else of two devices that revoke each other one would stay.
   */
  private static boolean areActive(Member member, DeviceRevoke revoke) {
    boolean active = revoke.veto().length != 0 && revoke.devices().isEmpty();
    for (DeviceId id : revoke.devices()) {
      MemberDevice device = member.device(id);
      if (device == null) {
        return false;
      }
      active |= !device.isRevoked();
    }
    return active;
  }

  /**
   * Whether {@code kept} names all that the revoked ones linked and what stays, and nothing else.
   */
  private static boolean keepsAllOthers(Member member, DeviceRevoke revoke) {
    int kept = 0;
    for (MemberDevice device : member.devices()) {
      boolean linked =
          !revoke.devices().contains(device.id())
              && member.isLinkedByOneOf(device, revoke.devices());
      boolean named = revoke.kept().contains(device.id());
      if (named ? !linked : linked && !device.isRevoked()) {
        return false;
      }
      kept += named ? 1 : 0;
    }
    return kept == revoke.kept().size();
  }

  private static boolean isAsked(
      Sealer sealer, RosterState state, Entry entry, DeviceRevoke revoke) {
    Proposal act = ProposalRules.holding(sealer, state, entry.time(), revoke.act());
    Member by = act == null ? null : state.memberOf(act.device());
    return act != null
        && by != null
        && by.id().equals(revoke.member())
        && act.act() instanceof Act.DeviceRevoke asked
        && by.goingWith(asked, act.rosterSeq()).equals(revoke.devices())
        && asked.kept().equals(revoke.kept())
        && Arrays.equals(asked.veto(), revoke.veto());
  }

  private static boolean isWaiting(Member member, byte[] veto) {
    return member.announced() != null && Arrays.equals(member.announced().recovery(), veto);
  }

  static Voices.Need need(RosterState state, Entry entry, DeviceRevoke revoke) {
    return revoke.act().length != 0
        ? Voices.Need.ONE
        : RemoveRules.need(state, entry, Set.of(revoke.member()), RosterCheck.REVOKE_VOICES);
  }

  static void change(
      Sealer sealer, StateDraft draft, RosterState state, Entry entry, DeviceRevoke revoke) {
    Member member = RosterState.existing(state.member(revoke.member()));
    List<MemberDevice> devices = new ArrayList<>();
    for (MemberDevice device : member.devices()) {
      devices.add(revoke.devices().contains(device.id()) ? device.revoked(entry.seq()) : device);
    }
    Member now = member.withDevices(devices);
    if (revoke.veto().length != 0) {
      now = now.withSheet(now.recoveryKey(), null);
      draft.spend(revoke.veto());
    }
    draft.member(now);
    if (revoke.act().length != 0) {
      draft.spend(ProposalRules.hash(sealer, revoke.act()));
    }
    if (!revoke.devices().isEmpty()) {
      draft.due(EpochDue.GENERATION);
    }
  }

  // ---- RECOVERY_KEY

  static @Nullable RosterCheck broken(
      Sealer sealer, RosterState state, Entry entry, RecoveryKey key) {
    Proposal act = ProposalRules.holding(sealer, state, entry.time(), key.act());
    boolean holds =
        act != null
            && act.act() instanceof Act.RecoveryKey sheet
            && (sheet.recoveryKey().length == 0 || !state.isKnownKey(sheet.recoveryKey()));
    return holds ? null : RosterCheck.RECOVERY_KEY_ACT;
  }

  /** With the old sheet goes a recovery by it that was waiting. */
  static void change(Sealer sealer, StateDraft draft, RosterState state, RecoveryKey key) {
    Proposal act = RosterState.existing(ProposalRules.read(key.act()));
    Member member = RosterState.existing(state.memberOf(act.device()));
    if (!(act.act() instanceof Act.RecoveryKey sheet)) {
      throw new AssertionError("the rule found a RECOVERY_KEY");
    }
    draft.member(member.withSheet(sheet.recoveryKey(), null));
    draft.spend(ProposalRules.hash(sealer, key.act()));
  }
}
