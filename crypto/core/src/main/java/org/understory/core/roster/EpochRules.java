package org.understory.core.roster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.EntryBody.EpochEntry;

/** The rule of EPOCH, and when one is due ({@code docs/protocol.md#epoch-due}). */
final class EpochRules {
  /** How long after an EPOCH nothing but need makes another one, milliseconds. */
  static final long REFRESH_AFTER = 3_600_000;

  private EpochRules() {}

  /**
   * Whether this kind may come now: while an epoch is due, EPOCH alone, or CHANNEL behind CREATE.
   */
  static @Nullable RosterCheck orderBroken(RosterState state, Entry entry) {
    EpochDue due = state.epochDue();
    if (entry.body() instanceof EpochEntry epoch) {
      return due != EpochDue.NONE || isRefresh(state, entry, epoch)
          ? null
          : RosterCheck.EPOCH_NOT_DUE;
    }
    boolean founding = due == EpochDue.AFTER_CREATE && entry.kind() == EntryKind.CHANNEL;
    return due == EpochDue.NONE || founding ? null : RosterCheck.EPOCH_DUE;
  }

  /**
   * Whether this EPOCH closes a step that its own actor made due, with the entry at the head: who
   * just moved its office to another device ends its commit, though it holds none any more.
   */
  static boolean closesOwnStep(RosterState state, Entry entry) {
    SignedEntry head = state.entryAt(state.seq());
    return entry.body() instanceof EpochEntry
        && state.epochDue() == EpochDue.STEP
        && head != null
        && head.entry().actor().equals(entry.actor());
  }

  private static boolean isRefresh(RosterState state, Entry entry, EpochEntry epoch) {
    EpochEntry before = state.epoch();
    return before != null
        && epoch.generation() > before.generation()
        && entry.time() - state.epochTime() >= REFRESH_AFTER;
  }

  static @Nullable RosterCheck broken(RosterState state, EpochEntry epoch) {
    EpochEntry before = state.epoch();
    if (epoch.generation() != dueGeneration(state) || epoch.step() != dueStep(state)) {
      return RosterCheck.EPOCH_NUMBER;
    }
    if (epoch.rosterKeyGeneration() != dueRosterKey(state)) {
      return RosterCheck.ROSTER_KEY_GENERATION;
    }
    if (!same(epoch.stewardKeys(), stewardKeys(state))) {
      return RosterCheck.STEWARD_KEYS;
    }
    if (before == null ? epoch.stewardSetVersion() != 1 : !followsVersion(before, epoch)) {
      return RosterCheck.STEWARD_SET_VERSION;
    }
    if (epoch.threshold() != state.threshold()) {
      return RosterCheck.THRESHOLD;
    }
    if (before != null && !secretHolds(state, before, epoch)) {
      return RosterCheck.STEWARD_SECRET;
    }
    return isRescueKeyFree(state, before, epoch) ? null : RosterCheck.RESCUE_KEY;
  }

  /** The generation of the next EPOCH: the one that is due, or a refresh. */
  static int dueGeneration(RosterState state) {
    EpochEntry before = state.epoch();
    return before != null && state.epochDue() == EpochDue.NONE
        ? before.generation() + 1
        : state.dueGeneration();
  }

  static int dueStep(RosterState state) {
    EpochEntry before = state.epoch();
    return before != null && state.epochDue() == EpochDue.STEP ? before.step() + 1 : 0;
  }

  static int dueRosterKey(RosterState state) {
    EpochEntry before = state.epoch();
    if (before == null) {
      return 1;
    }
    return before.rosterKeyGeneration() + (state.epochDue() == EpochDue.STEP ? 0 : 1);
  }

  /** The steward access keys of the stewards, rising. */
  static List<byte[]> stewardKeys(RosterState state) {
    List<byte[]> keys = new ArrayList<>();
    for (Member steward : state.stewards()) {
      keys.add(RosterState.existing(steward.office()).stewardKey());
    }
    keys.sort(IdList::compare);
    return keys;
  }

  /**
   * A rescue key is new, or the one there is: it never was another key, nor one that was given up.
   */
  private static boolean isRescueKeyFree(
      RosterState state, @Nullable EpochEntry before, EpochEntry epoch) {
    return epoch.rescueKey().length == 0
        || (before != null && Arrays.equals(before.rescueKey(), epoch.rescueKey()))
        || !state.isKnownKey(epoch.rescueKey());
  }

  /** The version of the steward set that the next EPOCH has. */
  static long dueSetVersion(RosterState state, byte[] rescueKey) {
    EpochEntry before = state.epoch();
    if (before == null) {
      return 1;
    }
    boolean stays =
        before.threshold() == state.threshold()
            && same(before.stewardKeys(), stewardKeys(state))
            && Arrays.equals(before.rescueKey(), rescueKey);
    return before.stewardSetVersion() + (stays ? 0 : 1);
  }

  /** A set changes with a higher version and never without; how it may is the server's to check. */
  private static boolean followsVersion(EpochEntry before, EpochEntry epoch) {
    if (epoch.stewardSetVersion() != before.stewardSetVersion()) {
      return epoch.stewardSetVersion() > before.stewardSetVersion();
    }
    return epoch.threshold() == before.threshold()
        && Arrays.equals(epoch.rescueKey(), before.rescueKey())
        && same(epoch.stewardKeys(), before.stewardKeys());
  }

  /** What stewards share is fresh when one went or moved its office; a refresh may change it. */
  private static boolean secretHolds(RosterState state, EpochEntry before, EpochEntry epoch) {
    boolean stays = Arrays.equals(before.stewardSecretHash(), epoch.stewardSecretHash());
    return state.isStewardSecretSpent() ? !stays : stays || state.epochDue() == EpochDue.NONE;
  }

  private static boolean same(List<byte[]> some, List<byte[]> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      if (!Arrays.equals(some.get(i), others.get(i))) {
        return false;
      }
    }
    return true;
  }
}
