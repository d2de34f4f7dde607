package org.understory.wire.frame;

import org.understory.wire.codec.Bounds;

/** Why access ended. */
public enum AccessEndedReason {
  /** Prove the new member key and subscribe again. */
  EPOCH_MOVED,
  /** The own mailbox takes and gives no more items. */
  MAILBOX_CLOSED,
  /** The space is gone. */
  SPACE_DELETED,
  /** The own steward key is no longer in the set. */
  STEWARD_CHANGED,
  /** The keys of a log have moved: prove the new one and subscribe again. */
  LOG_MOVED;

  /** The numbers on the wire: those of {@code frame.proto}, in the order of this enum, from 1. */
  static final Bounds NUMBERS = Bounds.of(1, values().length);

  private static final AccessEndedReason[] BY_NUMBER = values();

  /** The number on the wire, at least 1. */
  public int number() {
    return ordinal() + 1;
  }

  static AccessEndedReason of(int number) {
    return BY_NUMBER[number - 1];
  }
}
