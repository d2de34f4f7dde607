package org.understory.core.roster;

import org.jspecify.annotations.Nullable;

/** The kinds of roster entries with their numbers; those without a rule yet are void. */
public enum EntryKind {
  CREATE(1),
  INVITE(2),
  ADD(3),
  REMOVE(4),
  /** Reserved. */
  ROLE(5),
  /** Reserved. */
  DEVICE_ADD(6),
  /** Reserved. */
  DEVICE_REVOKE(7),
  CHANNEL(8),
  POLICY(9),
  EPOCH(10),
  /** Reserved. */
  RESOLVE(11),
  /** Reserved. */
  INVITE_REVOKE(12),
  /** Reserved. */
  SUCCESSION(13),
  /** Reserved. */
  SPACE(14);

  private final int number;

  EntryKind(int number) {
    this.number = number;
  }

  /** The number on the wire. */
  public int number() {
    return number;
  }

  /** The kind with this number, or null. */
  static @Nullable EntryKind of(int number) {
    for (EntryKind kind : values()) {
      if (kind.number == number) {
        return kind;
      }
    }
    return null;
  }
}
