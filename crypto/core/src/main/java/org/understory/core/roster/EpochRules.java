package org.understory.core.roster;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.EntryBody.EpochEntry;

/** The rule of EPOCH, and when one is due ({@code docs/protocol.md#epoch-due}). */
final class EpochRules {
  private static final int MAX_THRESHOLD = 2;

  private EpochRules() {}

  /**
   * Whether this kind may come now: while an epoch is due, EPOCH alone, or CHANNEL behind CREATE.
   */
  static @Nullable RosterCheck orderBroken(EpochDue due, EntryKind kind) {
    if (kind == EntryKind.EPOCH) {
      return due == EpochDue.NONE ? RosterCheck.EPOCH_NOT_DUE : null;
    }
    boolean founding = due == EpochDue.AFTER_CREATE && kind == EntryKind.CHANNEL;
    return due == EpochDue.NONE || founding ? null : RosterCheck.EPOCH_DUE;
  }

  static @Nullable RosterCheck broken(RosterState state, EpochEntry epoch) {
    EpochEntry before = state.epoch();
    if (before == null) {
      return firstBroken(state, epoch);
    }
    boolean fresh = state.epochDue() == EpochDue.AFTER_REMOVE;
    int generation = fresh ? before.generation() + 1 : before.generation();
    int step = fresh ? 0 : before.step() + 1;
    if (epoch.generation() != generation || epoch.step() != step) {
      return RosterCheck.EPOCH_NUMBER;
    }
    if (epoch.rosterKeyGeneration() != before.rosterKeyGeneration() + (fresh ? 1 : 0)) {
      return RosterCheck.ROSTER_KEY_GENERATION;
    }
    RosterCheck broken = stewardSetBroken(state.stewards().size(), epoch);
    return broken != null || followsVersion(before, epoch)
        ? broken
        : RosterCheck.STEWARD_SET_VERSION;
  }

  private static @Nullable RosterCheck firstBroken(RosterState state, EpochEntry epoch) {
    if (epoch.generation() != 1 || epoch.step() != 0) {
      return RosterCheck.EPOCH_NUMBER;
    }
    if (epoch.rosterKeyGeneration() != 1) {
      return RosterCheck.ROSTER_KEY_GENERATION;
    }
    RosterCheck broken = stewardSetBroken(1, epoch);
    if (broken == null && !sameKeys(epoch.stewardKeys(), List.of(state.create().stewardKey()))) {
      broken = RosterCheck.STEWARD_KEYS;
    }
    return broken != null || epoch.stewardSetVersion() == 1
        ? broken
        : RosterCheck.STEWARD_SET_VERSION;
  }

  private static @Nullable RosterCheck stewardSetBroken(int stewards, EpochEntry epoch) {
    List<byte[]> keys = epoch.stewardKeys();
    if (keys.size() != stewards || !areRising(keys)) {
      return RosterCheck.STEWARD_KEYS;
    }
    int most = Math.min(MAX_THRESHOLD, stewards);
    return epoch.threshold() >= 1 && epoch.threshold() <= most ? null : RosterCheck.THRESHOLD;
  }

  /** A set changes with a higher version and never without; how it may is the server's to check. */
  private static boolean followsVersion(EpochEntry before, EpochEntry epoch) {
    if (epoch.stewardSetVersion() != before.stewardSetVersion()) {
      return epoch.stewardSetVersion() > before.stewardSetVersion();
    }
    return epoch.threshold() == before.threshold()
        && sameKeys(epoch.stewardKeys(), before.stewardKeys());
  }

  private static boolean sameKeys(List<byte[]> some, List<byte[]> others) {
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

  private static boolean areRising(List<byte[]> keys) {
    for (int i = 1; i < keys.size(); i++) {
      if (compare(keys.get(i - 1), keys.get(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** As unsigned bytes, both of the same length. */
  static int compare(byte[] a, byte[] b) {
    for (int i = 0; i < a.length; i++) {
      int difference = (a[i] & 0xff) - (b[i] & 0xff);
      if (difference != 0) {
        return difference;
      }
    }
    return 0;
  }
}
