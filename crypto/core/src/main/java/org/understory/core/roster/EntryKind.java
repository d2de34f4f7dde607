package org.understory.core.roster;

import org.jspecify.annotations.Nullable;

/** The kinds of roster entries, each with its number on the wire: its ordinal plus one. */
public enum EntryKind {
  CREATE,
  INVITE,
  ADD,
  REMOVE,
  ROLE,
  DEVICE_ADD,
  DEVICE_REVOKE,
  CHANNEL,
  POLICY,
  EPOCH,
  RESOLVE,
  INVITE_REVOKE,
  SUCCESSION,
  SPACE,
  RECOVERY_KEY,
  POSTERS;

  private static final EntryKind[] ALL = values();

  /** The number on the wire. */
  public int number() {
    return ordinal() + 1;
  }

  /** The kind with this number, or null. */
  public static @Nullable EntryKind of(int number) {
    return number < 1 || number > ALL.length ? null : ALL[number - 1];
  }
}
