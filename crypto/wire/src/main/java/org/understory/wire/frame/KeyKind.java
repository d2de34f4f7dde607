package org.understory.wire.frame;

import org.understory.wire.codec.Bounds;

/** What an access key is to the server. */
public enum KeyKind {
  /** The key of the current epoch, derived by every device. */
  MEMBER,
  /** A steward's own. */
  STEWARD,
  /** A device's own: of its mailbox, its epoch slot and its shelf. */
  OWNER,
  /** Of an invite or a link drop, derived from the link. */
  DROP,
  /** Of a recovery sheet. */
  KNOCK,
  /** A log's read or post key. */
  LOG;

  /** The numbers on the wire: those of {@code frame.proto}, in the order of this enum, from 1. */
  static final Bounds NUMBERS = Bounds.of(1, values().length);

  private static final KeyKind[] BY_NUMBER = values();

  /** The number on the wire, at least 1. */
  public int number() {
    return ordinal() + 1;
  }

  static KeyKind of(int number) {
    return BY_NUMBER[number - 1];
  }
}
